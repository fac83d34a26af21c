package crosscountry.optimality;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * For each two comparable vertices, which is eliminated first; an order if there is no cycle.
 * Immutable.
 */
final class Tournament {

  private static final int NONE = -1;

  private final int[] vertices;

  /** Of each vertex those that come after it: [vertex]. */
  private final BitSet[] later;

  private final BitSet[] earlier;

  /**
   * Creates a tournament.
   *
   * @param precedences one for each two comparable vertices
   */
  Tournament(Comparabilities pairs, int size, List<Precedence> precedences) {
    this.vertices = pairs.vertices();
    this.later = new BitSet[size];
    this.earlier = new BitSet[size];
    for (int vertex : vertices) {
      later[vertex] = new BitSet();
      earlier[vertex] = new BitSet();
    }
    for (Precedence precedence : precedences) {
      later[precedence.first()].set(precedence.second());
      earlier[precedence.second()].set(precedence.first());
    }
  }

  /**
   * Returns an order of the vertices that contradicts no precedence if there is no cycle, and few
   * otherwise.
   */
  int[] order() {
    BitSet left = new BitSet();
    int[] pending = new int[later.length];
    for (int vertex : vertices) {
      left.set(vertex);
      pending[vertex] = earlier[vertex].cardinality();
    }
    int[] order = new int[vertices.length];
    for (int step = 0; step < order.length; step++) {
      int next = left.nextSetBit(0);
      for (int vertex = next; vertex >= 0; vertex = left.nextSetBit(vertex + 1)) {
        if (pending[vertex] < pending[next]) {
          next = vertex;
        }
      }
      order[step] = next;
      left.clear(next);
      later[next].stream().forEach(vertex -> pending[vertex]--);
    }
    return order;
  }

  /**
   * Returns shortest cycles, at most one through each precedence, none twice; each as its vertices
   * in turn, the smallest first.
   */
  List<List<Integer>> cycles() {
    List<List<Integer>> cycles = new ArrayList<>();
    for (int first : vertices) {
      int[] from = breadthFirst(first);
      earlier[first].stream()
          .filter(last -> from[last] != NONE)
          .mapToObj(last -> path(from, first, last))
          .filter(cycle -> cycle.stream().allMatch(vertex -> vertex >= first))
          .forEach(cycles::add);
    }
    return cycles;
  }

  private int[] breadthFirst(int start) {
    int[] from = new int[later.length];
    Arrays.fill(from, NONE);
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    queue.add(start);
    from[start] = start;
    while (!queue.isEmpty()) {
      int vertex = queue.remove();
      later[vertex].stream()
          .filter(next -> from[next] == NONE)
          .forEach(
              next -> {
                from[next] = vertex;
                queue.add(next);
              });
    }
    return from;
  }

  private static List<Integer> path(int[] from, int first, int last) {
    ArrayDeque<Integer> path = new ArrayDeque<>();
    for (int vertex = last; vertex != first; vertex = from[vertex]) {
      path.addFirst(vertex);
    }
    path.addFirst(first);
    return List.copyOf(path);
  }
}
