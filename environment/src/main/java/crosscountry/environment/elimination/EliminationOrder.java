package crosscountry.environment.elimination;

import crosscountry.environment.graph.ComputationalGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A permutation of all eliminable vertices of one graph.
 *
 * <p>Outside, an order is a list of 1-based equation numbers, the form that Graphax takes in {@code
 * jacve(f, order=[...])}; inside, a list of vertex indices.
 */
public final class EliminationOrder {

  private final int[] equations;
  private final int[] vertices;

  private EliminationOrder(int[] equations, int[] vertices) {
    this.equations = equations;
    this.vertices = vertices;
  }

  /**
   * Validates an order of equation numbers.
   *
   * @param graph the graph that the order is for
   * @param equations 1-based equation numbers
   * @throws InvalidOrderException if a number is unknown, not eliminable, repeated or missing
   */
  public static EliminationOrder ofEquations(ComputationalGraph graph, int... equations) {
    BitSet seen = new BitSet();
    for (int position = 0; position < equations.length; position++) {
      int equation = equations[position];
      if (equation < 1 || equation > graph.equations()) {
        throw new InvalidOrderException(
            "position %d of the order names equation %d, but %s has equations 1 to %d"
                .formatted(position + 1, equation, graph.name(), graph.equations()));
      }
      if (!graph.isEliminable(graph.vertexOf(equation))) {
        throw new InvalidOrderException(
            "position %d of the order names equation %d, which is an output of %s and stays"
                .formatted(position + 1, equation, graph.name()));
      }
      if (seen.get(equation)) {
        throw new InvalidOrderException(
            "position %d of the order repeats equation %d".formatted(position + 1, equation));
      }
      seen.set(equation);
    }
    requireComplete(graph, seen);
    int[] vertices = Arrays.stream(equations).map(graph::vertexOf).toArray();
    return new EliminationOrder(equations.clone(), vertices);
  }

  /**
   * Validates an order of vertex indices.
   *
   * @param graph the graph that the order is for
   * @param vertices vertex indices
   * @throws InvalidOrderException if the vertices are not a permutation of the eliminable ones
   */
  public static EliminationOrder ofVertices(ComputationalGraph graph, int... vertices) {
    return ofEquations(graph, Arrays.stream(vertices).map(graph::equationOf).toArray());
  }

  private static void requireComplete(ComputationalGraph graph, BitSet seen) {
    List<Integer> missing = new ArrayList<>();
    for (int vertex : graph.eliminable()) {
      if (!seen.get(graph.equationOf(vertex))) {
        missing.add(graph.equationOf(vertex));
      }
    }
    if (!missing.isEmpty()) {
      String named =
          missing.stream().limit(5).map(String::valueOf).collect(Collectors.joining(", "));
      throw new InvalidOrderException(
          "the order lacks %d of the %d eliminable equations of %s: %s%s"
              .formatted(
                  missing.size(),
                  graph.eliminableCount(),
                  graph.name(),
                  named,
                  missing.size() > 5 ? ", ..." : ""));
    }
  }

  /** Returns the number of eliminations. */
  public int length() {
    return vertices.length;
  }

  /** Returns the 1-based equation numbers in order of elimination. */
  public int[] equations() {
    return equations.clone();
  }

  /** Returns the vertex indices in order of elimination. */
  public int[] vertices() {
    return vertices.clone();
  }

  /** Returns the vertex index that is eliminated at a 0-based step. */
  public int vertex(int step) {
    return vertices[step];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EliminationOrder order && Arrays.equals(vertices, order.vertices);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(vertices);
  }

  @Override
  public String toString() {
    return Arrays.toString(equations);
  }
}
