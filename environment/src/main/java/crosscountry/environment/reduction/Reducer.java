package crosscountry.environment.reduction;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.graph.ComputationalGraph;
import java.util.Arrays;

/**
 * Finds the vertices of a state that a {@link Reduction} allows to eliminate at once, and the twins
 * that may follow a vertex.
 *
 * <p>Allocates nothing after construction. Used by one thread.
 */
public final class Reducer {

  private static final int NONE = -1;

  private final CutBounds bounds;
  private final boolean scalar;
  private final int inputs;
  private final boolean[] dependent;

  /** Vertices that a rule may have begun to fit, as bits. */
  private final long[] waiting;

  private final int[] eliminated;
  private int eliminatedCount;

  /** Prepares the reduction of states of a graph. */
  public Reducer(ComputationalGraph graph) {
    this(graph, CutBounds.of(graph));
  }

  /** Prepares the reduction of states of a graph whose bounds are known. */
  public Reducer(ComputationalGraph graph, CutBounds bounds) {
    this.bounds = bounds;
    this.scalar = graph.isScalar();
    this.inputs = graph.inputs();
    this.dependent = new boolean[graph.vertices()];
    for (int vertex = 0; vertex < dependent.length; vertex++) {
      dependent[vertex] = graph.isDependent(vertex);
    }
    this.waiting = new long[(graph.vertices() + Long.SIZE - 1) / Long.SIZE];
    this.eliminated = new int[graph.eliminableCount()];
  }

  /**
   * Returns the smallest live vertex that may be eliminated at once, or -1. Looks at all live
   * vertices; {@link #reduce} does not.
   */
  public int next(EliminationState state) {
    for (int vertex = state.nextLive(0); vertex >= 0; vertex = state.nextLive(vertex + 1)) {
      if (allows(state, vertex)) {
        return vertex;
      }
    }
    return -1;
  }

  /** Tells whether a live vertex may be eliminated at once, at no loss. */
  public boolean allows(EliminationState state, int vertex) {
    return scalar
        ? isHarmless(state, vertex) || isBridgehead(state, vertex)
        : state.inDegree(vertex) == 0 || state.outDegree(vertex) == 0;
  }

  /**
   * Returns the smallest live vertex with the same predecessors and the same successors as a live
   * vertex, or -1 ({@link Reduction#TWINS}); -1 as well if the graph is not scalar. To eliminate
   * the twins of a vertex with it:
   *
   * <pre>{@code
   * for (int vertex = move; vertex >= 0; vertex = twin) {
   *   twin = reducer.nextTwin(state, vertex);
   *   state.eliminate(vertex);
   * }
   * }</pre>
   */
  public int nextTwin(EliminationState state, int vertex) {
    int parent = state.nextPredecessor(vertex, 0);
    if (parent < 0 || !scalar) {
      return -1;
    }
    for (int other = state.nextSuccessor(parent, 0);
        other >= 0;
        other = state.nextSuccessor(parent, other + 1)) {
      if (other != vertex
          && state.isLive(other)
          && state.inDegree(other) == state.inDegree(vertex)
          && state.outDegree(other) == state.outDegree(vertex)
          && state.predecessorsMissingFrom(vertex, other) == 0
          && state.successorsMissingFrom(vertex, other) == 0) {
        return other;
      }
    }
    return -1;
  }

  /**
   * Eliminates vertices until no rule allows another.
   *
   * @return the multiplications this took; {@link #eliminated} tells the vertices
   */
  public long reduce(EliminationState state) {
    eliminatedCount = 0;
    Arrays.fill(waiting, 0);
    for (int vertex = state.nextLive(0); vertex >= 0; vertex = state.nextLive(vertex + 1)) {
      wake(vertex);
    }
    long multiplications = 0;
    int word = 0;
    while (word < waiting.length) {
      if (waiting[word] == 0) {
        word++;
        continue;
      }
      int vertex = (word << 6) + Long.numberOfTrailingZeros(waiting[word]);
      waiting[word] &= waiting[word] - 1;
      if (state.isLive(vertex) && allows(state, vertex)) {
        wakeAround(state, vertex);
        multiplications += state.eliminate(vertex);
        eliminated[eliminatedCount++] = vertex;
        word = 0;
      }
    }
    return multiplications;
  }

