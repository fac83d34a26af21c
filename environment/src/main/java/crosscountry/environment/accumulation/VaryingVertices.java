package crosscountry.environment.accumulation;

import crosscountry.environment.graph.ComputationalGraph;
import java.util.Arrays;
import java.util.BitSet;

/** Finds the vertices of a graph to which a path leads from an input. */
final class VaryingVertices {

  private VaryingVertices() {}

  /**
   * Returns the inputs and all vertices behind them. The values of the others and their partials
   * contribute nothing to the Jacobian, whatever they are.
   */
  static BitSet of(ComputationalGraph graph) {
    BitSet varying = new BitSet(graph.vertices());
    varying.set(0, graph.inputs());
    // Edges lead from lower vertices to higher ones.
    for (int vertex = graph.inputs(); vertex < graph.vertices(); vertex++) {
      varying.set(vertex, Arrays.stream(graph.predecessors(vertex)).anyMatch(varying::get));
    }
    return varying;
  }
}
