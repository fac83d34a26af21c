package crosscountry.environment.beam;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.reduction.Reducer;

/**
 * One set in the beam: what is left of the graph, and what each next elimination would do to the
 * score, so that successors are scored without building them.
 *
 * <p>Mutable and reused. An elimination computes anew only what its surroundings would do.
 */
final class BeamState {

  private static final int NONE = -1;

  private final CutBounds bounds;
  private final Reducer reducer;
  private final EliminationState left;

  /** Set of eliminated vertices, without those of the opening: [word]. */
  private final long[] eliminated;

  /** By how much eliminating each live vertex would change the surplus: [vertex]. */
  private final int[] surplusChange;

  /** Set of live vertices that may be eliminated at once without regret: [word]. */
  private final long[] forced;

  private long excess;
  private long surplus;
  private long hash;

  private BeamState(EliminationState left, CutBounds bounds, Reducer reducer, int words) {
    this.bounds = bounds;
    this.reducer = reducer;
    this.left = new EliminationState(left.graph());
    this.left.copyFrom(left);
    this.eliminated = new long[words];
    this.surplusChange = new int[left.graph().vertices()];
    this.forced = new long[words];
  }

  /**
   * Returns the state of the empty set.
   *
   * @param start what is left after the opening
   * @param bounds of the graph
   * @param reducer of the graph, for use by the beam's thread
   */
  static BeamState first(EliminationState start, CutBounds bounds, Reducer reducer, int words) {
    BeamState first = new BeamState(start, bounds, reducer, words);
    for (int vertex = start.nextLive(0); vertex >= 0; vertex = start.nextLive(vertex + 1)) {
      first.surplus += first.surplus(vertex);
      first.foresee(vertex);
    }
    return first;
  }

  /** Returns a state of its own that is equal to this one. */
  BeamState copy() {
    BeamState copy = new BeamState(left, bounds, reducer, eliminated.length);
    copy.copyFrom(this);
    return copy;
  }

  /** Makes this state equal to another of the same beam. */
  void copyFrom(BeamState other) {
    left.copyFrom(other.left);
    System.arraycopy(other.eliminated, 0, eliminated, 0, eliminated.length);
    System.arraycopy(other.surplusChange, 0, surplusChange, 0, surplusChange.length);
    System.arraycopy(other.forced, 0, forced, 0, forced.length);
    excess = other.excess;
    surplus = other.surplus;
    hash = other.hash;
  }

  /**
   * Eliminates a live vertex.
   *
   * @param key random bits of the vertex
   * @param surroundings a buffer
   */
  void eliminate(int vertex, long key, Surroundings surroundings) {
    surroundings.gather(left, vertex);
    excess = excessAfter(vertex);
    surplus = surplusAfter(vertex);
    hash ^= key;
    eliminated[vertex >> 6] |= 1L << vertex;
    forced[vertex >> 6] &= ~(1L << vertex);
    left.eliminate(vertex);
    for (int near = surroundings.next(0); near >= 0; near = surroundings.next(near + 1)) {
      foresee(near);
    }
  }

  /** Computes what eliminating a vertex would do, and whether a reduction allows it at once. */
  private void foresee(int vertex) {
    int change = -surplus(vertex);
    for (int p = left.nextPredecessor(vertex, 0); p >= 0; p = left.nextPredecessor(vertex, p + 1)) {
      if (left.isLive(p)) {
        change += left.successorsMissingFrom(vertex, p) - 1;
      }
    }
    for (int s = left.nextSuccessor(vertex, 0); s >= 0; s = left.nextSuccessor(vertex, s + 1)) {
      if (left.isLive(s)) {
        change += left.predecessorsMissingFrom(vertex, s) - 1;
      }
    }
    surplusChange[vertex] = change;
    if (reducer.allows(left, vertex)) {
      forced[vertex >> 6] |= 1L << vertex;
    } else {
      forced[vertex >> 6] &= ~(1L << vertex);
    }
  }

  private int surplus(int vertex) {
    return left.inDegree(vertex)
        - bounds.inCut(vertex)
        + left.outDegree(vertex)
        - bounds.outCut(vertex);
  }

  /** Returns the set of eliminated vertices, not a copy. */
  long[] eliminated() {
    return eliminated;
  }

  /** Returns the random bits of the set. */
  long hash() {
    return hash;
  }

  /** Returns the multiplications so far minus the bounds of the vertices they eliminated. */
  long excess() {
    return excess;
  }

  /** Returns the excess that eliminating a live vertex would lead to. */
  long excessAfter(int vertex) {
    return excess + left.markowitzDegree(vertex) - bounds.bound(vertex);
  }

  /** Returns the surplus that eliminating a live vertex would lead to. */
  long surplusAfter(int vertex) {
    return surplus + surplusChange[vertex];
  }

  /** Returns the smallest live vertex that a reduction allows to eliminate at once, or -1. */
  int forcedMove() {
    for (int word = 0; word < forced.length; word++) {
      if (forced[word] != 0) {
        return (word << 6) + Long.numberOfTrailingZeros(forced[word]);
      }
    }
    return NONE;
  }

  /** Returns the smallest live vertex at or after the given one, or -1. */
  int nextLive(int from) {
    return left.nextLive(from);
  }

  /** Returns the graph that is left, not a copy. */
  EliminationState left() {
    return left;
  }
}
