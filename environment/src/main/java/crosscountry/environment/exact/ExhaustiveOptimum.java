package crosscountry.environment.exact;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.elimination.FreeVertices;
import crosscountry.environment.graph.ComputationalGraph;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * An order of which no other of the same graph costs less.
 *
 * <p>Found by dynamic programming over the sets of eliminated vertices: the least cost of finishing
 * from a set is the least, over the live vertices, of the vertex's Markowitz degree plus the least
 * cost of finishing without it. Free vertices are eliminated before and do not count. Takes O(n
 * 2^n) time and 9 bytes for each of the 2^n sets.
 *
 * @param order an order of least cost
 * @param multiplications what it costs
 */
public record ExhaustiveOptimum(EliminationOrder order, long multiplications) {

  /** The most vertices, not counting free ones, for which this is a matter of seconds. */
  public static final int MOST_VERTICES = 20;

  /** Tells whether the graph is small enough. */
  public static boolean isFeasible(ComputationalGraph graph) {
    return costlyVertices(graph, FreeVertices.of(graph)).length <= MOST_VERTICES;
  }

  /**
   * Solves a graph.
   *
   * @throws IllegalArgumentException if the graph has more than {@link #MOST_VERTICES} eliminable
   *     vertices between inputs and outputs
   */
  public static ExhaustiveOptimum of(ComputationalGraph graph) {
    int[] free = FreeVertices.of(graph);
    int[] costly = costlyVertices(graph, free);
    if (costly.length > MOST_VERTICES) {
      throw new IllegalArgumentException(
          "%s has %d eliminable vertices between inputs and outputs, exhaustive search takes at most %d"
              .formatted(graph.name(), costly.length, MOST_VERTICES));
    }
    EliminationState start = new EliminationState(graph);
    for (int vertex : free) {
      start.eliminate(vertex);
    }
    Search search = new Search(start, costly);
    long multiplications = search.finish(0, 0);
    int[] vertices = IntStream.concat(IntStream.of(free), search.bestMoves()).toArray();
    return new ExhaustiveOptimum(EliminationOrder.ofVertices(graph, vertices), multiplications);
  }

  private static int[] costlyVertices(ComputationalGraph graph, int[] free) {
    int[] sorted = IntStream.of(free).sorted().toArray();
    return IntStream.of(graph.eliminable())
        .filter(vertex -> Arrays.binarySearch(sorted, vertex) < 0)
        .toArray();
  }

  /** Depth first over sets, each solved once; one state per depth. */
  private static final class Search {

    private static final long UNKNOWN = -1;

    private final int[] vertices;
    private final EliminationState[] states;
    private final long[] least;
    private final byte[] move;

    Search(EliminationState start, int[] vertices) {
      this.vertices = vertices;
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

    IntStream bestMoves() {
      int[] order = new int[vertices.length];
      int eliminated = 0;
      for (int step = 0; step < order.length; step++) {
        int place = move[eliminated];
        order[step] = vertices[place];
        eliminated |= 1 << place;
      }
      return IntStream.of(order);
    }
  }
}
