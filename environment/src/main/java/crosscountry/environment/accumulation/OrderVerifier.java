package crosscountry.environment.accumulation;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.InvalidOrderException;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Program;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Proves orders of one scalar program numerically: evaluates the program and its elemental partials
 * at random points, accumulates the Jacobian along the order, and compares it with forward
 * accumulation.
 *
 * <p>The points and their reference Jacobians are found once, at construction. Immutable, so that
 * one verifier serves all threads.
 */
public final class OrderVerifier {

  /** One generic point tells orders apart; more see the other sides of selections and maxima. */
  private static final int POINTS = 3;

  private final ComputationalGraph graph;
  private final Linearization structure;
  private final List<JacobianComparison> comparisons;
  private final Optional<String> obstacle;

  /**
   * Prepares the proof. A program that cannot be evaluated is no error here: its orders are
   * counted, and {@link #obstacle} says why they are not proved.
   *
   * @param program the program whose orders are verified
   * @param seed determines the points of evaluation
   */
  public OrderVerifier(Program program, long seed) {
    this.graph = program.linearize();
    this.structure = Linearization.ofOnes(graph, program.outputs());
    List<Linearization> points = List.of();
    String failure = null;
    try {
      ProgramLinearizer linearizer = new ProgramLinearizer(program, graph);
      RegularPoints search = RegularPoints.find(linearizer, POINTS, new SplittableRandom(seed));
      points = search.linearizations();
      failure = points.isEmpty() ? noRegularPoint(program, search) : null;
    } catch (UnsupportedPrimitiveException unsupported) {
      failure = unsupported.getMessage();
    }
    this.comparisons = points.stream().map(JacobianComparison::new).toList();
    this.obstacle = Optional.ofNullable(failure);
  }

  private static String noRegularPoint(Program program, RegularPoints search) {
    int furthest = search.furthest();
    String tried = "none of %d random points will do: ".formatted(search.attempts());
    if (furthest == program.equations().size()) {
      return tried + "products of partial derivatives along a path exceed what doubles can hold";
    }
    return tried
        + "equation %d (%s) never had a finite value with finite partial derivatives"
            .formatted(furthest + 1, program.equations().get(furthest).primitive());
  }

  /** Returns why no order of this program can be proved, as one sentence; empty if they can. */
  public Optional<String> obstacle() {
    return obstacle;
  }

  /**
   * Verifies an order; O(multiplications) and a fraction of a millisecond for 100 vertices.
   *
   * @throws InvalidOrderException if the order is not one of the program's graph
   */
  public OrderVerification verify(EliminationOrder order) {
    EliminationOrder own = EliminationOrder.ofVertices(graph, order.vertices());
    if (comparisons.isEmpty()) {
      long multiplications = VertexAccumulation.along(own, structure).multiplications();
      return new OrderVerification(multiplications, false, Double.NaN, obstacle);
    }
    long multiplications = 0;
    double greatestError = 0;
    for (JacobianComparison comparison : comparisons) {
      AccumulatedJacobian accumulated = VertexAccumulation.along(own, comparison.linearization());
      multiplications = accumulated.multiplications();
      greatestError =
          Math.max(greatestError, comparison.greatestRelativeError(accumulated.entries()));
    }
    boolean agrees = greatestError <= JacobianComparison.TOLERANCE;
    return new OrderVerification(multiplications, agrees, greatestError, obstacle);
  }
}
