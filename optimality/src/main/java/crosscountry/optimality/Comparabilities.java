package crosscountry.optimality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The pairs of live vertices of which one depends on the other. Only their precedence has a part in
 * what an order costs: paths through eliminated vertices lead along the edges.
 */
final class Comparabilities {

  private final int[] vertices;
  private final int[][] ancestors;

  Comparabilities(Kernel kernel) {
    this.vertices = kernel.vertices();
    this.ancestors = new int[kernel.graph().vertices()][];
    for (int vertex : vertices) {
      ancestors[vertex] =
          Arrays.stream(kernel.reachable(Side.IN, vertex)).filter(kernel::isLive).toArray();
    }
  }

  /** Returns the live vertices, ascending. */
  int[] vertices() {
    return vertices;
  }

  /** Returns the live vertices on which a live vertex depends, ascending. */
  int[] ancestors(int vertex) {
    return ancestors[vertex];
  }

  /** Returns all triples a, b, c where c depends on b and b on a, or none if they are too many. */
  List<int[]> chainsOfThree(int most) {
    List<int[]> chains = new ArrayList<>();
    for (int last : vertices) {
      for (int middle : ancestors[last]) {
        for (int first : ancestors[middle]) {
          chains.add(new int[] {first, middle, last});
        }
        if (chains.size() > most) {
          return List.of();
        }
      }
    }
    return chains;
  }
}
