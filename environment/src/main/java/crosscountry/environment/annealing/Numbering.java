package crosscountry.environment.annealing;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.reduction.Opening;
import java.util.stream.IntStream;

/**
 * Numbers the vertices that an opening leaves anew, from 0 and without gaps, so that sets of them
 * are short.
 */
final class Numbering {

  private final Opening opening;

  /** The vertex that each of those left is in the graph. */
  private final int[] names;

  /** The number of each vertex of the graph among those left. */
  private final int[] numbers;

  Numbering(Opening opening) {
    EliminationState start = opening.left();
    ComputationalGraph graph = start.graph();
    this.opening = opening;
    this.names =
        IntStream.range(0, graph.vertices())
            .filter(vertex -> start.isLive(vertex) || !graph.isEliminable(vertex))
            .toArray();
    this.numbers = new int[graph.vertices()];
    for (int number = 0; number < names.length; number++) {
      numbers[names[number]] = number;
    }
  }

  /** Returns how many vertices are left, with inputs and outputs. */
  int count() {
    return names.length;
  }

  /** Returns the vertex of the graph that has a number. */
  int name(int number) {
    return names[number];
  }

  /** Returns the number of a vertex of the graph. */
  int number(int vertex) {
    return numbers[vertex];
  }

  /** Returns the numbers in which an order goes on after the opening. */
  int[] restOf(int[] order) {
    return IntStream.of(opening.restOf(order)).map(vertex -> numbers[vertex]).toArray();
  }

  /** Returns the vertices of the graph in the order of numbers, the opening first. */
  int[] order(int[] rest) {
    return opening.followedBy(IntStream.of(rest).map(number -> names[number]).toArray());
  }
}
