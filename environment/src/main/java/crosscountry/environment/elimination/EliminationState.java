package crosscountry.environment.elimination;

import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.structure.StructureRules;
import crosscountry.environment.structure.StructureTable;
import crosscountry.environment.structure.UnmanageableStructureException;
import java.util.Arrays;

/**
 * What is left of a graph after some vertices have been eliminated; mutable, cheap to copy.
 *
 * <p>Eliminating vertex v multiplies every in-edge with every out-edge, adds the products onto the
 * edges they run parallel to, and removes v. It costs in-degree times out-degree multiplications,
 * the Markowitz degree (Griewank and Walther, Evaluating Derivatives, 2nd ed., section 10.2). The
 * graph that is left depends only on the set of eliminated vertices, never on their order, but for
 * the structures of Jacobians by some rules ({@link StructureRules#setDetermined}).
 *
 * <p>Adjacency is a bit matrix in each direction, one row of {@code long} words per vertex, so that
 * an elimination is a union of rows per neighbour and allocates nothing. Where edges carry
 * Jacobians with a structure ({@link ComputationalGraph#isScalar}), {@link EdgeStructures} holds
 * them, and an elimination costs what the products of Jacobians cost.
 */
public final class EliminationState {

  private final ComputationalGraph graph;
  private final int words;
  private final long[] predecessors;
  private final long[] successors;
  private final int[] inDegree;
  private final int[] outDegree;
  private final long[] live;

  /** Null in a scalar graph. */
  private final EdgeStructures structures;

  private int liveCount;

  /** How often this has been changed, so that copies can tell whether it still is as it was. */
  private long edition;

  /** What this was last copied from, and in which edition. */
  private EliminationState source;

  private long sourceEdition;
  private final long[] differing;

  /** Creates the state in which nothing has been eliminated. */
  public EliminationState(ComputationalGraph graph) {
    this.graph = graph;
    int vertices = graph.vertices();
    this.words = (vertices + Long.SIZE - 1) / Long.SIZE;
    // Fits, because a graph has at most MOST_VERTICES.
    int size = Math.multiplyExact(vertices, words);
    this.predecessors = new long[size];
    this.successors = new long[size];
    this.inDegree = new int[vertices];
    this.outDegree = new int[vertices];
    this.live = new long[words];
    this.differing = new long[words];
    for (int head = 0; head < vertices; head++) {
      for (int tail : graph.predecessors(head)) {
        set(predecessors, head, tail);
        set(successors, tail, head);
        inDegree[head]++;
        outDegree[tail]++;
      }
    }
    for (int vertex : graph.eliminable()) {
      set(live, 0, vertex);
    }
    this.liveCount = graph.eliminableCount();
    this.structures = graph.isScalar() ? null : new EdgeStructures(graph);
  }

  /**
   * Makes this state equal to another state of the same graph. Returning again and again to one
   * state, as a search does to its root, takes time only by what has been changed in between.
   *
   * @throws IllegalArgumentException if the other state belongs to another graph
   */
  public void copyFrom(EliminationState other) {
    if (other.graph != graph) {
      throw new IllegalArgumentException(
          "cannot copy a state of %s into a state of %s"
              .formatted(other.graph.name(), graph.name()));
    }
    // Row by row pays only where few rows differ, and each eliminated vertex has neighbours.
    boolean near = 8 * (other.liveCount - liveCount) <= other.liveCount;
    if (other == source && other.edition == sourceEdition && near) {
      copyDiffering(other);
    } else {
      System.arraycopy(other.predecessors, 0, predecessors, 0, predecessors.length);
      System.arraycopy(other.successors, 0, successors, 0, successors.length);
      System.arraycopy(other.inDegree, 0, inDegree, 0, inDegree.length);
      System.arraycopy(other.outDegree, 0, outDegree, 0, outDegree.length);
      if (structures != null) {
        structures.copyFrom(other.structures);
      }
    }
    System.arraycopy(other.live, 0, live, 0, words);
    liveCount = other.liveCount;
    source = other;
    sourceEdition = other.edition;
    edition++;
  }

  /**
   * Copies the rows in which this differs from the state that it was last copied from: those of the
   * vertices eliminated since, and those that held one, for all that a row gains is reached through
   * an eliminated vertex.
   */
  private void copyDiffering(EliminationState other) {
    Arrays.fill(differing, 0);
    for (int word = 0; word < words; word++) {
      for (long bits = other.live[word] & ~live[word]; bits != 0; bits &= bits - 1) {
        int eliminated = (word << 6) + Long.numberOfTrailingZeros(bits);
        int row = eliminated * words;
        for (int column = 0; column < words; column++) {
          differing[column] |= other.predecessors[row + column] | other.successors[row + column];
        }
        set(differing, 0, eliminated);
      }
    }
    for (int v = nextBit(differing, 0, 0); v >= 0; v = nextBit(differing, 0, v + 1)) {
      System.arraycopy(other.predecessors, v * words, predecessors, v * words, words);
      System.arraycopy(other.successors, v * words, successors, v * words, words);
      inDegree[v] = other.inDegree[v];
      outDegree[v] = other.outDegree[v];
      if (structures != null) {
        structures.copyEdgesFrom(v, other.structures);
      }
    }
  }

