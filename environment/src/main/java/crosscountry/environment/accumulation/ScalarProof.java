package crosscountry.environment.accumulation;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.CostModel;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The proof for scalar programs, twice: exactly, with random elements of a finite field for the
 * partials ({@link FieldComparison}), which shows that the order gives the Jacobian whatever the
 * partials are; and in doubles with the real partials at random points ({@link
 * JacobianComparison}). Both must agree with forward accumulation.
 *
 * @param graph the program's own graph
 * @param field what to compare with exactly
 * @param points what to compare with in doubles
 * @param obstacle why there is no point, as one sentence; empty otherwise
 */
record ScalarProof(
    ComputationalGraph graph,
    FieldComparison field,
    List<JacobianComparison> points,
    Optional<String> obstacle)
    implements JacobianProof {

  /**
   * Draws elements of the field and looks for points, at most so many.
   *
   * @throws UnsupportedPrimitiveException if an equation is no known function of scalars
   */
  static ScalarProof of(Program program, int wanted, SplittableRandom random) {
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
    FieldComparison field = FieldComparison.drawn(graph, program.outputs(), random.split());
    RegularPoints<Linearization<Double>> search =
        RegularPoints.find(new ProgramLinearizer(program, graph), wanted, random);
    return new ScalarProof(
        graph,
        field,
        search.linearizations().stream().map(JacobianComparison::new).toList(),
        search.failure(program));
  }

  @Override
  public Optional<CostModel> model() {
    // Copies are multiplied by, too, which every model says is free.
    return Optional.empty();
  }

  @Override
  public Outcome of(EliminationOrder order) {
    EliminationOrder own = EliminationOrder.ofVertices(graph, order.vertices());
    double greatestError = points.isEmpty() ? Double.NaN : 0;
    for (JacobianComparison point : points) {
      AccumulatedJacobian<Double> real = VertexAccumulation.along(own, point.linearization());
      greatestError = Math.max(greatestError, point.greatestRelativeError(real.entries()));
    }
    AccumulatedJacobian<Long> exact = VertexAccumulation.along(own, field.linearization());
    boolean agrees = field.agrees(exact.entries()) && greatestError <= JacobianComparison.TOLERANCE;
    return new Outcome(agrees, greatestError, exact.multiplications());
  }
}
