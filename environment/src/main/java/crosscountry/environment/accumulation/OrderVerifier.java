package crosscountry.environment.accumulation;

import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.InvalidOrderException;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.CostModel;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Proves orders of one scalar program: accumulates the Jacobian along the order and compares it
 * with forward accumulation, twice. Exactly, with random elements of a finite field for the
 * partials ({@link FieldComparison}), which shows that the order gives the Jacobian whatever the
 * partials are; and in doubles with the real partials at random points ({@link
 * JacobianComparison}). The two must agree with forward accumulation both.
 *
 * <p>Field elements, points and reference Jacobians are found once, at construction. Immutable, so
 * that one verifier serves all threads.
 */
public final class OrderVerifier {

  /** One generic point tells orders apart; more see the other sides of selections and maxima. */
  private static final int POINTS = 3;

  private final ComputationalGraph graph;
  private final FieldComparison field;
  private final List<JacobianComparison> points;
  private final Optional<String> obstacle;

  /**
   * Prepares the proof. A program that cannot be evaluated is no error here: its orders are
   * counted, and {@link #obstacle} says why they are not proved.
   *
   * @param program the program whose orders are verified
   * @param seed determines the points of evaluation and the elements of the field
   */
  public OrderVerifier(Program program, long seed) {
    this(program, CostModel.PRINCIPLE, seed);
  }

  /**
   * Prepares the proof under a cost model; see the other constructor.
   *
   * @param costModel the rules by which multiplications are counted
   */
  public OrderVerifier(Program program, CostModel costModel, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    this.graph = costModel.linearize(program);
    this.field = FieldComparison.drawn(graph, program.outputs(), random.split());
    List<Linearization<Double>> regular = List.of();
    String failure = null;
    try {
      ProgramLinearizer linearizer = new ProgramLinearizer(program, graph);
      RegularPoints search = RegularPoints.find(linearizer, POINTS, random);
      regular = search.linearizations();
      failure = regular.isEmpty() ? noRegularPoint(program, search) : null;
    } catch (UnsupportedPrimitiveException unsupported) {
      failure = unsupported.getMessage();
    }
    this.points = regular.stream().map(JacobianComparison::new).toList();
    this.obstacle = Optional.ofNullable(failure);
  }

  /** Puts a verifier together from what it compares with, at one point or more. */
  OrderVerifier(ComputationalGraph graph, FieldComparison field, List<JacobianComparison> points) {
    this.graph = graph;
    this.field = field;
    this.points = points;
    this.obstacle = Optional.empty();
  }

  private static String noRegularPoint(Program program, RegularPoints search) {
    int last = search.furthest();
    return ("none of %d random points will do: equation %d (%s) never had a finite value with"
            + " finite partial derivatives")
        .formatted(search.attempts(), last + 1, program.equations().get(last).primitive());
  }

  /** Returns why no order of this program can be proved, as one sentence; empty if they can. */
  public Optional<String> obstacle() {
    return obstacle;
  }

  /**
   * Verifies an order; O(multiplications) and in the order of a millisecond for 100 vertices.
   *
   * @throws InvalidOrderException if the order is not one of the program's graph
   */
  public OrderVerification verify(EliminationOrder order) {
    EliminationOrder own = EliminationOrder.ofVertices(graph, order.vertices());
    AccumulatedJacobian<Long> exact = VertexAccumulation.along(own, field.linearization());
    double greatestError = points.isEmpty() ? Double.NaN : 0;
    for (JacobianComparison point : points) {
      AccumulatedJacobian<Double> real = VertexAccumulation.along(own, point.linearization());
      greatestError = Math.max(greatestError, point.greatestRelativeError(real.entries()));
    }
    boolean agrees = field.agrees(exact.entries()) && greatestError <= JacobianComparison.TOLERANCE;
    long multiplications =
        graph.isScalar()
            ? exact.multiplications()
            : EliminationCost.of(graph, own).multiplications();
    return new OrderVerification(multiplications, agrees, greatestError, obstacle);
  }
}
