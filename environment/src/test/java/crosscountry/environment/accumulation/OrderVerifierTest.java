package crosscountry.environment.accumulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.InvalidOrderException;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.fixture.RandomPrograms;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.linearization.CostModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OrderVerifierTest {

  private static final Operand X = new Operand.Input(0);
  private static final Operand Y = new Operand.Input(1);

  private static Equation equation(String primitive, Operand... operands) {
    return new Equation(primitive, List.of(operands), Map.of());
  }

  private static Operand result(int equation) {
    return new Operand.Result(equation);
  }

  private static OrderVerification verify(Program program, int... order) {
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
    return OrderVerification.of(program, EliminationOrder.ofEquations(graph, order), 1);
  }

  private static Linearization<Double> linearization(
      Program program, ComputationalGraph graph, double... point) {
    ProgramLinearizer linearizer = new ProgramLinearizer(program, graph);
    linearizer.evaluate(point);
    return linearizer.linearization();
  }

  @Property(tries = 200)
  void everyOrderOfEveryProgramAgreesAndCostsWhatTheEngineSays(
      @ForAll(supplier = RandomPrograms.class) Program program, @ForAll long seed) {
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
    OrderVerifier verifier = new OrderVerifier(program, seed);
    assertThat(verifier.obstacle()).isEmpty();
    for (int repetition = 0; repetition < 100; repetition++) {
      EliminationOrder order = RandomOrders.of(graph, seed + repetition);
      OrderVerification verification = verifier.verify(order);
      assertThat(verification.jacobianAgrees()).as(verification.sentence()).isTrue();
      assertThat(verification.greatestRelativeError()).isLessThan(1e-13);
      assertThat(verification.confirms(EliminationCost.of(graph, order).multiplications()))
          .isTrue();
    }
  }

  @Test
  void aProductOfThreeIsProved() {
    Program program =
        new Program(
            "f", 2, List.of(equation("mul", X, Y), equation("sin", result(1))), List.of(result(2)));

    OrderVerification verification = verify(program, 1);

    assertThat(verification.multiplications()).isEqualTo(2);
    assertThat(verification.jacobianAgrees()).isTrue();
    assertThat(verification.confirms(2)).isTrue();
    assertThat(verification.confirms(3)).isFalse();
    assertThat(verification.obstacle()).isEmpty();
    assertThat(verification.sentence())
        .startsWith("the Jacobian agrees with forward accumulation (greatest relative error ");
  }

  @Test
  void restrictedDomainsAreFound() {
    Program program =
        new Program(
            "domains",
            4,
            List.of(
                equation("acosh", X),
                equation("atanh", Y),
                equation("neg", new Operand.Input(2)),
                equation("log", result(3)),
                equation("asin", new Operand.Input(3)),
                equation("mul", result(1), result(2)),
                equation("mul", result(4), result(5)),
                equation("add", result(6), result(7))),
            List.of(result(8)));

    assertThat(new OrderVerifier(program, 3).obstacle()).isEmpty();
    assertThat(verify(program, 1, 2, 3, 4, 5, 6, 7).jacobianAgrees()).isTrue();
  }

  /** No range suits all inputs, and each new condition leaves a small part of the points. */
  @Test
  void aNarrowDomainIsWalkedInto() {
    List<Equation> equations = new ArrayList<>();
    List<Operand> inputs = IntStream.range(0, 12).<Operand>mapToObj(Operand.Input::new).toList();
    for (int input = 0; input < 12; input++) {
      equations.add(equation(input % 2 == 0 ? "acosh" : "atanh", inputs.get(input)));
    }
    equations.add(equation("log", result(1)));
    Program program = new Program("narrow", 12, equations, List.of(result(13)));

    assertThat(new OrderVerifier(program, 5).obstacle()).isEmpty();
  }

  @Test
  void aFunctionThatIsFiniteNowhereIsCountedButNotProved() {
    Program program =
        new Program(
            "nowhere",
            1,
            List.of(
                equation("square", X),
                equation("neg", result(1)),
                equation("log", result(2)),
                equation("sin", result(3))),
            List.of(result(4)));

    OrderVerification verification = verify(program, 1, 2, 3);

    assertThat(verification.multiplications()).isEqualTo(3);
    assertThat(verification.jacobianAgrees()).isFalse();
    assertThat(verification.confirms(3)).isFalse();
    assertThat(verification.greatestRelativeError()).isNaN();
    assertThat(verification.sentence())
        .isEqualTo(
            "not proved: none of 60000 random points will do: equation 3 (log) never had a finite"
                + " value with finite partial derivatives");
  }

  @Test
  void anUnknownPrimitiveIsNamed() {
    Program program =
        new Program(
            "f", 1, List.of(equation("lgamma", X), equation("sin", result(1))), List.of(result(2)));

    OrderVerification verification = verify(program, 1);

    assertThat(verification.multiplications()).isEqualTo(1);
    assertThat(verification.jacobianAgrees()).isFalse();
    assertThat(verification.sentence())
        .isEqualTo(
            "not proved: equation 1 uses the primitive lgamma, which has no known scalar derivative");
  }

  @Test
  void anOrderOfAnotherProgramIsRefused() {
    Program program =
        new Program(
            "f", 1, List.of(equation("sin", X), equation("sin", result(1))), List.of(result(2)));
    ComputationalGraph other =
        new ComputationalGraph.Builder("other", 1, 3).readsInput(3, 0).output(3).build();
    EliminationOrder order = EliminationOrder.ofEquations(other, 1, 2);
    OrderVerifier verifier = new OrderVerifier(program, 1);

    assertThatThrownBy(() -> verifier.verify(order)).isInstanceOf(InvalidOrderException.class);
  }

  @Test
  void cancellationIsNotBlamedOnTheOrder() {
    // ((x + 1e8) - x) * y: the tangent of the difference cancels to nothing or to rounding errors.
    Program program =
        new Program(
            "cancelling",
            2,
            List.of(
                equation("mul", X, Y),
                equation("mul", result(1), new Operand.Literal(1e8 / 3)),
                equation("mul", X, new Operand.Literal(1e8 / 3)),
                equation("mul", result(3), Y),
                equation("sub", result(2), result(4))),
            List.of(result(5)));

    assertThat(verify(program, 1, 2, 3, 4).jacobianAgrees()).isTrue();
    assertThat(verify(program, 4, 3, 2, 1).jacobianAgrees()).isTrue();
  }

  /** Every path is moderate, yet the product of the two small factors is not even normal. */
  @Test
  void productsInsideAPathMayLeaveTheRangeOfDoubles() {
    for (double[] factors :
        new double[][] {{1e100, 1e-160, 1e-160, 1e100}, {1e-160, 1e160, 1e160, 1e-160}}) {
      Program program = chain(factors);
      ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
      OrderVerifier verifier = new OrderVerifier(program, 1);
      for (int[] order : new int[][] {{1, 2, 3}, {2, 1, 3}, {3, 2, 1}, {2, 3, 1}}) {
        OrderVerification verification =
            verifier.verify(EliminationOrder.ofEquations(graph, order));

        assertThat(verification.jacobianAgrees()).as(verification.sentence()).isTrue();
        assertThat(verification.greatestRelativeError()).isLessThan(1e-13);
      }
    }
  }

  private static Program chain(double... factors) {
    List<Equation> equations = new ArrayList<>();
    Operand last = X;
    for (double factor : factors) {
      equations.add(equation("mul", last, new Operand.Literal(factor)));
      last = result(equations.size());
    }
    return new Program("chain", 1, equations, List.of(last));
  }

  /** No sine reaches the domain of the last equation. */
  @Test
  void theSearchForPointsIsBoundedByEvaluatedEquations() {
    List<Equation> equations = new ArrayList<>();
    equations.add(equation("sin", X));
    while (equations.size() < 2999) {
      equations.add(equation("sin", result(equations.size())));
    }
    equations.add(equation("acosh", result(2999)));
    Program program = new Program("long", 1, equations, List.of(result(3000)));

    assertThat(new OrderVerifier(program, 1).obstacle())
        .contains(
            "none of 2000 random points will do: equation 3000 (acosh) never had a finite value"
                + " with finite partial derivatives");
  }

  @Test
  void outputsThatAreInputsConstantsOrRepeatedHaveTheirRows() {
    Program program =
        new Program(
            "rows",
            2,
            List.of(equation("mul", X, Y), equation("sin", result(1)), equation("cos", Y)),
            List.of(Y, result(1), new Operand.Literal(5), result(2), result(1), X));
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
    Linearization<Double> point = linearization(program, graph, 0.5, 0.25);

    AccumulatedJacobian<Double> accumulated =
        VertexAccumulation.along(EliminationOrder.ofEquations(graph, 3, 1), point);

    double c = Math.cos(0.125);
    assertThat(accumulated.entries())
        .isEqualTo(
            List.of(
                List.of(0.0, 1.0),
                List.of(0.25, 0.5),
                List.of(0.0, 0.0),
                List.of(0.25 * c, 0.5 * c),
                List.of(0.25, 0.5),
                List.of(1.0, 0.0)));
    assertThat(accumulated.multiplications())
        .as("two inputs times the copy and the sine; the dead cosine is free")
        .isEqualTo(4);
    assertThat(verify(program, 1, 3).jacobianAgrees()).isTrue();
  }

  @Test
  void aProgramWithoutEquationsIsProved() {
    OrderVerification verification = verify(new Program("identity", 1, List.of(), List.of(X)));

    assertThat(verification).isEqualTo(new OrderVerification(0, true, 0, verification.obstacle()));
  }

  @Property(tries = 200)
  void oneCorruptedPartialFails(
      @ForAll(supplier = RandomPrograms.class) Program program, @ForAll long seed) {
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
    ProgramLinearizer linearizer = new ProgramLinearizer(program, graph);
    JacobianComparison comparison =
        new JacobianComparison(
            RegularPoints.find(linearizer, 1, new SplittableRandom(seed)).linearizations().get(0));
    Linearization<Double> point = comparison.linearization();
    EliminationOrder order = RandomOrders.of(graph, seed);
    for (int head = graph.inputs(); head < graph.vertexOf(graph.equations() + 1); head++) {
      for (int edge = 0; edge < point.inDegree(head); edge++) {
        Linearization<Double> corrupted =
            point.withPartial(head, edge, point.partial(head, edge) + 1e-3);
        double expected = comparison.greatestRelativeError(ForwardAccumulation.jacobian(corrupted));
        double error =
            comparison.greatestRelativeError(VertexAccumulation.along(order, corrupted).entries());
        // An edge that reaches no output, or is reached by no input, may hold any value.
        if (expected < JacobianComparison.TOLERANCE / 10) {
          assertThat(error).isLessThan(JacobianComparison.TOLERANCE);
        } else if (expected > JacobianComparison.TOLERANCE * 10) {
          assertThat(error).isGreaterThan(JacobianComparison.TOLERANCE);
        }
      }
    }
  }

  @Test
  void aCorruptedPartialOnAPathIsNoticed() {
    Program program =
        new Program(
            "f", 2, List.of(equation("mul", X, Y), equation("sin", result(1))), List.of(result(2)));
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
    JacobianComparison comparison =
        new JacobianComparison(linearization(program, graph, 0.5, 0.25));
    Linearization<Double> point = comparison.linearization();
    EliminationOrder order = EliminationOrder.ofEquations(graph, 1);
    Linearization<Double> corrupted = point.withPartial(2, 0, point.partial(2, 0) * (1 + 1e-9));
    Linearization<Double> meaningless = point.withPartial(2, 0, Double.NaN);

    assertThat(
            comparison.greatestRelativeError(VertexAccumulation.along(order, corrupted).entries()))
        .isBetween(0.9e-9, 1.1e-9);
    assertThat(
            comparison.greatestRelativeError(
                VertexAccumulation.along(order, meaningless).entries()))
        .isInfinite();
  }

  @Property(tries = 200)
  void overTheFieldOneCorruptedElementFailsExactlyIfItIsOnAPath(
      @ForAll(supplier = RandomPrograms.class) Program program, @ForAll long seed) {
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
    FieldComparison field =
        FieldComparison.drawn(graph, program.outputs(), new SplittableRandom(seed));
    Linearization<Long> linearization = field.linearization();
    EliminationOrder order = RandomOrders.of(graph, seed);
    CutBounds bounds = CutBounds.of(graph);
    Set<Integer> offPath =
        IntStream.of(graph.eliminable())
            .filter(vertex -> bounds.bound(vertex) == 0)
            .boxed()
            .collect(Collectors.toSet());
    for (int head = graph.inputs(); head < graph.vertices(); head++) {
      for (int edge = 0; edge < linearization.inDegree(head); edge++) {
        int tail = linearization.tail(head, edge);
        boolean onPath = !offPath.contains(head) && !offPath.contains(tail);
        Linearization<Long> corrupted =
            linearization.withPartial(head, edge, linearization.partial(head, edge) - 1);

        assertThat(field.agrees(VertexAccumulation.along(order, corrupted).entries()))
            .isEqualTo(!onPath);
      }
    }
    assertThat(field.agrees(VertexAccumulation.along(order, linearization).entries())).isTrue();
  }

  /**
   * The Jacobian is 0 + 2, where the 0 is what is left of 2^layers paths: each layer maps x to x -
   * x.
   */
  private static Program cancellingLayers(int layers) {
    List<Equation> equations = new ArrayList<>();
    Operand last = X;
    for (int layer = 0; layer < layers; layer++) {
      equations.add(equation("neg", last));
      equations.add(equation("copy", last));
      equations.add(equation("add", result(equations.size()), result(equations.size() - 1)));
      last = result(equations.size());
    }
    equations.add(equation("mul", X, new Operand.Literal(2)));
    equations.add(equation("add", last, result(equations.size())));
    return new Program("layers", 1, equations, List.of(result(equations.size())));
  }

  /** In doubles the false partial is rounding beside 2^40 paths that cancel. */
  @Test
  void aCorruptedPartialThatCancellationHidesFailsOverTheField() {
    Program program = cancellingLayers(40);
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
    JacobianComparison point = new JacobianComparison(linearization(program, graph, 0.5));
    FieldComparison field =
        FieldComparison.drawn(graph, program.outputs(), new SplittableRandom(1));
    EliminationOrder order = HeuristicOrder.REVERSE.of(graph);
    int factor = graph.vertexOf(121);
    Linearization<Double> corrupted =
        point
            .linearization()
            .withPartial(factor, 0, point.linearization().partial(factor, 0) * 3.5);
    FieldComparison corruptedField =
        new FieldComparison(field.linearization().withPartial(factor, 0, 7L), field.reference());

    assertThat(point.greatestRelativeError(VertexAccumulation.along(order, corrupted).entries()))
        .as("what doubles cannot tell")
        .isLessThan(JacobianComparison.TOLERANCE);
    assertThat(new OrderVerifier(graph, field, List.of(point)).verify(order).jacobianAgrees())
        .isTrue();
    OrderVerification verification =
        new OrderVerifier(graph, corruptedField, List.of(point)).verify(order);
    assertThat(verification.confirms(verification.multiplications())).isFalse();
    assertThat(verification.sentence())
        .isEqualTo("the Jacobian differs from forward accumulation over a finite field");
  }

  @Test
  void agreementOverTheFieldAloneIsNoProof() {
    Program program = chain(2, 3);
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
    FieldComparison field =
        FieldComparison.drawn(graph, program.outputs(), new SplittableRandom(1));
    Linearization<Double> point = linearization(program, graph, 0.5);
    EliminationOrder order = EliminationOrder.ofEquations(graph, 1);
    OrderVerifier verifier =
        new OrderVerifier(
            graph, field, List.of(new JacobianComparison(point.withPartial(1, 0, Double.NaN))));

    assertThat(verifier.verify(order).confirms(1)).isFalse();
    assertThat(verifier.verify(order).sentence())
        .isEqualTo(
            "the Jacobian differs from forward accumulation (greatest relative error Infinity)");
  }

  /** The sizes of 2^1100 paths add up to more than a double can hold. */
  @Test
  void morePathsThanDoublesCountAreNoObstacle() {
    Program program = cancellingLayers(1100);

    OrderVerification verification =
        new OrderVerifier(program, 1)
            .verify(HeuristicOrder.REVERSE.of(CostModel.PRINCIPLE.linearize(program)));

    assertThat(verification.jacobianAgrees()).as(verification.sentence()).isTrue();
    assertThat(verification.greatestRelativeError()).isLessThan(1e-13);
  }

  /** Doubling modulo 1: values stay between 0 and 1, the derivative becomes 2^1100. */
  @Test
  void derivativesBeyondDoublesAreJudged() {
    List<Equation> equations = new ArrayList<>();
    Operand last = X;
    for (int layer = 0; layer < 1100; layer++) {
      equations.add(equation("add", last, last));
      equations.add(equation("rem", result(equations.size()), new Operand.Literal(1)));
      last = result(equations.size());
    }
    Program program = new Program("doubling", 1, equations, List.of(last));
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
    JacobianComparison point = new JacobianComparison(linearization(program, graph, 0.3));
    Linearization<Double> balanced = point.linearization();
    EliminationOrder order = RandomOrders.of(graph, 1);
    Linearization<Double> corrupted =
        balanced.withPartial(500, 0, balanced.partial(500, 0) * (1 + 1e-9));

    assertThat(point.greatestRelativeError(VertexAccumulation.along(order, corrupted).entries()))
        .isBetween(0.9e-9, 1.1e-9);
    OrderVerification verification = new OrderVerifier(program, 1).verify(order);
    assertThat(verification.jacobianAgrees()).as(verification.sentence()).isTrue();
  }
}
