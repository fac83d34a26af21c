package crosscountry.environment.accumulation;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Accumulates the Jacobian of a tensor program by vertex elimination with structured Jacobians, and
 * counts the multiplications that it really does.
 *
 * <p>Deliberately slow and unlike {@link crosscountry.environment.elimination.EliminationState}, as
 * {@link VertexAccumulation} is.
 */
final class StructuredAccumulation {

  private final TensorLinearization linearization;
  private final List<Map<Integer, StructuredJacobian>> into = new ArrayList<>();
  private long multiplications;

  private StructuredAccumulation(TensorLinearization linearization) {
    this.linearization = linearization;
    for (int head = 0; head < linearization.graph().vertices(); head++) {
      Map<Integer, StructuredJacobian> edges = new TreeMap<>();
      for (int edge = 0; edge < linearization.inDegree(head); edge++) {
        edges.put(linearization.tail(head, edge), linearization.jacobian(head, edge));
      }
      into.add(edges);
    }
  }

  /** Eliminates in the given order, which must be one of the linearization's own graph. */
  static StructuredAccumulation along(EliminationOrder order, TensorLinearization linearization) {
    StructuredAccumulation accumulation = new StructuredAccumulation(linearization);
    for (int step = 0; step < order.length(); step++) {
      accumulation.eliminate(order.vertex(step));
    }
    return accumulation;
  }

  private void eliminate(int vertex) {
    Map<Integer, StructuredJacobian> arriving = into.get(vertex);
    for (Map<Integer, StructuredJacobian> edges : into) {
      StructuredJacobian leaving = edges.remove(vertex);
      if (leaving != null) {
        arriving.forEach((tail, jacobian) -> add(edges, tail, leaving.times(jacobian)));
      }
    }
    arriving.clear();
  }

  private void add(
      Map<Integer, StructuredJacobian> edges, int tail, StructuredJacobian.Product product) {
    multiplications += product.multiplications();
    edges.merge(tail, product.jacobian(), (existing, added) -> added.addedTo(existing));
  }

  /** Returns how many multiplications it took. */
  long multiplications() {
    return multiplications;
  }

  /**
   * Returns what is left of the edges into an output, by input; nothing for an output that is an
   * input or constant.
   */
  Map<Integer, StructuredJacobian> jacobians(Operand output) {
    return output instanceof Operand.Result result
        ? into.get(linearization.graph().dependentOf(result.equation()))
        : Map.of();
  }
}
