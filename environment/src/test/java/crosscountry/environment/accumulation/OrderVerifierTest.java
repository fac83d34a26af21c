package crosscountry.environment.accumulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.InvalidOrderException;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.fixture.RandomPrograms;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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
    ComputationalGraph graph = program.linearize();
    return OrderVerification.of(program, EliminationOrder.ofEquations(graph, order), 1);
  }

  private static Linearization linearization(
      Program program, ComputationalGraph graph, double... point) {
    ProgramLinearizer linearizer = new ProgramLinearizer(program, graph);
    linearizer.evaluate(point);
    return linearizer.linearization();
  }

  @Property(tries = 300)
  void everyOrderOfEveryProgramAgreesAndCostsWhatTheEngineSays(
      @ForAll(supplier = RandomPrograms.class) Program program, @ForAll long seed) {
    ComputationalGraph graph = program.linearize();
    OrderVerifier verifier = new OrderVerifier(program, seed);
    assertThat(verifier.obstacle()).isEmpty();
    for (int repetition = 0; repetition < 5; repetition++) {
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
    ComputationalGraph graph = program.linearize();
    Linearization point = linearization(program, graph, 0.5, 0.25);

    AccumulatedJacobian accumulated =
        VertexAccumulation.along(EliminationOrder.ofEquations(graph, 3, 1), point);

    double c = Math.cos(0.125);
    assertThat(accumulated.entries())
        .isDeepEqualTo(
            new double[][] {{0, 1}, {0.25, 0.5}, {0, 0}, {0.25 * c, 0.5 * c}, {0.25, 0.5}, {1, 0}});
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
    ComputationalGraph graph = program.linearize();
    ProgramLinearizer linearizer = new ProgramLinearizer(program, graph);
    Linearization point =
        RegularPoints.find(linearizer, 1, new SplittableRandom(seed)).linearizations().get(0);
    JacobianComparison comparison = new JacobianComparison(point);
    EliminationOrder order = RandomOrders.of(graph, seed);
    for (int head = graph.inputs(); head < graph.vertexOf(graph.equations() + 1); head++) {
      for (int edge = 0; edge < point.inDegree(head); edge++) {
        Linearization corrupted = point.withPartial(head, edge, point.partial(head, edge) + 1e-3);
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
    ComputationalGraph graph = program.linearize();
    Linearization point = linearization(program, graph, 0.5, 0.25);
    JacobianComparison comparison = new JacobianComparison(point);
    EliminationOrder order = EliminationOrder.ofEquations(graph, 1);
    Linearization corrupted = point.withPartial(2, 0, point.partial(2, 0) * (1 + 1e-9));
    Linearization meaningless = point.withPartial(2, 0, Double.NaN);

    assertThat(
            comparison.greatestRelativeError(VertexAccumulation.along(order, corrupted).entries()))
        .isBetween(0.9e-9, 1.1e-9);
    assertThat(
            comparison.greatestRelativeError(
                VertexAccumulation.along(order, meaningless).entries()))
        .isInfinite();
  }
}
