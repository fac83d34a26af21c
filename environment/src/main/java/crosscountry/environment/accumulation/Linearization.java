package crosscountry.environment.accumulation;

import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Operand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A program's graph with an element of a ring on every edge: the elemental partials at a point, or
 * what stands for them. Immutable.
 *
 * @param <E> what the edges carry
 */
public final class Linearization<E> {

  private final ComputationalGraph graph;
  private final List<Operand> outputs;
  private final Ring<E> ring;
  private final int[][] tails;
  private final List<List<E>> partials = new ArrayList<>();

  /** What an edge carries. */
  public interface Partials<E> {

    /** Returns the partial of the head with respect to the tail of one of its edges. */
    E of(int head, int edge);
  }

  /**
   * Puts partials on the edges of a graph.
   *
   * @param outputs what the program returns, one row of the Jacobian each
   * @param partials asked once for each edge, by heads ascending
   */
  public Linearization(
      ComputationalGraph graph, List<Operand> outputs, Ring<E> ring, Partials<E> partials) {
    this.graph = graph;
    this.outputs = outputs;
    this.ring = ring;
    this.tails = new int[graph.vertices()][];
    Arrays.setAll(tails, graph::predecessors);
    for (int head = 0; head < tails.length; head++) {
      List<E> into = new ArrayList<>();
      for (int edge = 0; edge < tails[head].length; edge++) {
        into.add(partials.of(head, edge));
      }
      this.partials.add(into);
    }
  }

  ComputationalGraph graph() {
    return graph;
  }

  /** Returns what the program returns, one row of the Jacobian each. */
  List<Operand> outputs() {
    return outputs;
  }

  Ring<E> ring() {
    return ring;
  }

  /** Returns the number of edges into a vertex. */
  int inDegree(int head) {
    return tails[head].length;
  }

  /** Returns the vertex at which an edge into another starts. */
  int tail(int head, int edge) {
    return tails[head][edge];
  }

  /** Returns the partial of the head with respect to the tail of one of its edges. */
  E partial(int head, int edge) {
    return partials.get(head).get(edge);
  }

  /** Returns the same graph with other partials. */
  Linearization<E> with(Partials<E> others) {
    return new Linearization<>(graph, outputs, ring, others);
  }

  /** Returns the same graph with one partial changed. */
  Linearization<E> withPartial(int head, int edge, E partial) {
    return with(
        (otherHead, otherEdge) ->
            otherHead == head && otherEdge == edge ? partial : partial(otherHead, otherEdge));
  }
}
