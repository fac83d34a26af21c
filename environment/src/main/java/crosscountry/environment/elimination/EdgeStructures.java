package crosscountry.environment.elimination;

import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.structure.StructureTable;
import java.util.Arrays;

/**
 * The structures of the Jacobians on the edges of one state, as numbers in the graph's table: a
 * matrix with a row for each tail. Entries of absent edges are {@link StructureTable#NONE}.
 */
final class EdgeStructures {

  private final StructureTable table;
  private final int vertices;

  /** [tail][head]. */
  private final char[] numbers;

  EdgeStructures(ComputationalGraph graph) {
    this.table = graph.structures();
    this.vertices = graph.vertices();
    this.numbers = new char[Math.multiplyExact(vertices, vertices)];
    for (int head = 0; head < vertices; head++) {
      int[] tails = graph.predecessors(head);
      int[] into = graph.structuresInto(head);
      for (int edge = 0; edge < tails.length; edge++) {
        numbers[tails[edge] * vertices + head] = (char) into[edge];
      }
    }
  }

  void copyFrom(EdgeStructures other) {
    System.arraycopy(other.numbers, 0, numbers, 0, numbers.length);
  }

  /** Copies all edges that leave a vertex. */
  void copyEdgesFrom(int vertex, EdgeStructures other) {
    System.arraycopy(other.numbers, vertex * vertices, numbers, vertex * vertices, vertices);
  }

  int of(int tail, int head) {
    return numbers[tail * vertices + head];
  }

  boolean sameAs(EdgeStructures other) {
    return Arrays.equals(numbers, other.numbers);
  }

  /**
   * Multiplies one in-edge of a vertex with all its out-edges, adds the products onto the edges
   * that they run parallel to, and removes the in-edge.
   *
   * @param successors bits of the vertex's successors from {@code row} on
   * @return the multiplications this took, of which a product counts at most 2^31 - 1
   */
  long bypass(int tail, int vertex, long[] successors, int row, int words) {
    int tailRow = tail * vertices;
    int vertexRow = vertex * vertices;
    int in = numbers[tailRow + vertex];
    long cost = 0;
    for (int word = 0; word < words; word++) {
      for (long bits = successors[row + word]; bits != 0; bits &= bits - 1) {
        int head = (word << 6) + Long.numberOfTrailingZeros(bits);
        int out = numbers[vertexRow + head];
        cost += table.multiplications(in, out);
        int product = table.product(in, out);
        int existing = numbers[tailRow + head];
        numbers[tailRow + head] =
            (char) (existing == StructureTable.NONE ? product : table.sum(existing, product));
      }
    }
    numbers[tailRow + vertex] = StructureTable.NONE;
    return cost;
  }

  /** Returns the multiplications that {@link #bypass} takes. */
  long cost(int tail, int vertex, long[] successors, int row, int words) {
    int vertexRow = vertex * vertices;
    int in = numbers[tail * vertices + vertex];
    long cost = 0;
    for (int word = 0; word < words; word++) {
      for (long bits = successors[row + word]; bits != 0; bits &= bits - 1) {
        int head = (word << 6) + Long.numberOfTrailingZeros(bits);
        cost += table.multiplications(in, numbers[vertexRow + head]);
      }
    }
    return cost;
  }

  /**
   * Returns by how much eliminating a vertex would raise what eliminating one of its predecessors
   * takes: for each in-edge of the predecessor, the product with its edge to the vertex goes, and
   * the products with its edges to the vertex's successors become others.
   *
   * @param tail the predecessor
   * @param predecessors bits of all vertices' predecessors
   * @param successors bits of all vertices' successors
   * @param words length of a row of either
   */
  long raiseOfTail(int tail, int vertex, long[] predecessors, long[] successors, int words) {
    int first = numbers[tail * vertices + vertex];
    long raise = 0;
    for (int word = 0; word < words; word++) {
      for (long heads = successors[vertex * words + word]; heads != 0; heads &= heads - 1) {
        int head = (word << 6) + Long.numberOfTrailingZeros(heads);
        int existing = numbers[tail * vertices + head];
        int product = table.product(first, numbers[vertex * vertices + head]);
        if (existing == StructureTable.NONE) {
          raise += costBefore(tail, product, predecessors, words);
        } else {
          int sum = table.sum(existing, product);
          if (sum != existing) {
            raise += costBefore(tail, sum, predecessors, words);
            raise -= costBefore(tail, existing, predecessors, words);
          }
        }
      }
    }
    return raise - costBefore(tail, first, predecessors, words);
  }

  /** Like {@link #raiseOfTail} for a successor of the vertex. */
  long raiseOfHead(int head, int vertex, long[] predecessors, long[] successors, int words) {
    int second = numbers[vertex * vertices + head];
    long raise = 0;
    for (int word = 0; word < words; word++) {
      for (long tails = predecessors[vertex * words + word]; tails != 0; tails &= tails - 1) {
        int tail = (word << 6) + Long.numberOfTrailingZeros(tails);
        int existing = numbers[tail * vertices + head];
        int product = table.product(numbers[tail * vertices + vertex], second);
        if (existing == StructureTable.NONE) {
          raise += costAfter(product, head, successors, words);
        } else {
          int sum = table.sum(existing, product);
          if (sum != existing) {
            raise += costAfter(sum, head, successors, words);
            raise -= costAfter(existing, head, successors, words);
          }
        }
      }
    }
    return raise - costAfter(second, head, successors, words);
  }

  /** Returns what multiplying all in-edges of a vertex with an edge of a given structure takes. */
  private long costBefore(int vertex, int out, long[] predecessors, int words) {
    long cost = 0;
    for (int word = 0; word < words; word++) {
      for (long bits = predecessors[vertex * words + word]; bits != 0; bits &= bits - 1) {
        int tail = (word << 6) + Long.numberOfTrailingZeros(bits);
        cost += table.multiplications(numbers[tail * vertices + vertex], out);
      }
    }
    return cost;
  }

  /** Returns what multiplying an edge of a given structure with all out-edges of a vertex takes. */
  private long costAfter(int in, int vertex, long[] successors, int words) {
    long cost = 0;
    for (int word = 0; word < words; word++) {
      for (long bits = successors[vertex * words + word]; bits != 0; bits &= bits - 1) {
        int head = (word << 6) + Long.numberOfTrailingZeros(bits);
        cost += table.multiplications(in, numbers[vertex * vertices + head]);
      }
    }
    return cost;
  }

  /** Adds what one product takes, however much it is, to a count. */
  long addTo(long count, int tail, int vertex, int head) {
    return table.addExactly(count, of(tail, vertex), of(vertex, head));
  }

  /** Removes all edges out of a vertex. */
  void removeOutEdges(int vertex) {
    Arrays.fill(numbers, vertex * vertices, (vertex + 1) * vertices, (char) StructureTable.NONE);
  }
}
