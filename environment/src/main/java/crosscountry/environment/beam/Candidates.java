package crosscountry.environment.beam;

import crosscountry.environment.elimination.VertexSetTable;
import java.util.Arrays;

/**
 * The sets that may make up the next level, each with the cheapest way to it.
 *
 * <p>Whenever there are several times as many as the beam is wide, all but the best are dropped,
 * and what scores no better than they do is refused from then on.
 */
final class Candidates {

  /** Sets that are gathered before some are dropped, as a multiple of the width. */
  private static final int ROOM = 4;

  private final int width;
  private final int most;
  private final VertexSetTable table;
  private long[] scores;
  private long[] excesses;
  private int[] parents;
  private int[] moves;
  private long[] sorted;
  private long ceiling;

  /** While sets are dropped: how many of the score at the ceiling may still stay. */
  private int ties;

  /** While sets are dropped: how many stay so far. */
  private int kept;

  private boolean dropped;

  /**
   * Creates an empty level.
   *
   * @param words length of a set, in words of 64 vertices
   * @param width sets that are kept
   */
  Candidates(int words, int width) {
    this.width = width;
    this.most = (int) Math.min((long) ROOM * width, Integer.MAX_VALUE);
    int capacity = Math.min(most, 1024);
    this.table = new VertexSetTable(words, capacity);
    this.scores = new long[capacity];
    this.excesses = new long[capacity];
    this.parents = new int[capacity];
    this.moves = new int[capacity];
    this.sorted = new long[capacity];
  }

  void clear() {
    table.clear();
    ceiling = Long.MAX_VALUE;
  }

  /** Tells whether a set of this score may stay; if not, it counts as dropped. */
  boolean accepts(long score) {
    if (score < ceiling) {
      return true;
    }
    dropped = true;
    return false;
  }

  /**
   * Takes a set whose score is accepted, unless a way to it is known that costs no more.
   *
   * @param set the set, with its hash
   * @param score of the set by this way
   * @param excess of the set by this way
   * @param parent place of the set before in its level
   * @param move vertex that leads from there to this set
   */
  void offer(long[] set, long hash, long score, long excess, int parent, int move) {
    int before = table.size();
    int number = table.add(set, 0, hash);
    if (number == scores.length) {
      grow();
    }
    if (number < before && excesses[number] <= excess) {
      return;
    }
    scores[number] = score;
    excesses[number] = excess;
    parents[number] = parent;
    moves[number] = move;
    if (table.size() == most) {
      keepBest();
    }
  }

  private void grow() {
    int capacity = (int) Math.min(2L * scores.length, most);
    scores = Arrays.copyOf(scores, capacity);
    excesses = Arrays.copyOf(excesses, capacity);
    parents = Arrays.copyOf(parents, capacity);
    moves = Arrays.copyOf(moves, capacity);
    sorted = new long[capacity];
  }

  /** Drops all sets but those of least score, as many as the beam is wide. */
  void keepBest() {
    int size = table.size();
    if (size <= width) {
      return;
    }
    dropped = true;
    System.arraycopy(scores, 0, sorted, 0, size);
    Arrays.sort(sorted, 0, size);
    ceiling = sorted[width - 1];
    int better = 0;
    while (sorted[better] < ceiling) {
      better++;
    }
    ties = width - better;
    kept = 0;
    table.retain(this::moveUpIfKept);
  }

  private boolean moveUpIfKept(int number) {
    if (scores[number] > ceiling || (scores[number] == ceiling && ties-- <= 0)) {
      return false;
    }
    scores[kept] = scores[number];
    excesses[kept] = excesses[number];
    parents[kept] = parents[number];
    moves[kept++] = moves[number];
    return true;
  }

  /** Returns the number of sets. */
  int size() {
    return table.size();
  }

  /** Returns where in its level the set before a set is. */
  int parent(int number) {
    return parents[number];
  }

  /** Returns the vertex that leads to a set. */
  int move(int number) {
    return moves[number];
  }

  /** Tells whether any set was dropped or refused for lack of room, on this or earlier levels. */
  boolean dropped() {
    return dropped;
  }
}
