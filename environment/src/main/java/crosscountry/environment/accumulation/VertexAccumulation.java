package crosscountry.environment.accumulation;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Accumulates a Jacobian by vertex elimination, product by product, and counts the products
 * (Griewank and Walther, Evaluating Derivatives, 2nd ed., section 9.2).
 *
 * <p>Deliberately slow and unlike {@link crosscountry.environment.elimination.EliminationState}:
 * edges are entries of maps, so that an error in the bit matrices of the one cannot hide in the
 * other.
 */
final class VertexAccumulation {

  private final Linearization linearization;
  private final List<Map<Integer, Double>> partialsInto = new ArrayList<>();
  private final List<Map<Integer, Double>> partialsOutOf = new ArrayList<>();
  private long multiplications;

  private VertexAccumulation(Linearization linearization) {
    this.linearization = linearization;
    int vertices = linearization.graph().vertices();
    for (int vertex = 0; vertex < vertices; vertex++) {
      partialsInto.add(new TreeMap<>());
      partialsOutOf.add(new TreeMap<>());
    }
    for (int head = 0; head < vertices; head++) {
      for (int edge = 0; edge < linearization.inDegree(head); edge++) {
        add(linearization.tail(head, edge), head, linearization.partial(head, edge));
      }
    }
  }

  /** Eliminates in the given order, which must be one of the linearization's own graph. */
  static AccumulatedJacobian along(EliminationOrder order, Linearization linearization) {
    VertexAccumulation accumulation = new VertexAccumulation(linearization);
    for (int step = 0; step < order.length(); step++) {
      accumulation.eliminate(order.vertex(step));
    }
    return new AccumulatedJacobian(accumulation.jacobian(), accumulation.multiplications);
  }

  private void eliminate(int vertex) {
    Map<Integer, Double> into = partialsInto.get(vertex);
    Map<Integer, Double> outOf = partialsOutOf.get(vertex);
    into.forEach(
        (tail, arriving) ->
            outOf.forEach(
                (head, leaving) -> {
                  add(tail, head, leaving * arriving);
                  multiplications++;
                }));
    into.keySet().forEach(tail -> partialsOutOf.get(tail).remove(vertex));
    outOf.keySet().forEach(head -> partialsInto.get(head).remove(vertex));
    into.clear();
    outOf.clear();
  }

  private void add(int tail, int head, double partial) {
    partialsInto.get(head).merge(tail, partial, Double::sum);
    partialsOutOf.get(tail).merge(head, partial, Double::sum);
  }

  private double[][] jacobian() {
    ComputationalGraph graph = linearization.graph();
    List<Operand> outputs = linearization.outputs();
    double[][] jacobian = new double[outputs.size()][graph.inputs()];
    for (int row = 0; row < jacobian.length; row++) {
      double[] entries = jacobian[row];
      if (outputs.get(row) instanceof Operand.Input input) {
        entries[input.position()] = 1;
      } else if (outputs.get(row) instanceof Operand.Result result) {
        partialsInto
            .get(graph.dependentOf(result.equation()))
            .forEach((input, partial) -> entries[input] = partial);
      }
    }
    return jacobian;
  }
}
