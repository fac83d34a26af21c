package crosscountry.environment.elimination;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Numbers sets of vertices: equal sets get equal numbers, new sets the next one.
 *
 * <p>What is left of a graph depends only on the set of eliminated vertices, so that a search which
 * looks its sets up here meets each only once; what it knows of a set it keeps in arrays by number.
 * An open-addressing hash table with linear probing (Knuth, The Art of Computer Programming, vol.
 * 3, section 6.4) whose sets lie end to end in one array: nothing is allocated until the table has
 * to double. Used by one thread.
 */
public final class VertexSetTable {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final int words;

  /** Sets in the order of their numbers: [number][word]. */
  private long[] sets;

  /** Hashes in the order of the numbers. */
  private long[] hashes;

  /** Number plus 1 of the set at each place, or 0; twice as many as there may be sets. */
  private int[] places;

  private int size;

  /**
   * Creates an empty table.
   *
   * @param words length of a set, in words of 64 vertices
   * @param capacity number of sets for which there is to be room, at least 1
   */
  public VertexSetTable(int words, int capacity) {
    this.words = words;
    this.sets = new long[Math.multiplyExact(capacity, words)];
    this.hashes = new long[capacity];
    this.places = new int[Integer.highestOneBit(Math.max(capacity - 1, 1)) * 4];
  }

  /** Returns the number of sets. */
  public int size() {
    return size;
  }

  /**
   * Returns the number of a set, 0 or more, or -1 if it isn't there.
   *
   * @param source array that holds the set
   * @param at where in it the set begins
   * @param hash a number that is the same for equal sets
   */
  public int find(long[] source, int at, long hash) {
    return places[place(source, at, hash)] - 1;
  }

  /**
   * Adds a set unless it is there.
   *
   * @param source array that holds the set
   * @param at where in it the set begins
   * @param hash a number that is the same for equal sets
   * @return the number of the set; it was new if this is what {@link #size} was
   */
  public int add(long[] source, int at, long hash) {
    int place = place(source, at, hash);
    if (places[place] != 0) {
      return places[place] - 1;
    }
    if (size == hashes.length) {
      grow();
      place = place(source, at, hash);
    }
    System.arraycopy(source, at, sets, size * words, words);
    hashes[size] = hash;
    places[place] = ++size;
    return size - 1;
  }

  /** Copies the set of a number. */
  public void copyTo(int number, long[] target, int at) {
    System.arraycopy(sets, number * words, target, at, words);
  }

  /** Returns the hash with which the set of a number was added. */
  public long hash(int number) {
    return hashes[number];
  }

  /** Removes all sets. */
  public void clear() {
    Arrays.fill(places, 0);
    size = 0;
  }

  /**
   * Removes some sets; those that are left are numbered anew from 0, in the same order.
   *
   * @param kept tells for each number, asked once and ascending, whether its set stays
   */
  public void retain(IntPredicate kept) {
    int before = size;
    clear();
    for (int number = 0; number < before; number++) {
      if (kept.test(number)) {
        System.arraycopy(sets, number * words, sets, size * words, words);
        hashes[size] = hashes[number];
        places[vacancy(hashes[size])] = size + 1;
        size++;
      }
    }
  }

  private void grow() {
    int capacity = Math.multiplyExact(hashes.length, 2);
    sets = Arrays.copyOf(sets, Math.multiplyExact(capacity, words));
    hashes = Arrays.copyOf(hashes, capacity);
    places = new int[Math.multiplyExact(places.length, 2)];
    for (int number = 0; number < size; number++) {
      places[vacancy(hashes[number])] = number + 1;
    }
  }

  /** Returns where the set is or, if it isn't there, where it belongs. */
  private int place(long[] source, int at, long hash) {
    int place = first(hash);
    while (places[place] != 0 && !isAt(places[place] - 1, source, at, hash)) {
      place = (place + 1) & (places.length - 1);
    }
    return place;
  }

  /** Returns where a set belongs that is known not to be there. */
  private int vacancy(long hash) {
    int place = first(hash);
    while (places[place] != 0) {
      place = (place + 1) & (places.length - 1);
    }
    return place;
  }

  private int first(long hash) {
    return (int) ((hash * GOLDEN) >>> Integer.SIZE) & (places.length - 1);
  }

  private boolean isAt(int number, long[] source, int at, long hash) {
    return hashes[number] == hash
        && Arrays.equals(sets, number * words, (number + 1) * words, source, at, at + words);
  }
}
