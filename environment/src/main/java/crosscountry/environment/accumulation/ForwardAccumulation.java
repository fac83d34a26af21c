package crosscountry.environment.accumulation;

import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Operand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The reference: tangents with respect to all inputs are carried from vertex to vertex by the chain
 * rule, densely, in the order of the equations (Griewank and Walther, Evaluating Derivatives, 2nd
 * ed., section 3.1). Shares nothing with elimination but the partials and their ring.
 */
final class ForwardAccumulation {

  private ForwardAccumulation() {}

  /** Returns the Jacobian, [outputs][inputs]. */
  static <E> List<List<E>> jacobian(Linearization<E> linearization) {
    Ring<E> ring = linearization.ring();
    ComputationalGraph graph = linearization.graph();
    List<List<E>> tangents = new ArrayList<>();
    for (int head = 0; head < graph.vertices(); head++) {
      List<E> tangent = new ArrayList<>(Collections.nCopies(graph.inputs(), ring.zero()));
      if (graph.isIndependent(head)) {
        tangent.set(head, ring.one());
      }
      for (int edge = 0; edge < linearization.inDegree(head); edge++) {
        E partial = linearization.partial(head, edge);
        List<E> tailTangent = tangents.get(linearization.tail(head, edge));
        for (int input = 0; input < graph.inputs(); input++) {
          E term = ring.product(partial, tailTangent.get(input));
          tangent.set(input, ring.sum(tangent.get(input), term));
        }
      }
      tangents.add(tangent);
    }
    return linearization.outputs().stream()
        .map(output -> row(output, graph, tangents, ring))
        .toList();
  }

  /**
   * Returns, for each entry of the Jacobian, the sum of the sizes of the products along all paths,
   * [outputs][inputs]: what the entry would be if nothing cancelled. Rounding errors of every order
   * of elimination are proportional to it, not to the entry itself.
   */
  static List<List<Double>> scale(Linearization<Double> linearization) {
    return jacobian(
        linearization.with((head, edge) -> Math.abs(linearization.partial(head, edge))));
  }

  private static <E> List<E> row(
      Operand output, ComputationalGraph graph, List<List<E>> tangents, Ring<E> ring) {
    if (output instanceof Operand.Input input) {
      return tangents.get(input.position());
    }
    return output instanceof Operand.Result result
        ? tangents.get(graph.vertexOf(result.equation()))
        : Collections.nCopies(graph.inputs(), ring.zero());
  }
}
