package crosscountry.environment;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.accumulation.OrderVerifier;
import crosscountry.environment.annealing.AnnealingBudget;
import crosscountry.environment.annealing.AnnealingResult;
import crosscountry.environment.annealing.SimulatedAnnealing;
import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.exact.ExhaustiveOptimum;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.reduction.Reducer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that lack something which programs usually have give sensible results everywhere. */
class DegenerateGraphsTest {

  private static final Operand X = new Operand.Input(0);
  private static final Operand Y = new Operand.Input(1);
  private static final Operand ONE = new Operand.Literal(1);

  /**
   * A degenerate program and what is known of it.
   *
   * @param program the program, named after what is odd about it
   * @param eliminable equation numbers of the eliminable vertices
   * @param optimum least multiplications
   */
  record Case(Program program, List<Integer> eliminable, long optimum) {
    @Override
    public String toString() {
      return program.name();
    }
  }

  private static Equation sin(Operand operand) {
    return new Equation("sin", List.of(operand), Map.of());
  }

  private static Equation mul(Operand left, Operand right) {
    return new Equation("mul", List.of(left, right), Map.of());
  }

  private static Operand result(int equation) {
    return new Operand.Result(equation);
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(new Program("nothing at all", 0, List.of(), List.of()), List.of(), 0),
        new Case(new Program("no equation", 2, List.of(), List.of(Y, X)), List.of(), 0),
        new Case(
            new Program("no eliminable vertex", 2, List.of(mul(X, Y)), List.of(result(1))),
            List.of(),
            0),
        new Case(
            new Program(
                "a dead equation", 1, List.of(sin(X), sin(X), sin(result(1))), List.of(result(3))),
            List.of(1, 2),
            1),
        new Case(
            new Program(
                "a dead chain",
                2,
                List.of(sin(X), sin(result(1)), mul(result(2), Y), sin(Y)),
                List.of(result(4))),
            List.of(1, 2, 3),
            0),
        new Case(
            new Program(
                "an input that nobody reads",
                3,
                List.of(mul(X, Y), sin(result(1))),
                List.of(result(2))),
            List.of(1),
            2),
        new Case(
            new Program(
                "an output that is an input", 1, List.of(sin(X), sin(result(1))), List.of(X)),
            List.of(1, 2),
            0),
        new Case(
            new Program(
                "an output that is also an input",
                1,
                List.of(sin(X), sin(result(1))),
                List.of(result(2), X)),
            List.of(1),
            1),
        new Case(
            new Program(
                "an output that is read",
                2,
                List.of(mul(X, Y), sin(result(1))),
                List.of(result(1), result(2))),
            List.of(1),
            4),
        new Case(
            new Program(
                "a repeated output",
                1,
                List.of(sin(X), sin(result(1))),
                List.of(result(2), result(2))),
            List.of(1),
            1),
        new Case(
            new Program("no output", 2, List.of(mul(X, Y), sin(result(1))), List.of()),
            List.of(1, 2),
            0),
        new Case(
            new Program("no input", 0, List.of(sin(ONE), mul(result(1), ONE)), List.of(result(2))),
            List.of(1),
            0),
        new Case(
            new Program(
                "a constant equation that is read",
                1,
                List.of(sin(ONE), sin(result(1)), mul(X, result(2)), sin(result(3))),
                List.of(result(4))),
            List.of(1, 2, 3),
            1),
        new Case(new Program("a constant output", 1, List.of(sin(X)), List.of(ONE)), List.of(1), 0),
        new Case(
            new Program(
                "a product with itself",
                1,
                List.of(mul(X, X), mul(result(1), result(1))),
                List.of(result(2))),
            List.of(1),
            1));
  }

  private static void assertOrder(Case degenerate, EliminationOrder order) {
    assertThat(order.equations())
        .containsExactlyInAnyOrder(
            degenerate.eliminable().stream().mapToInt(Integer::intValue).toArray());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theEliminableVerticesAreThoseExpected(Case degenerate) {
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(degenerate.program());

    assertThat(graph.eliminable())
        .containsExactly(degenerate.eliminable().stream().mapToInt(graph::vertexOf).toArray());
    assertThat(new EliminationState(graph).isBipartite())
        .isEqualTo(degenerate.eliminable().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyHeuristicGivesAProvedOrder(Case degenerate) {
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(degenerate.program());
    OrderVerifier verifier = new OrderVerifier(degenerate.program(), 1);
    assertThat(verifier.obstacle()).isEmpty();
    for (HeuristicOrder heuristic : HeuristicOrder.values()) {
      EliminationOrder order = heuristic.of(graph);
      long multiplications = EliminationCost.of(graph, order).multiplications();

      assertOrder(degenerate, order);
      assertThat(multiplications).isGreaterThanOrEqualTo(degenerate.optimum());
      assertThat(verifier.verify(order).confirms(multiplications)).as("%s", heuristic).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void searchesFindTheOptimum(Case degenerate) {
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(degenerate.program());
    ExhaustiveOptimum exact = ExhaustiveOptimum.of(graph);
    AnnealingResult annealed =
        new SimulatedAnnealing(graph).run(new AnnealingBudget.Windows(100), 1, () -> false);

    assertOrder(degenerate, exact.order());
    assertOrder(degenerate, annealed.order());
    assertThat(exact.multiplications()).isEqualTo(degenerate.optimum());
    assertThat(annealed.multiplications()).isEqualTo(degenerate.optimum());
    assertThat(CutBounds.of(graph).total()).isLessThanOrEqualTo(degenerate.optimum());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reductionsSolveThem(Case degenerate) {
    EliminationState state =
        new EliminationState(CostModel.PRINCIPLE.linearize(degenerate.program()));

    assertThat(new Reducer(state.graph()).reduce(state)).isEqualTo(degenerate.optimum());
    assertThat(state.isBipartite()).isTrue();
  }
}
