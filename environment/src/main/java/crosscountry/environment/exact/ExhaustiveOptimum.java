package crosscountry.environment.exact;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.reduction.Opening;
import java.util.Arrays;

/**
 * An order of which no other of the same graph costs less. Only of graphs that are {@link
 * ComputationalGraph#isSetDetermined}.
 *
 * <p>Found by dynamic programming over the sets of eliminated vertices: the least cost of finishing
 * from a set is the least, over the live vertices, of the vertex's Markowitz degree plus the least
 * cost of finishing without it. What an {@link Opening} eliminates does not count. Takes O(n 2^n)
 * time and 9 bytes for each of the 2^n sets.
 *
 * @param order an order of least cost
 * @param multiplications what it costs
 */
public record ExhaustiveOptimum(EliminationOrder order, long multiplications) {

  /** The most vertices after the opening for which this is a matter of seconds. */
  public static final int MOST_VERTICES = 20;

  /** Tells whether sets of vertices determine what is left, and the graph is small enough. */
  public static boolean isFeasible(ComputationalGraph graph) {
    return graph.isSetDetermined()
        && Opening.of(graph, CutBounds.of(graph)).leftCount() <= MOST_VERTICES;
  }

  /**
   * Solves a graph.
   *
   * @throws IllegalArgumentException if an opening leaves more than {@link #MOST_VERTICES}
   *     vertices, or what is left of the graph depends on the order of elimination
   */
  public static ExhaustiveOptimum of(ComputationalGraph graph) {
    if (!graph.isSetDetermined()) {
      throw new IllegalArgumentException(
          ("what is left of %s may depend on the order of elimination, which exhaustive search does"
                  + " not allow for")
              .formatted(graph.name()));
    }
    Opening opening = Opening.of(graph, CutBounds.of(graph));
    if (opening.leftCount() > MOST_VERTICES) {
      throw new IllegalArgumentException(
          "%s has %d vertices left after the reductions, exhaustive search takes at most %d"
              .formatted(graph.name(), opening.leftCount(), MOST_VERTICES));
    }
    Search search = new Search(opening.left());
    long multiplications = opening.multiplications() + search.finish(0, 0);
    int[] vertices = opening.followedBy(search.bestMoves());
    return new ExhaustiveOptimum(EliminationOrder.ofVertices(graph, vertices), multiplications);
  }

  /** Depth first over sets, each solved once; one state per depth. */
  private static final class Search {

    private static final long UNKNOWN = -1;

    private final int[] vertices;
    private final EliminationState[] states;
    private final long[] least;
    private final byte[] move;

    Search(EliminationState start) {
      this.vertices = new int[start.liveCount()];
      int vertex = start.nextLive(0);
      for (int place = 0; place < vertices.length; place++) {
        vertices[place] = vertex;
        vertex = start.nextLive(vertex + 1);
      }
      this.states = new EliminationState[vertices.length + 1];
      Arrays.setAll(states, depth -> new EliminationState(start.graph()));
      states[0].copyFrom(start);
      this.least = new long[1 << vertices.length];
      Arrays.fill(least, UNKNOWN);
      this.move = new byte[least.length];
    }

    /**
     * Returns the least cost from a set of eliminated vertices to the end.
     *
     * @param eliminated set of places in {@link #vertices}, as bits
     * @param depth size of the set, at which the state of the set stands
     */
    long finish(int eliminated, int depth) {
      if (depth == vertices.length) {
        return 0;
      }
      if (least[eliminated] != UNKNOWN) {
        return least[eliminated];
      }
      EliminationState state = states[depth];
      long best = Long.MAX_VALUE;
      for (int place = 0; place < vertices.length; place++) {
        if ((eliminated >> place & 1) == 0) {
          long total = state.markowitzDegree(vertices[place]) + after(eliminated, depth, place);
          if (total < best) {
            best = total;
            move[eliminated] = (byte) place;
          }
        }
      }
      least[eliminated] = best;
      return best;
    }

    private long after(int eliminated, int depth, int place) {
      int next = eliminated | 1 << place;
      if (least[next] == UNKNOWN) {
        states[depth + 1].copyFrom(states[depth]);
        states[depth + 1].eliminate(vertices[place]);
      }
      return finish(next, depth + 1);
    }

    int[] bestMoves() {
      int[] order = new int[vertices.length];
      int eliminated = 0;
      for (int step = 0; step < order.length; step++) {
        int place = move[eliminated];
        order[step] = vertices[place];
        eliminated |= 1 << place;
      }
      return order;
    }
  }
}
