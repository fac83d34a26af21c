package crosscountry.environment.elimination;

/**
 * The neighbours of one vertex in one direction: only those words of its row in the bit matrix that
 * hold a bit. Walking them and comparing them with other rows takes time by the neighbours, not by
 * the size of the graph. A copy, reused between vertices.
 */
public final class PackedRow {

  private final int[] word;
  private final long[] bits;
  private int words;

  /** Creates room for a row of a graph of the given number of vertices. */
  public PackedRow(int vertices) {
    int capacity = (vertices + Long.SIZE - 1) / Long.SIZE;
    this.word = new int[capacity];
    this.bits = new long[capacity];
  }

  /** Returns the number of words that hold a bit. */
  public int words() {
    return words;
  }

  /** Returns the bits of a word: bit i stands for vertex {@code first(index) + i}. */
  public long bits(int index) {
    return bits[index];
  }

  /** Returns the vertex that bit 0 of a word stands for. */
  public int first(int index) {
    return word[index] << 6;
  }

  void load(long[] matrix, int row, int length) {
    int filled = 0;
    for (int at = 0; at < length; at++) {
      long held = matrix[row + at];
      if (held != 0) {
        word[filled] = at;
        bits[filled++] = held;
      }
    }
    words = filled;
  }

  /** Returns how many bits of this row are not set in a row of a matrix. */
  int missingFrom(long[] matrix, int row) {
    int count = 0;
    for (int index = 0; index < words; index++) {
      count += Long.bitCount(bits[index] & ~matrix[row + word[index]]);
    }
    return count;
  }
}
