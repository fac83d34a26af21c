package crosscountry.environment.accumulation;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.CostModel;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The proof for tensor programs: in doubles at random points, with Jacobians of exact structure.
 *
 * @param graph the program's own graph
 * @param points what to compare with
 * @param obstacle why there is no point, as one sentence; empty otherwise
 */
record TensorProof(
    ComputationalGraph graph, List<TensorComparison> points, Optional<String> obstacle)
    implements JacobianProof {

  /** Entries of dense Jacobians, elemental and accumulated, that all points may have together. */
  static final double MOST_ENTRIES = 50e6;

  /**
   * Looks for points, at most so many, and fewer if the Jacobians are large.
   *
   * @throws crosscountry.environment.graph.GraphTooLargeException if the graph is too large
   */
  static TensorProof of(Program program, int wanted, SplittableRandom random) {
    ComputationalGraph graph = CostModel.GRAPHAX.linearize(program);
    double entries = entries(program);
    if (entries > MOST_ENTRIES) {
      return unprovable(
          graph,
          ("the dense Jacobians have %.3g entries, more than the %.0g that are computed; trace the"
                  + " function with smaller shapes")
              .formatted(entries, MOST_ENTRIES));
    }
    int affordable = (int) Math.min(wanted, MOST_ENTRIES / Math.max(1, entries));
    try {
      RegularPoints<TensorLinearization> search =
          RegularPoints.find(new TensorLinearizer(program, graph), affordable, random);
      List<TensorComparison> found =
          search.linearizations().stream().map(TensorComparison::new).toList();
      List<TensorComparison> points = found.stream().filter(TensorComparison::isFinite).toList();
      return points.isEmpty()
          ? unprovable(
              graph, search.failure(program).orElse("the derivatives are too large for doubles"))
          : new TensorProof(graph, points, Optional.empty());
    } catch (UnsupportedPrimitiveException | StructureMismatchException failure) {
      return unprovable(graph, failure.getMessage());
    }
  }

  private static TensorProof unprovable(ComputationalGraph graph, String reason) {
    return new TensorProof(graph, List.of(), Optional.of(reason));
  }

  /**
   * Returns the entries of all elemental Jacobians and of all tangents of results; not exact if
   * large.
   */
  private static double entries(Program program) {
    double columns = program.inputShapes().stream().mapToDouble(shape -> shape.elements()).sum();
    double entries = 0;
    for (Equation equation : program.equations()) {
      double rows = equation.shape().elements();
      Set<Operand> operands = new HashSet<>(equation.differentiableOperands());
      entries += rows * columns;
      entries +=
          operands.stream()
              .filter(operand -> !(operand instanceof Operand.Literal))
              .mapToDouble(operand -> rows * program.shape(operand).elements())
              .sum();
    }
    return entries;
  }

  @Override
  public Optional<CostModel> model() {
    return Optional.of(CostModel.GRAPHAX);
  }

  @Override
  public Outcome of(EliminationOrder order) {
    EliminationOrder own = EliminationOrder.ofVertices(graph, order.vertices());
    double greatestError = points.isEmpty() ? Double.NaN : 0;
    long multiplications = 0;
    for (TensorComparison point : points) {
      StructuredAccumulation accumulated = StructuredAccumulation.along(own, point.linearization());
      greatestError = Math.max(greatestError, point.greatestRelativeError(accumulated));
      multiplications = accumulated.multiplications();
    }
    return new Outcome(greatestError <= TensorComparison.TOLERANCE, greatestError, multiplications);
  }
}
