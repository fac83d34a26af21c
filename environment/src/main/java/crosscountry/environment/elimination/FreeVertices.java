package crosscountry.environment.elimination;

import crosscountry.environment.graph.ComputationalGraph;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The eliminable vertices that lie on no path from an input to an output.
 *
 * <p>Eliminated first and in this order they cost nothing: all readers of a dead vertex are dead,
 * so that in descending order each has lost its last successor; all operands of a constant one are
 * constant, so that in ascending order each has lost its last predecessor. It never raises what the
 * other vertices cost, since these then lack some neighbours and gain none. So an order that begins
 * with the free vertices is at least as good as the same order without that rule.
 */
public final class FreeVertices {

  private FreeVertices() {}

  /** Returns the free vertices of a graph in an order that costs nothing: dead, then constant. */
  public static int[] of(ComputationalGraph graph) {
    BitSet varying = new BitSet();
    for (int vertex = 0; vertex < graph.vertices(); vertex++) {
      boolean reached = graph.isIndependent(vertex);
      for (int predecessor : graph.predecessors(vertex)) {
        reached |= varying.get(predecessor);
      }
      varying.set(vertex, reached);
    }
    BitSet useful = new BitSet();
    for (int vertex = graph.vertices() - 1; vertex >= 0; vertex--) {
      boolean reaches = graph.isDependent(vertex);
      for (int successor : graph.successors(vertex)) {
        reaches |= useful.get(successor);
      }
      useful.set(vertex, reaches);
    }
    int[] ascending = graph.eliminable();
    IntStream dead =
        IntStream.rangeClosed(1, ascending.length)
            .map(back -> ascending[ascending.length - back])
            .filter(vertex -> !useful.get(vertex));
    IntStream constant =
        IntStream.of(ascending).filter(vertex -> useful.get(vertex) && !varying.get(vertex));
    return IntStream.concat(dead, constant).toArray();
  }
}
