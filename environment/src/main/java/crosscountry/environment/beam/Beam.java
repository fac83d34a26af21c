package crosscountry.environment.beam;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.reduction.Reducer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * One pass through the levels, from no eliminated vertex to all; level k holds sets of k vertices.
 *
 * <p>Successors are scored from what their predecessor foresees, and only those that stay are
 * built: the last successor of a state in place, the others in the states of those that have none.
 */
final class Beam {

  private final CutBounds bounds;
  private final EliminationState start;
  private final SetScore score;
  private final int words;

  /** Random bits of each vertex; those of a set are joined by exclusive or (Zobrist 1970). */
  private final long[] keys;

  private final Candidates candidates;
  private final Surroundings surroundings;
  private final long[] successor;
  private final ArrayDeque<BeamState> unused = new ArrayDeque<>();

  /** For each level after the first, where each set's predecessor was in the level before. */
  private final List<int[]> parents = new ArrayList<>();

  /** For each level after the first, the vertex that led to each set. */
  private final List<int[]> moves = new ArrayList<>();

  private BeamState[] level;
  private long expanded;
  private boolean interrupted;

  /**
   * Creates a beam at its first level.
   *
   * @param start what is left after the opening
   * @param bounds of the graph
   * @param width the most sets on a level
   * @param score which sets stay
   * @param seed of the noise
   */
  Beam(EliminationState start, CutBounds bounds, int width, SetScore score, long seed) {
    Reducer reducer = new Reducer(start.graph(), bounds);
    int vertices = start.graph().vertices();
    this.start = start;
    this.bounds = bounds;
    this.score = score;
    this.words = (vertices + Long.SIZE - 1) / Long.SIZE;
    this.keys = new SplittableRandom(seed).longs(vertices).toArray();
    this.candidates = new Candidates(words, width);
    this.surroundings = new Surroundings(words);
    this.successor = new long[words];
    this.level = new BeamState[] {BeamState.first(start, bounds, reducer, words)};
  }

  /**
   * Returns how much memory a set needs in a beam, estimated from above.
   *
   * @param levels vertices that are eliminated one after the other
   */
  static long bytesPerSet(ComputationalGraph graph, int levels) {
    long vertices = graph.vertices();
    long words = (vertices + Long.SIZE - 1) / Long.SIZE;
    long structures = graph.isScalar() ? 0 : Character.BYTES * vertices * vertices;
    long state = 2L * Long.BYTES * words * vertices + 3L * Integer.BYTES * vertices + structures;
    long trail = 2L * Integer.BYTES * levels;
    long candidates = 8L * (Long.BYTES * words + 64);
    return state + trail + candidates;
  }

  /**
   * Goes through the levels.
   *
   * @param limit excess that a set must stay below
   * @param stopped asked before each set is expanded; true ends the pass
   * @return whether the last level was reached; else the pass was stopped, or nothing was below the
   *     limit
   */
  boolean descend(long limit, BooleanSupplier stopped) {
    for (int left = start.liveCount(); left > 0; left--) {
      candidates.clear();
      for (int parent = 0; parent < level.length; parent++) {
        if (stopped.getAsBoolean()) {
          interrupted = true;
          return false;
        }
        expand(parent, limit);
      }
      candidates.keepBest();
      if (candidates.size() == 0) {
        return false;
      }
      advance();
    }
    return true;
  }

  private void expand(int parent, long limit) {
    BeamState state = level[parent];
    System.arraycopy(state.eliminated(), 0, successor, 0, words);
    expanded++;
    int forced = state.forcedMove();
    if (forced >= 0) {
      consider(parent, forced, limit);
      return;
    }
    for (int move = state.nextLive(0); move >= 0; move = state.nextLive(move + 1)) {
      consider(parent, move, limit);
    }
  }

  private void consider(int parent, int move, long limit) {
    BeamState state = level[parent];
    long excess = state.excessAfter(move);
    if (excess >= limit) {
      return;
    }
    long hash = state.hash() ^ keys[move];
    long value = score.of(excess, state.surplusAfter(move), hash);
    if (candidates.accepts(value)) {
      successor[move >> 6] |= 1L << move;
      candidates.offer(successor, hash, value, excess, parent, move);
      successor[move >> 6] &= ~(1L << move);
    }
  }

  private void advance() {
    int size = candidates.size();
    int[] from = new int[size];
    int[] by = new int[size];
    int[] children = new int[level.length];
    for (int number = 0; number < size; number++) {
      from[number] = candidates.parent(number);
      by[number] = candidates.move(number);
      children[from[number]]++;
    }
    for (int parent = 0; parent < level.length; parent++) {
      if (children[parent] == 0) {
        unused.push(level[parent]);
      }
    }
    BeamState[] next = new BeamState[size];
    for (int number = 0; number < size; number++) {
      BeamState parent = level[from[number]];
      next[number] = --children[from[number]] == 0 ? parent : copy(parent);
      next[number].eliminate(by[number], keys[by[number]], surroundings);
    }
    parents.add(from);
    moves.add(by);
    level = next;
  }

  private BeamState copy(BeamState original) {
    if (unused.isEmpty()) {
      return original.copy();
    }
    BeamState copy = unused.pop();
    copy.copyFrom(original);
    return copy;
  }

  /**
   * Returns the way to the set of least excess on the level that was reached, completed greedily by
   * least excess if it is not the last. Ends the use of the beam.
   */
  int[] moves() {
    int best = 0;
    for (int place = 1; place < level.length; place++) {
      if (level[place].excess() < level[best].excess()) {
        best = place;
      }
    }
    int[] order = new int[start.liveCount()];
    EliminationState left = level[best].left();
    for (int step = moves.size(); step < order.length; step++) {
      order[step] = leastExcess(left);
      left.eliminate(order[step]);
    }
    for (int step = moves.size() - 1; step >= 0; step--) {
      order[step] = moves.get(step)[best];
      best = parents.get(step)[best];
    }
    return order;
  }

  private int leastExcess(EliminationState left) {
    int best = left.nextLive(0);
    for (int vertex = left.nextLive(best + 1); vertex >= 0; vertex = left.nextLive(vertex + 1)) {
      if (left.markowitzDegree(vertex) - bounds.bound(vertex)
          < left.markowitzDegree(best) - bounds.bound(best)) {
        best = vertex;
      }
    }
    return best;
  }

  /** Returns how many sets were expanded. */
  long expanded() {
    return expanded;
  }

  /** Tells whether a set below the limit was left out, for lack of room or of time. */
  boolean leftOut() {
    return interrupted || candidates.dropped();
  }
}
