package crosscountry.optimality;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.reduction.Opening;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What is left of a graph when everything has been eliminated that is known to cost no optimum
 * ({@link crosscountry.environment.reduction.Reduction}). Immutable.
 */
final class Kernel {

  private final ComputationalGraph graph;
  private final Opening opening;
  private final int[] vertices;
  private final BitSet live = new BitSet();
  private final int[][] predecessors;
  private final int[][] successors;

  private Kernel(ComputationalGraph graph, CutBounds bounds) {
    this.graph = graph;
    this.opening = Opening.of(graph, bounds);
    EliminationState state = opening.left();
    for (int v = state.nextLive(0); v >= 0; v = state.nextLive(v + 1)) {
      live.set(v);
    }
    this.vertices = live.stream().toArray();
    this.predecessors = new int[graph.vertices()][];
    this.successors = new int[graph.vertices()][];
    for (int v = 0; v < graph.vertices(); v++) {
      predecessors[v] = neighbours(state, Side.IN, v);
      successors[v] = neighbours(state, Side.OUT, v);
    }
  }

  /** Reduces a graph whose bounds are known. */
  static Kernel of(ComputationalGraph graph, CutBounds bounds) {
    return new Kernel(graph, bounds);
  }

  private static int[] neighbours(EliminationState state, Side side, int vertex) {
    List<Integer> found = new ArrayList<>();
    int next = next(state, side, vertex, 0);
    while (next >= 0) {
      found.add(next);
      next = next(state, side, vertex, next + 1);
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int next(EliminationState state, Side side, int vertex, int from) {
    return side == Side.IN
        ? state.nextPredecessor(vertex, from)
        : state.nextSuccessor(vertex, from);
  }

  /** Returns the graph that was reduced. */
  ComputationalGraph graph() {
    return graph;
  }

  /** Returns the vertices that the reductions eliminated, in their order. */
  int[] reduced() {
    return opening.followedBy();
  }

  /** Returns the multiplications that the reductions took. */
  long reducedCost() {
    return opening.multiplications();
  }

  /** Returns the vertices that are left to eliminate, ascending. */
  int[] vertices() {
    return vertices;
  }

  /** Tells whether a vertex is left to eliminate. */
  boolean isLive(int vertex) {
    return live.get(vertex);
  }

  /** Returns the neighbours of a vertex on one side, ascending. */
  int[] neighbours(Side side, int vertex) {
    return side == Side.IN ? predecessors[vertex] : successors[vertex];
  }

  /** Returns the vertices from which (IN) or to which (OUT) paths lead to or from a vertex. */
  int[] reachable(Side side, int vertex) {
    BitSet reached = new BitSet();
    int[] queue = new int[graph.vertices()];
    int tail = 0;
    queue[tail++] = vertex;
    for (int head = 0; head < tail; head++) {
      for (int next : neighbours(side, queue[head])) {
        if (!reached.get(next)) {
          reached.set(next);
          queue[tail++] = next;
        }
      }
    }
    return reached.stream().toArray();
  }

  /** Returns a whole order of the graph: the reductions, then the given vertices. */
  int[] complete(int[] order) {
    return opening.followedBy(order);
  }

  /**
   * Returns how a whole order of the graph goes on after the reductions, so that it costs no more.
   */
  int[] restrict(int[] order) {
    return opening.restOf(order);
  }
}