  /** Returns how many vertices the last {@link #reduce} eliminated. */
  public int eliminatedCount() {
    return eliminatedCount;
  }

  /** Returns the vertex that the last {@link #reduce} eliminated at a 0-based step. */
  public int eliminated(int step) {
    return eliminated[step];
  }

  /** {@link Reduction#HARMLESS}. */
  private boolean isHarmless(EliminationState state, int vertex) {
    if (state.markowitzDegree(vertex) > bounds.bound(vertex)) {
      return false;
    }
    for (int head = state.nextSuccessor(vertex, 0);
        head >= 0;
        head = state.nextSuccessor(vertex, head + 1)) {
      if (!dependent[head] && state.predecessorsMissingFrom(vertex, head) > 1) {
        return false;
      }
    }
    for (int tail = state.nextPredecessor(vertex, inputs);
        tail >= 0;
        tail = state.nextPredecessor(vertex, tail + 1)) {
      // The vertex itself is a successor of the tail, and none of its own.
      int missing = state.successorsMissingFrom(vertex, tail);
      if (missing > 1 || (missing == 1 && !missesOnlyDependents(state, vertex, tail))) {
        return false;
      }
    }
    return true;
  }

  private boolean missesOnlyDependents(EliminationState state, int vertex, int tail) {
    for (int head = state.nextSuccessor(vertex, 0);
        head >= 0;
        head = state.nextSuccessor(vertex, head + 1)) {
      if (!dependent[head] && !state.hasEdge(tail, head)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the other end of the bridge for whose sake a vertex may be eliminated at once, or -1 if
   * it may without.
   *
   * @param vertex a vertex that is allowed
   */
  int farEnd(EliminationState state, int vertex) {
    return !scalar || isHarmless(state, vertex) ? NONE : otherEndOfBridge(state, vertex);
  }

  private boolean isBridgehead(EliminationState state, int vertex) {
    return otherEndOfBridge(state, vertex) != NONE;
  }

  /** {@link Reduction#BRIDGE}. */
  private int otherEndOfBridge(EliminationState state, int vertex) {
    if (state.outDegree(vertex) == 1) {
      int head = state.nextSuccessor(vertex, 0);
      int cost = state.inDegree(vertex);
      if (state.isLive(head)
          && state.inDegree(head) == 1
          && cost <= bounds.inCut(vertex)
          && cost <= bounds.outCut(head)) {
        return head;
      }
    }
    if (state.inDegree(vertex) == 1) {
      int tail = state.nextPredecessor(vertex, 0);
      int cost = state.outDegree(vertex);
      if (state.isLive(tail)
          && state.outDegree(tail) == 1
          && cost <= bounds.outCut(vertex)
          && cost <= bounds.inCut(tail)) {
        return tail;
      }
    }
    return NONE;
  }

  /** Wakes all vertices whose rules look at an edge that the elimination of a vertex changes. */
  private void wakeAround(EliminationState state, int vertex) {
    for (int tail = state.nextPredecessor(vertex, 0);
        tail >= 0;
        tail = state.nextPredecessor(vertex, tail + 1)) {
      wake(tail);
      for (int other = state.nextSuccessor(tail, 0);
          other >= 0;
          other = state.nextSuccessor(tail, other + 1)) {
        wake(other);
      }
    }
    for (int head = state.nextSuccessor(vertex, 0);
        head >= 0;
        head = state.nextSuccessor(vertex, head + 1)) {
      wake(head);
      for (int other = state.nextPredecessor(head, 0);
          other >= 0;
          other = state.nextPredecessor(head, other + 1)) {
        wake(other);
      }
    }
  }

  private void wake(int vertex) {
    waiting[vertex >> 6] |= 1L << vertex;
  }
}
