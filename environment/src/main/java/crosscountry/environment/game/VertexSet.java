package crosscountry.environment.game;

import crosscountry.environment.elimination.PackedRow;
import java.util.Arrays;

/** A set of vertices of one graph; mutable, allocates nothing once made. */
final class VertexSet {

  private final long[] words;

  /** Creates an empty set for a graph of the given number of vertices. */
  VertexSet(int vertices) {
    this.words = new long[(vertices + Long.SIZE - 1) / Long.SIZE];
  }

  void add(int vertex) {
    words[vertex >> 6] |= 1L << vertex;
  }

  void addAll(PackedRow row) {
    for (int index = 0; index < row.words(); index++) {
      words[row.first(index) >> 6] |= row.bits(index);
    }
  }

  void addAll(VertexSet other) {
    for (int word = 0; word < words.length; word++) {
      words[word] |= other.words[word];
    }
  }

  void retainAll(VertexSet other) {
    for (int word = 0; word < words.length; word++) {
      words[word] &= other.words[word];
    }
  }

  void removeAll(VertexSet other) {
    for (int word = 0; word < words.length; word++) {
      words[word] &= ~other.words[word];
    }
  }

  void remove(int vertex) {
    words[vertex >> 6] &= ~(1L << vertex);
  }

  void clear() {
    Arrays.fill(words, 0);
  }

  void copyFrom(VertexSet other) {
    System.arraycopy(other.words, 0, words, 0, words.length);
  }

  /** Returns the smallest vertex of the set at or after the given one, or -1. */
  int next(int from) {
    int word = from >> 6;
    if (word >= words.length) {
      return -1;
    }
    long bits = words[word] & (-1L << from);
    while (bits == 0) {
      if (++word == words.length) {
        return -1;
      }
      bits = words[word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(bits);
  }
}
