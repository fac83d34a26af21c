package crosscountry.environment.accumulation;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.fixture.RandomTensorPrograms;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.structure.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TensorProofTest {

  /** Up to here, every program has points at which it is finite. */
  private static final int MOST_SEED = 40_000;

  private static final Operand X = new Operand.Input(0);

  private static Operand result(int equation) {
    return new Operand.Result(equation);
  }

  private static TensorProof proof(Program program, long seed) {
    return TensorProof.of(program, 1, new SplittableRandom(seed));
  }

  @Property(tries = 500)
  void everyOrderOfEveryProgramAgreesAndTakesWhatTheEngineSays(
      @ForAll @IntRange(max = MOST_SEED) int seed) {
    Program program = RandomTensorPrograms.of(seed);
    ComputationalGraph graph = CostModel.GRAPHAX.linearize(program);
    TensorProof proof = proof(program, seed);

    assertThat(proof.obstacle()).isEmpty();
    for (int repetition = 0; repetition < 5; repetition++) {
      EliminationOrder order = RandomOrders.of(graph, seed + repetition);
      JacobianProof.Outcome outcome = proof.of(order);

      assertThat(outcome.agrees()).as("%s of %s", outcome, program).isTrue();
      assertThat(outcome.greatestRelativeError()).isLessThan(1e-12);
      assertThat(
              StructuredAccumulation.along(order, proof.points().get(0).linearization())
                  .multiplications())
          .isEqualTo(EliminationCost.of(graph, order).multiplications());
    }
  }

  @Property(tries = 200)
  void theClaimsOfAllCostModelsAreConfirmed(@ForAll @IntRange(max = MOST_SEED) int seed) {
    Program program = RandomTensorPrograms.of(seed);
    for (CostModel model : modelsOf(program)) {
      ComputationalGraph graph = model.linearize(program);
      EliminationOrder order = RandomOrders.of(graph, seed);
      long claimed = EliminationCost.of(graph, order).multiplications();
      OrderVerification verification = new OrderVerifier(program, model, seed).verify(order);

      assertThat(verification.confirms(claimed)).as("%s", verification).isTrue();
      assertThat(verification.confirms(claimed + 1)).isFalse();
    }
  }

  /**
   * Returns the models by which a program can be counted: AlphaGrad's has no sums of dropped
   * results with different numbers of axes, which share a vertex.
   */
  private static List<CostModel> modelsOf(Program program) {
    Set<Operand> used = new HashSet<>(program.outputs());
    program.equations().forEach(equation -> used.addAll(equation.operands()));
    boolean dropsNothing =
        IntStream.rangeClosed(1, program.equations().size())
            .allMatch(number -> used.contains(result(number)));
    return dropsNothing
        ? List.of(CostModel.values())
        : List.of(CostModel.PRINCIPLE, CostModel.GRAPHAX);
  }

  /** y = sum(sin(W x)): two products, of which the sum over ones is free. */
  private static Program layer(int size) {
    Shape vector = Shape.of(size);
    return new Program(
        "layer",
        List.of(Shape.of(size, size), vector),
        List.of(
            new Equation(
                "dot_general",
                List.of(X, new Operand.Input(1)),
                Map.of("dimension_numbers", "(([1], [0]), ([], []))"),
                vector),
            new Equation("sin", List.of(result(1)), Map.of(), vector),
            new Equation("reduce_sum", List.of(result(2)), Map.of("axes", "(0,)"), Shape.SCALAR)),
        List.of(result(3)));
  }

  @Test
  void aLayerIsProvedUnderEveryCostModel() {
    Program program = layer(3);
    for (CostModel model : CostModel.values()) {
      ComputationalGraph graph = model.linearize(program);
      EliminationOrder order = EliminationOrder.ofEquations(graph, 2, 1);
      OrderVerification verification = new OrderVerifier(program, model, 1).verify(order);

      assertThat(verification.multiplications())
          .as("%s", model)
          .isEqualTo(EliminationCost.of(graph, order).multiplications());
      assertThat(verification.jacobianAgrees()).isTrue();
    }
    ComputationalGraph exact = CostModel.GRAPHAX.linearize(program);
    assertThat(
            new OrderVerifier(program, CostModel.GRAPHAX, 1)
                .verify(EliminationOrder.ofEquations(exact, 2, 1))
                .multiplications())
        .as("nothing for the sum, then the cosines times the matrix and times the vector")
        .isEqualTo(18);
  }

  @Test
  void aCorruptedPartialFails() {
    TensorProof proof = proof(layer(3), 1);
    TensorComparison point = proof.points().get(0);
    EliminationOrder order = EliminationOrder.ofEquations(proof.graph(), 1, 2);
    TensorLinearization linearization = point.linearization();
    int head = proof.graph().vertexOf(1);
    for (int column = 0; column < 3; column++) {
      TensorLinearization corrupted = corrupted(linearization, head, 0, column, 3);

      assertThat(point.greatestRelativeError(StructuredAccumulation.along(order, corrupted)))
          .isGreaterThan(TensorComparison.TOLERANCE);
    }
    TensorLinearization infinite = corrupted(linearization, head, 0, 0, Double.POSITIVE_INFINITY);
    assertThat(point.greatestRelativeError(StructuredAccumulation.along(order, infinite)))
        .isInfinite();
  }

  /** Returns the same with an entry of the Jacobian with respect to the second operand changed. */
  private static TensorLinearization corrupted(
      TensorLinearization linearization, int head, int row, int column, double value) {
    ComputationalGraph graph = linearization.graph();
    StructuredJacobian[][] jacobians = new StructuredJacobian[graph.vertices()][];
    for (int vertex = 0; vertex < jacobians.length; vertex++) {
      jacobians[vertex] = new StructuredJacobian[linearization.inDegree(vertex)];
      for (int edge = 0; edge < jacobians[vertex].length; edge++) {
        jacobians[vertex][edge] = linearization.jacobian(vertex, edge);
      }
    }
    DenseJacobian entries = jacobians[head][1].dense();
    entries.add(row, column, value - entries.at(row, column));
    jacobians[head][1] = StructuredJacobian.of(jacobians[head][1].structure(), entries);
    int[] sizes = {linearization.inputSize(0), linearization.inputSize(1)};
    return new TensorLinearization(graph, linearization.outputs(), sizes, jacobians);
  }

  @Test
  void tooLargeJacobiansAreNotComputed() {
    Program program = layer(10_000);
    OrderVerifier verifier = new OrderVerifier(program, CostModel.GRAPHAX, 1);
    ComputationalGraph graph = CostModel.GRAPHAX.linearize(program);
    OrderVerification verification = verifier.verify(EliminationOrder.ofEquations(graph, 2, 1));

    assertThat(verifier.obstacle().orElseThrow())
        .startsWith("the dense Jacobians have 3.0")
        .endsWith(
            "entries, more than the 5e+07 that are computed; trace the function with smaller shapes");
    assertThat(verification.multiplications()).isEqualTo(200_000_000);
    assertThat(verification.jacobianAgrees()).isFalse();
    assertThat(verification.greatestRelativeError()).isNaN();
  }

  @Test
  void anUnknownPrimitiveIsNamed() {
    Program program =
        new Program(
            "f",
            List.of(Shape.of(2)),
            List.of(new Equation("lgamma", List.of(X), Map.of(), Shape.of(2))),
            List.of(result(1)));

    assertThat(new OrderVerifier(program, 1).obstacle())
        .contains("equation 1 uses the primitive lgamma, which has no known scalar derivative");
  }

  @Test
  void whatTheAccumulationTakesMustBeWhatIsCounted() {
    Program program = layer(3);
    ComputationalGraph everyProductCounts = CostModel.PRINCIPLE.linearize(program);
    EliminationOrder order = EliminationOrder.ofEquations(everyProductCounts, 2, 1);
    OrderVerification verification =
        new OrderVerifier(everyProductCounts, CostModel.GRAPHAX, proof(program, 1)).verify(order);

    assertThat(verification.confirms(verification.multiplications())).isFalse();
    assertThat(verification.sentence())
        .isEqualTo(
            "not proved: the accumulation took 18 multiplications, but %d are counted",
            verification.multiplications());
  }

  /** Each factor is free, but the product of both is three, which is not. */
  @Test
  void sumsOfCopiesAreNoCopies() {
    Program program =
        new Program(
            "copies",
            List.of(Shape.of(2)),
            List.of(
                new Equation(
                    "slice",
                    List.of(X),
                    Map.of("start_indices", "(0,)", "limit_indices", "(1,)", "strides", "None"),
                    Shape.of(1)),
                new Equation(
                    "broadcast_in_dim",
                    List.of(result(1)),
                    Map.of("broadcast_dimensions", "(1,)", "shape", "(3, 2)"),
                    Shape.of(3, 2)),
                new Equation("reduce_sum", List.of(result(2)), Map.of("axes", "(0,)"), Shape.of(2)),
                new Equation(
                    "slice",
                    List.of(result(3)),
                    Map.of("start_indices", "(0,)", "limit_indices", "(1,)", "strides", "None"),
                    Shape.of(1)),
                new Equation("sin", List.of(result(4)), Map.of(), Shape.of(1))),
            List.of(result(5)));
    TensorProof proof = proof(program, 1);
    EliminationOrder order = EliminationOrder.ofEquations(proof.graph(), 1, 3, 2, 4);

    assertThat(proof.of(order).agrees()).isTrue();
    assertThat(
            StructuredAccumulation.along(order, proof.points().get(0).linearization())
                .multiplications())
        .isEqualTo(EliminationCost.of(proof.graph(), order).multiplications())
        .isPositive();
  }

  private static Equation equation(
      String primitive, Shape shape, Map<String, String> parameters, Operand... operands) {
    return new Equation(primitive, List.of(operands), parameters, shape);
  }

  private static void assertProved(Program program) {
    OrderVerifier verifier = new OrderVerifier(program, CostModel.GRAPHAX, 1);
    ComputationalGraph graph = CostModel.GRAPHAX.linearize(program);

    assertThat(verifier.obstacle()).isEmpty();
    for (int seed = 0; seed < 3; seed++) {
      EliminationOrder order = RandomOrders.of(graph, seed);
      assertThat(
              verifier.verify(order).confirms(EliminationCost.of(graph, order).multiplications()))
          .isTrue();
    }
  }

  /** The softmax of scores of which those behind the diagonal are hidden. */
  @Test
  void hiddenScoresAreProved() {
    Shape square = Shape.of(3, 3);
    Shape rows = Shape.of(3, 1);
    Map<String, String> none = Map.of();
    Map<String, String> everywhere = Map.of("broadcast_dimensions", "()", "shape", "(3, 3)");
    Map<String, String> alongRows = Map.of("broadcast_dimensions", "(0,)", "shape", "(3, 1)");
    Operand infinite = new Operand.Literal(Double.NEGATIVE_INFINITY);
    assertProved(
        new Program(
            "attention",
            List.of(square),
            List.of(
                equation("iota", square, Map.of("dimension", "0")),
                equation("iota", square, Map.of("dimension", "1")),
                equation("ge", square, none, result(1), result(2)),
                equation("broadcast_in_dim", square, everywhere, infinite),
                equation("select_n", square, none, result(3), result(4), X),
                equation("reduce_max", Shape.of(3), Map.of("axes", "(1,)"), result(5)),
                equation("max", Shape.of(3), none, infinite, result(6)),
                equation("broadcast_in_dim", rows, alongRows, result(7)),
                equation("stop_gradient", rows, none, result(8)),
                equation("sub", square, none, result(5), result(9)),
                equation("exp", square, none, result(10)),
                equation("reduce_sum", Shape.of(3), Map.of("axes", "(1,)"), result(11)),
                equation("broadcast_in_dim", rows, alongRows, result(12)),
                equation("div", square, none, result(11), result(13))),
            List.of(result(14))));
  }

  /** A variance is not a number without degrees of freedom, and is traced with that case. */
  @Test
  void aBranchThatIsNotTakenNeedNotBeANumber() {
    Map<String, String> none = Map.of();
    Map<String, String> real = Map.of("new_dtype", "float32");
    Operand size = new Operand.Literal(4);
    assertProved(
        new Program(
            "variance",
            List.of(Shape.of(4)),
            List.of(
                equation("reduce_sum", Shape.SCALAR, Map.of("axes", "(0,)"), X),
                equation("div", Shape.SCALAR, none, result(1), size),
                equation("sub", Shape.of(4), none, X, result(2)),
                equation("integer_pow", Shape.of(4), Map.of("y", "2"), result(3)),
                equation("convert_element_type", Shape.SCALAR, real, new Operand.Literal(0)),
                equation("sub", Shape.SCALAR, none, size, result(5)),
                equation("reduce_sum", Shape.SCALAR, Map.of("axes", "(0,)"), result(4)),
                equation("gt", Shape.SCALAR, none, result(6), new Operand.Literal(0)),
                equation("div", Shape.SCALAR, none, result(7), result(6)),
                equation(
                    "convert_element_type", Shape.SCALAR, real, new Operand.Literal(Double.NaN)),
                equation("neg", Shape.SCALAR, none, result(10)),
                equation("exp", Shape.SCALAR, none, result(11)),
                equation("select_n", Shape.SCALAR, none, result(8), result(12), result(9))),
            List.of(result(13))));
  }

  @Test
  void anInfiniteFactorIsNoPoint() {
    Program program =
        new Program(
            "f",
            List.of(Shape.of(2)),
            List.of(
                equation(
                    "broadcast_in_dim",
                    Shape.of(2),
                    Map.of("broadcast_dimensions", "()", "shape", "(2,)"),
                    new Operand.Literal(Double.POSITIVE_INFINITY)),
                equation("mul", Shape.of(2), Map.of(), X, result(1))),
            List.of(result(2)));

    assertThat(new OrderVerifier(program, 1).obstacle().orElseThrow()).contains("equation 2 (mul)");
  }

  /** Only a range that lies above the bound gives so many logarithms at once. */
  @Test
  void aDomainIsFoundForManyElementsAtOnce() {
    Shape many = Shape.of(30, 30);
    assertProved(
        new Program(
            "logarithms",
            List.of(many),
            List.of(
                equation("sub", many, Map.of(), X, new Operand.Literal(3)),
                equation("log", many, Map.of(), result(1))),
            List.of(result(2))));
  }

  /** The inputs have 8,384 elements: a Jacobian of the inputs by themselves would be too large. */
  @Test
  void denseLayersOfUsualWidthAreProved() {
    int width = 64;
    Shape weights = Shape.of(width, width);
    Shape vector = Shape.of(width);
    Map<String, String> product = Map.of("dimension_numbers", "(([1], [0]), ([], []))");
    Map<String, String> none = Map.of();
    assertProved(
        new Program(
            "perceptron",
            List.of(vector, weights, vector, weights, vector),
            List.of(
                equation("dot_general", vector, product, new Operand.Input(1), X),
                equation("add", vector, none, result(1), new Operand.Input(2)),
                equation("tanh", vector, none, result(2)),
                equation("dot_general", vector, product, new Operand.Input(3), result(3)),
                equation("add", vector, none, result(4), new Operand.Input(4)),
                equation("tanh", vector, none, result(5))),
            List.of(result(6))));
  }
}
