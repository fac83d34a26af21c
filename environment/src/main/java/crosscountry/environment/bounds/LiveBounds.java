package crosscountry.environment.bounds;

import crosscountry.environment.graph.ComputationalGraph;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The {@link CutBounds} of what is left of a graph while vertices are eliminated, and by how much
 * each next elimination would raise them.
 *
 * <p>With tensors a somewhat weaker bound: the pairs of paths that have values at the vertex, each
 * of which counts like the cheapest. Paths may then also share vertices that are eliminated: those
 * that share the edge next to the vertex have become different edges, each of which has what that
 * one had.
 *
 * <p>An elimination computes anew only the cuts that the vertex is in, or would be if one of their
 * members went. Used by one thread.
 */
public final class LiveBounds {

  private final LiveCuts in;
  private final LiveCuts out;
  private final boolean[] live;

  /** What each pair of paths of a vertex counts: [vertex]. */
  private final long[] prices;

  /** By how much eliminating each live vertex would raise the bounds of the others: [vertex]. */
  private final long[] raises;

  private LiveBounds(ComputationalGraph graph) {
    this.prices = new long[graph.vertices()];
    if (graph.isScalar()) {
      Arrays.fill(prices, 1);
      this.in = LiveCuts.toInputs(graph, graph::predecessors);
      this.out = LiveCuts.toOutputs(graph, graph::successors);
    } else {
      ValuedEdges valued = ValuedEdges.of(graph);
      Arrays.setAll(prices, valued::leastPrice);
      this.in = LiveCuts.toInputs(graph, valued::tails);
      this.out = LiveCuts.toOutputs(graph, valued::heads);
    }
    this.live = new boolean[graph.vertices()];
    this.raises = new long[graph.vertices()];
  }

  /** Computes the bounds of a graph of which nothing has been eliminated. */
  public static LiveBounds of(ComputationalGraph graph) {
    return of(graph, () -> false).orElseThrow();
  }

  /**
   * Computes the bounds of a graph of which nothing has been eliminated, unless stopped before.
   *
   * @param stopped asked before each vertex; true gives up
   */
  public static Optional<LiveBounds> of(ComputationalGraph graph, BooleanSupplier stopped) {
    LiveBounds bounds = new LiveBounds(graph);
    for (int vertex : graph.eliminable()) {
      if (stopped.getAsBoolean()) {
        return Optional.empty();
      }
      bounds.live[vertex] = true;
      bounds.in.compute(vertex);
      bounds.out.compute(vertex);
      bounds.addRaises(vertex, 1);
    }
    return Optional.of(bounds);
  }

  /** Eliminates a live vertex. */
  public void eliminate(int vertex) {
    live[vertex] = false;
    addRaises(vertex, -1);
    in.eliminate(vertex);
    out.eliminate(vertex);
    for (int other = 0; other < live.length; other++) {
      boolean inChanges = live[other] && in.isSupportedBy(other, vertex);
      boolean outChanges = live[other] && out.isSupportedBy(other, vertex);
      if (inChanges || outChanges) {
        addRaises(other, -1);
        if (inChanges) {
          in.compute(other);
        }
        if (outChanges) {
          out.compute(other);
        }
        addRaises(other, 1);
      }
    }
  }

  /** Returns the least multiplications that eliminating a live vertex can take from now on. */
  public long bound(int vertex) {
    return in.size(vertex) * prices[vertex] * out.size(vertex);
  }

  /** Returns by how much eliminating a live vertex would raise the bounds of the others, summed. */
  public long raise(int vertex) {
    return raises[vertex];
  }

  /** Adds, or with sign -1 takes away, what eliminating others would add to a vertex's bound. */
  private void addRaises(int vertex, int sign) {
    // A vertex before another is never behind it too, so only one of the two cuts can grow.
    in.addGrowths(vertex, sign * prices[vertex] * out.size(vertex), raises);
    out.addGrowths(vertex, sign * prices[vertex] * in.size(vertex), raises);
  }
}
