package crosscountry.environment.annealing;

import crosscountry.environment.structure.StructureTable;

/**
 * In one direction, the edges that each vertex has when it is eliminated: as bit sets of
 * neighbours, and the number of the structure of each edge; and the edges of one moving vertex
 * while it is followed through a window of positions.
 *
 * <p>A vertex's edges at its elimination are found from its first ones: of the eliminated vertices
 * among its neighbours, the earliest is replaced by the edges that it had at its own elimination,
 * again and again. So sums and products come in the order in which eliminating computes them, and
 * the structures are those that it finds, by whatever rules. Nothing allocates.
 */
abstract class StructuredRows {

  final StructureTable table;
  private final int vertices;
  private final int words;

  /** Before any elimination: [vertex][word] and [vertex][neighbour]. */
  private final long[] firstBits;

  private final char[] firstNumbers;

  /** At the vertex's elimination: [vertex][word] and [vertex][neighbour]. */
  private final long[] bits;

  private final char[] numbers;

  /** Of the moving vertex, at the current position: [word] and [neighbour]. */
  private final long[] movingBits;

  private final char[] movingNumbers;

  private final int[] savedVertices;
  private final long[] savedBits;
  private final char[] savedNumbers;
  private int saved;

  StructuredRows(StructureTable table, int vertices, int words) {
    this.table = table;
    this.vertices = vertices;
    this.words = words;
    this.firstBits = new long[vertices * words];
    this.firstNumbers = new char[Math.multiplyExact(vertices, vertices)];
    this.bits = new long[vertices * words];
    this.numbers = new char[firstNumbers.length];
    this.movingBits = new long[words];
    this.movingNumbers = new char[vertices];
    // A move saves each vertex at most once.
    this.savedVertices = new int[vertices];
    this.savedBits = new long[vertices * words];
    this.savedNumbers = new char[firstNumbers.length];
  }

  /** Returns the structure of the product of a near edge, at the vertex, and the one beyond. */
  abstract int product(int near, int beyond);

  void addFirst(int vertex, int neighbour, int number) {
    firstBits[vertex * words + (neighbour >> 6)] |= 1L << neighbour;
    firstNumbers[vertex * vertices + neighbour] = (char) number;
  }

  /** Tells whether the vertex has a neighbour at its elimination. */
  boolean has(int vertex, int neighbour) {
    return (bits[vertex * words + (neighbour >> 6)] >> neighbour & 1) != 0;
  }

  /** Adds the neighbours that the vertex has at its elimination to a set. */
  void addTo(long[] set, int vertex) {
    for (int word = 0; word < words; word++) {
      set[word] |= bits[vertex * words + word];
    }
  }

  long bits(int vertex, int word) {
    return bits[vertex * words + word];
  }

  /** Returns the number of the structure of an edge that the vertex has at its elimination. */
  int number(int vertex, int neighbour) {
    return numbers[vertex * vertices + neighbour];
  }

  /**
   * Computes the edges of a vertex that is eliminated at some time.
   *
   * @param times when each vertex is eliminated
   */
  void compute(int vertex, int[] times) {
    int row = vertex * words;
    int numberRow = vertex * vertices;
    System.arraycopy(firstBits, row, bits, row, words);
    System.arraycopy(firstNumbers, numberRow, numbers, numberRow, vertices);
    int time = times[vertex];
    int earliest = earliest(row, time, times);
    while (earliest >= 0) {
      replace(bits, row, numbers, numberRow, earliest);
      earliest = earliest(row, time, times);
    }
  }

  /** As {@link #compute}; can be taken back. */
  void recompute(int vertex, int[] times) {
    save(vertex);
    compute(vertex, times);
  }

  /** Tells whether edges differ from what they were when they were saved last. */
  boolean changed(int vertex) {
    int index = saved - 1;
    for (int word = 0; word < words; word++) {
      long row = bits[vertex * words + word];
      if (row != savedBits[index * words + word]) {
        return true;
      }
      for (long left = row; left != 0; left &= left - 1) {
        int neighbour = (word << 6) + Long.numberOfTrailingZeros(left);
        if (numbers[vertex * vertices + neighbour] != savedNumbers[index * vertices + neighbour]) {
          return true;
        }
      }
    }
    return false;
  }

  private int earliest(int row, int before, int[] times) {
    int found = -1;
    int least = before;
    for (int word = 0; word < words; word++) {
      for (long left = bits[row + word]; left != 0; left &= left - 1) {
        int neighbour = (word << 6) + Long.numberOfTrailingZeros(left);
        if (times[neighbour] < least) {
          least = times[neighbour];
          found = neighbour;
        }
      }
    }
    return found;
  }

  /** Replaces an eliminated neighbour by the edges that it had at its elimination. */
  private void replace(long[] rowBits, int row, char[] rowNumbers, int numberRow, int eliminated) {
    int near = rowNumbers[numberRow + eliminated];
    rowBits[row + (eliminated >> 6)] &= ~(1L << eliminated);
    for (int word = 0; word < words; word++) {
      long joined = bits[eliminated * words + word];
      long present = rowBits[row + word];
      for (long left = joined; left != 0; left &= left - 1) {
        int neighbour = (word << 6) + Long.numberOfTrailingZeros(left);
        int product = product(near, numbers[eliminated * vertices + neighbour]);
        boolean parallel = (present >> neighbour & 1) != 0;
        rowNumbers[numberRow + neighbour] =
            (char) (parallel ? table.sum(rowNumbers[numberRow + neighbour], product) : product);
      }
      rowBits[row + word] = present | joined;
    }
  }

  /** Begins to follow a vertex from its elimination on, as if it stayed live. */
  void followAfterElimination(int vertex) {
    System.arraycopy(bits, vertex * words, movingBits, 0, words);
    System.arraycopy(numbers, vertex * vertices, movingNumbers, 0, vertices);
  }

  /** Tells whether a vertex is now a neighbour of the moving one. */
  boolean movingHas(int vertex) {
    return (movingBits[vertex >> 6] >> vertex & 1) != 0;
  }

  /** Eliminates a neighbour of the moving vertex. */
  void follow(int neighbour) {
    replace(movingBits, 0, movingNumbers, 0, neighbour);
  }

  /** Makes the moving vertex's edges those that it has at its elimination. */
  void place(int movingVertex) {
    save(movingVertex);
    System.arraycopy(movingBits, 0, bits, movingVertex * words, words);
    System.arraycopy(movingNumbers, 0, numbers, movingVertex * vertices, vertices);
  }

  /** Forgets how to take back what was changed. */
  void keep() {
    saved = 0;
  }

  /** Takes back all that was changed since {@link #keep}. */
  void takeBack() {
    while (saved > 0) {
      saved--;
      int vertex = savedVertices[saved];
      System.arraycopy(savedBits, saved * words, bits, vertex * words, words);
      System.arraycopy(savedNumbers, saved * vertices, numbers, vertex * vertices, vertices);
    }
  }

  private void save(int vertex) {
    savedVertices[saved] = vertex;
    System.arraycopy(bits, vertex * words, savedBits, saved * words, words);
    System.arraycopy(numbers, vertex * vertices, savedNumbers, saved * vertices, vertices);
    saved++;
  }
}