  /**
   * Eliminates a live vertex.
   *
   * @return the multiplications this took; {@link StructureTable#MANY} if that or more
   * @throws IllegalArgumentException if the vertex is an input, an output, or eliminated already
   */
  public int eliminate(int vertex) {
    if (!isLive(vertex)) {
      throw new IllegalArgumentException(
          "vertex %d of %s is not live".formatted(vertex, graph.name()));
    }
    int cost = structures == null ? inDegree[vertex] * outDegree[vertex] : multiplyEdges(vertex);
    int row = vertex * words;
    for (int word = 0; word < words; word++) {
      for (long bits = predecessors[row + word]; bits != 0; bits &= bits - 1) {
        int tail = (word << 6) + Long.numberOfTrailingZeros(bits);
        outDegree[tail] = bypass(successors, tail * words, row, vertex);
      }
      for (long bits = successors[row + word]; bits != 0; bits &= bits - 1) {
        int head = (word << 6) + Long.numberOfTrailingZeros(bits);
        inDegree[head] = bypass(predecessors, head * words, row, vertex);
      }
    }
    clear(vertex);
    return cost;
  }

  /** Multiplies the Jacobians of all in-edges with those of all out-edges, and adds them on. */
  private int multiplyEdges(int vertex) {
    int row = vertex * words;
    long cost = 0;
    for (int word = 0; word < words; word++) {
      for (long bits = predecessors[row + word]; bits != 0; bits &= bits - 1) {
        int tail = (word << 6) + Long.numberOfTrailingZeros(bits);
        cost += structures.bypass(tail, vertex, successors, row, words);
      }
    }
    return (int) Math.min(StructureTable.MANY, cost);
  }

  /**
   * Joins the eliminated vertex's row into a neighbour's and returns the neighbour's new degree.
   */
  private int bypass(long[] matrix, int neighbourRow, int vertexRow, int vertex) {
    matrix[neighbourRow + (vertex >> 6)] &= ~(1L << vertex);
    int degree = 0;
    for (int word = 0; word < words; word++) {
      long joined = matrix[neighbourRow + word] | matrix[vertexRow + word];
      matrix[neighbourRow + word] = joined;
      degree += Long.bitCount(joined);
    }
    return degree;
  }

  private void clear(int vertex) {
    int row = vertex * words;
    for (int word = 0; word < words; word++) {
      predecessors[row + word] = 0;
      successors[row + word] = 0;
    }
    if (structures != null) {
      structures.removeOutEdges(vertex);
    }
    inDegree[vertex] = 0;
    outDegree[vertex] = 0;
    live[vertex >> 6] &= ~(1L << vertex);
    liveCount--;
    edition++;
  }

  /** Returns the graph that this is a state of. */
  public ComputationalGraph graph() {
    return graph;
  }

  /**
   * Returns the multiplications that eliminating the vertex takes now: in-degree times out-degree
   * in a scalar graph, O(1); the sum of what the products cost in others, O(in-degree *
   * out-degree), {@link StructureTable#MANY} if that or more.
   */
  public int markowitzDegree(int vertex) {
    if (structures == null) {
      return inDegree[vertex] * outDegree[vertex];
    }
    int row = vertex * words;
    long cost = 0;
    for (int word = 0; word < words; word++) {
      for (long bits = predecessors[row + word]; bits != 0; bits &= bits - 1) {
        int tail = (word << 6) + Long.numberOfTrailingZeros(bits);
        cost += structures.cost(tail, vertex, successors, row, words);
      }
    }
    return (int) Math.min(StructureTable.MANY, cost);
  }

  /**
   * Returns the multiplications that eliminating the vertex takes now, however many they are.
   *
   * @throws UnmanageableStructureException if they are 2^63 or more
   */
  public long multiplications(int vertex) {
    int least = markowitzDegree(vertex);
    if (structures == null || least < StructureTable.MANY) {
      return least;
    }
    long cost = 0;
    for (int p = nextPredecessor(vertex, 0); p >= 0; p = nextPredecessor(vertex, p + 1)) {
      for (int s = nextSuccessor(vertex, 0); s >= 0; s = nextSuccessor(vertex, s + 1)) {
        cost = structures.addTo(cost, p, vertex, s);
      }
    }
    return cost;
  }

  /**
   * Returns by how much eliminating a vertex would raise the Markowitz degrees of its live
   * predecessors, in all; may be negative. Together with {@link #damageToSuccessors} the damage of
   * the vertex.
   */
  public long damageToPredecessors(int vertex) {
    long damage = 0;
    int row = vertex * words;
    for (int word = 0; word < words; word++) {
      for (long bits = predecessors[row + word] & live[word]; bits != 0; bits &= bits - 1) {
        int tail = (word << 6) + Long.numberOfTrailingZeros(bits);
        damage +=
            structures == null
                ? (long) inDegree[tail] * (successorsMissingFrom(vertex, tail) - 1)
                : structures.raiseOfTail(tail, vertex, predecessors, successors, words);
      }
    }
    return damage;
  }

