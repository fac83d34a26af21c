package crosscountry.environment.annealing;

/**
 * In one direction, the neighbours that each vertex has when it is eliminated, as bit sets; and the
 * neighbours of one moving vertex while it is followed through a window of positions.
 *
 * <p>A vertex's neighbours after the elimination of a set E are found from its first row: whenever
 * the row holds a vertex of E, that one's row at its own elimination joins it. Nothing allocates.
 */
final class NeighbourRows {

  private final int words;

  /** Before any elimination: [vertex][word]. */
  private final long[] first;

  /** At the vertex's elimination: [vertex][word]. */
  private final long[] rows;

  /** Of the moving vertex, at the current position: [word]. */
  private final long[] moving;

  private final long[] joinable;

  private final int[] savedVertices;
  private final long[] savedRows;
  private int saved;

  NeighbourRows(int vertices, int words) {
    this.words = words;
    this.first = new long[vertices * words];
    this.rows = new long[vertices * words];
    this.moving = new long[words];
    this.joinable = new long[words];
    this.savedVertices = new int[vertices];
    this.savedRows = new long[vertices * words];
  }

  void addFirst(int vertex, int neighbour) {
    first[vertex * words + (neighbour >> 6)] |= 1L << neighbour;
  }

  /** Returns the number of neighbours that the vertex has at its elimination. */
  int count(int vertex) {
    int count = 0;
    for (int word = vertex * words; word < (vertex + 1) * words; word++) {
      count += Long.bitCount(rows[word]);
    }
    return count;
  }

  /**
   * Computes the row of a vertex that is eliminated after a set of others.
   *
   * @param sets sets of eliminated vertices
   * @param at where in {@code sets} the set begins
   */
  void compute(int vertex, long[] sets, int at) {
    join(vertex, sets, at, -1, rows, vertex * words);
  }

  /** As {@link #compute}, as if one vertex of the set were live; can be taken back. */
  void computeWithout(int live, int vertex, long[] sets, int at) {
    save(vertex);
    join(vertex, sets, at, live, rows, vertex * words);
  }

  /** Begins to follow a vertex from its elimination on, as if it stayed live. */
  void followAfterElimination(int vertex) {
    System.arraycopy(rows, vertex * words, moving, 0, words);
  }

  /** Begins to follow a vertex before its elimination; and makes this its row. */
  void followBeforeElimination(int vertex, long[] sets, int at) {
    join(vertex, sets, at, -1, moving, 0);
    place(vertex);
  }

  /** Tells whether a vertex is now a neighbour of the moving one. */
  boolean movingHas(int vertex) {
    return (moving[vertex >> 6] >> vertex & 1) != 0;
  }

  /** Eliminates a neighbour of the moving vertex. */
  void follow(int neighbour) {
    moving[neighbour >> 6] &= ~(1L << neighbour);
    for (int word = 0; word < words; word++) {
      moving[word] |= rows[neighbour * words + word];
    }
  }

  /** Replaces the moving vertex in the row of a vertex by the moving one's own neighbours. */
  void bypass(int movingVertex, int vertex) {
    save(vertex);
    int row = vertex * words;
    rows[row + (movingVertex >> 6)] &= ~(1L << movingVertex);
    for (int word = 0; word < words; word++) {
      rows[row + word] |= moving[word];
    }
  }

  /** Makes the moving vertex's neighbours its row. */
  void place(int movingVertex) {
    save(movingVertex);
    System.arraycopy(moving, 0, rows, movingVertex * words, words);
  }

  /** Forgets how to take back what was changed. */
  void keep() {
    saved = 0;
  }

  /** Takes back all that was changed since {@link #keep}. */
  void takeBack() {
    while (saved > 0) {
      saved--;
      System.arraycopy(savedRows, saved * words, rows, savedVertices[saved] * words, words);
    }
  }

  private void save(int vertex) {
    savedVertices[saved] = vertex;
    System.arraycopy(rows, vertex * words, savedRows, saved * words, words);
    saved++;
  }

  private void join(int vertex, long[] sets, int at, int live, long[] target, int row) {
    System.arraycopy(sets, at, joinable, 0, words);
    System.arraycopy(first, vertex * words, target, row, words);
    if (live >= 0) {
      joinable[live >> 6] &= ~(1L << live);
    }
    int word = 0;
    while (word < words) {
      long bits = target[row + word] & joinable[word];
      if (bits == 0) {
        word++;
      } else {
        joinable[word] &= ~Long.lowestOneBit(bits);
        word = joinOne((word << 6) + Long.numberOfTrailingZeros(bits), target, row, word);
      }
    }
    boolean adjacent = live >= 0 && (target[row + (live >> 6)] >> live & 1) != 0;
    for (int index = 0; index < words; index++) {
      target[row + index] &= ~sets[at + index];
    }
    if (adjacent) {
      target[row + (live >> 6)] |= 1L << live;
    }
  }

  /** Joins one row, and returns the first word at which there is more to join. */
  private int joinOne(int neighbour, long[] target, int row, int current) {
    int next = current;
    for (int word = words - 1; word >= 0; word--) {
      target[row + word] |= rows[neighbour * words + word];
      if (word < current && (target[row + word] & joinable[word]) != 0) {
        next = word;
      }
    }
    return next;
  }
}
