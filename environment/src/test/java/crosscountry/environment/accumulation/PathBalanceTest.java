package crosscountry.environment.accumulation;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.fixture.RandomPrograms;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.CostModel;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PathBalanceTest {

  /** Partials of any size that doubles have, zeros and subnormal ones among them. */
  private static double anyPartial(SplittableRandom random) {
    double significand = random.nextInt(4) == 0 ? 0 : random.nextDouble(-2, 2);
    return Math.scalb(significand, random.nextInt(-1074, 1023));
  }

  private static Linearization<Double> wild(Program program, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
    int firstCopy = graph.vertexOf(graph.equations() + 1);
    return new Linearization<>(
        graph,
        program.outputs(),
        Reals.DOUBLES,
        (head, edge) -> head < firstCopy ? anyPartial(random) : 1);
  }

  @Property(tries = 300)
  void correctOrdersAgreeWhateverTheFinitePartials(
      @ForAll(supplier = RandomPrograms.class) Program program, @ForAll long seed) {
    JacobianComparison comparison = new JacobianComparison(wild(program, seed));
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
    for (int repetition = 0; repetition < 3; repetition++) {
      List<List<Double>> jacobian =
          VertexAccumulation.along(
                  RandomOrders.of(graph, seed + repetition), comparison.linearization())
              .entries();

      assertThat(comparison.greatestRelativeError(jacobian)).isLessThan(1e-13);
    }
  }

  @Property(tries = 300)
  void sizesOfAllPathsTogetherStayBelowTwo(
      @ForAll(supplier = RandomPrograms.class) Program program, @ForAll long seed) {
    Linearization<Double> balanced = PathBalance.of(wild(program, seed));

    assertThat(ForwardAccumulation.scale(balanced))
        .allSatisfy(
            row ->
                assertThat(row.stream().mapToDouble(Double::doubleValue).sum())
                    .isLessThanOrEqualTo(2));
  }

  @Property(tries = 300)
  void partialsChangeByPowersOfTwo(
      @ForAll(supplier = RandomPrograms.class) Program program, @ForAll long seed) {
    Linearization<Double> wild = wild(program, seed);
    Linearization<Double> balanced = PathBalance.of(wild);
    for (int head = 0; head < CostModel.PRINCIPLE.linearize(program).vertices(); head++) {
      for (int edge = 0; edge < wild.inDegree(head); edge++) {
        double before = wild.partial(head, edge);
        double after = balanced.partial(head, edge);
        if (Math.abs(before) >= Double.MIN_NORMAL && Math.abs(after) >= Double.MIN_NORMAL) {
          assertThat(Math.scalb(after, -Math.getExponent(after)))
              .isEqualTo(Math.scalb(before, -Math.getExponent(before)));
        }
      }
    }
  }

  /** Were it counted with its tail's 1e600, the partial beside it would vanish. */
  @Test
  void aPartialOfZeroWeighsNothing() {
    Operand x = new Operand.Input(0);
    Operand steep = new Operand.Result(2);
    Program program =
        new Program(
            "f",
            1,
            List.of(
                new Equation("exp", List.of(x), Map.of()),
                new Equation("exp", List.of(new Operand.Result(1)), Map.of()),
                new Equation("mul", List.of(x, steep), Map.of())),
            List.of(new Operand.Result(3)));
    double[][] partials = {{}, {1e300}, {1e300}, {1e-100, 0}};
    Linearization<Double> balanced =
        PathBalance.of(
            new Linearization<>(
                CostModel.PRINCIPLE.linearize(program),
                program.outputs(),
                Reals.DOUBLES,
                (head, edge) -> partials[head][edge]));

    assertThat(balanced.partial(3, 0)).isBetween(1.0, 2.0);
    assertThat(balanced.partial(3, 1)).isZero();
  }
}