  /**
   * Returns by how much eliminating a vertex would raise the Markowitz degrees of its live
   * successors, in all; may be negative.
   */
  public long damageToSuccessors(int vertex) {
    long damage = 0;
    int row = vertex * words;
    for (int word = 0; word < words; word++) {
      for (long bits = successors[row + word] & live[word]; bits != 0; bits &= bits - 1) {
        int head = (word << 6) + Long.numberOfTrailingZeros(bits);
        damage +=
            structures == null
                ? (long) outDegree[head] * (predecessorsMissingFrom(vertex, head) - 1)
                : structures.raiseOfHead(head, vertex, predecessors, successors, words);
      }
    }
    return damage;
  }

  /**
   * Returns the number of the structure that the Jacobian of an edge has.
   *
   * @throws IllegalStateException if the graph is scalar
   */
  public int structure(int tail, int head) {
    graph.structures();
    return structures.of(tail, head);
  }

  /** Returns the number of edges that arrive at the vertex. */
  public int inDegree(int vertex) {
    return inDegree[vertex];
  }

  /** Returns the number of edges that leave the vertex. */
  public int outDegree(int vertex) {
    return outDegree[vertex];
  }

  /** Tells whether the vertex is eliminable and has not been eliminated. */
  public boolean isLive(int vertex) {
    return (live[vertex >> 6] & (1L << vertex)) != 0;
  }

  /**
   * Copies the set of live vertices.
   *
   * @param into receives them as bits, as many words as the graph's vertices need
   */
  public void copyLive(long[] into) {
    System.arraycopy(live, 0, into, 0, words);
  }

  /** Returns the number of vertices that are still to be eliminated. */
  public int liveCount() {
    return liveCount;
  }

  /** Tells whether only inputs and outputs are left, so that the edges are the Jacobian. */
  public boolean isBipartite() {
    return liveCount == 0;
  }

  /**
   * Returns the smallest live vertex at or after the given index, or -1.
   *
   * @param from index at which to start
   */
  public int nextLive(int from) {
    return nextBit(live, 0, from);
  }

  /** Returns the smallest predecessor of the vertex at or after the given index, or -1. */
  public int nextPredecessor(int vertex, int from) {
    return nextBit(predecessors, vertex * words, from);
  }

  /** Returns the smallest successor of the vertex at or after the given index, or -1. */
  public int nextSuccessor(int vertex, int from) {
    return nextBit(successors, vertex * words, from);
  }

  /** Tells whether an edge leads from the first vertex to the second. */
  public boolean hasEdge(int tail, int head) {
    return (successors[tail * words + (head >> 6)] & (1L << head)) != 0;
  }

  /** Returns how many successors of the first vertex are not successors of the second. */
  public int successorsMissingFrom(int vertex, int other) {
    return countMissing(successors, vertex * words, other * words);
  }

  /** Returns how many predecessors of the first vertex are not predecessors of the second. */
  public int predecessorsMissingFrom(int vertex, int other) {
    return countMissing(predecessors, vertex * words, other * words);
  }

  /** Loads the predecessors of a vertex into a row that was made for graphs of this size. */
  public void packPredecessors(int vertex, PackedRow into) {
    into.load(predecessors, vertex * words, words);
  }

  /** Loads the successors of a vertex into a row that was made for graphs of this size. */
  public void packSuccessors(int vertex, PackedRow into) {
    into.load(successors, vertex * words, words);
  }

  /** Returns how many of the given vertices are not successors of the vertex. */
  public int successorsMissingFrom(PackedRow vertices, int vertex) {
    return vertices.missingFrom(successors, vertex * words);
  }

  /** Returns how many of the given vertices are not predecessors of the vertex. */
  public int predecessorsMissingFrom(PackedRow vertices, int vertex) {
    return vertices.missingFrom(predecessors, vertex * words);
  }

  /** Tells whether both states of a graph have the same live vertices and the same edges. */
  public boolean sameAs(EliminationState other) {
    return Arrays.equals(live, other.live)
        && Arrays.equals(predecessors, other.predecessors)
        && Arrays.equals(successors, other.successors)
        && (structures == null || structures.sameAs(other.structures));
  }

  private int countMissing(long[] matrix, int row, int otherRow) {
    int count = 0;
    for (int word = 0; word < words; word++) {
      count += Long.bitCount(matrix[row + word] & ~matrix[otherRow + word]);
    }
    return count;
  }

  private int nextBit(long[] matrix, int row, int from) {
    int word = from >> 6;
    if (word >= words) {
      return -1;
    }
    long bits = matrix[row + word] & (-1L << from);
    while (bits == 0) {
      if (++word == words) {
        return -1;
      }
      bits = matrix[row + word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(bits);
  }

  private void set(long[] matrix, int row, int column) {
    matrix[row * words + (column >> 6)] |= 1L << column;
  }
}
