package crosscountry.environment.graph;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The linearized computational graph of a function: a directed acyclic graph whose edge (i, j) says
 * that vertex j depends directly on vertex i (Griewank and Walther, Evaluating Derivatives, 2nd
 * ed., section 2.2). Immutable.
 *
 * <p>Vertices are addressed by a 0-based <em>index</em>: first the independent vertices (inputs),
 * then one vertex per equation, then one copy for every dependent vertex that another equation
 * reads, so that such a vertex can itself be eliminated. Users speak of 1-based <em>equation
 * numbers</em>; {@link #vertexOf} and {@link #equationOf} are the only places where the two meet.
 */
public final class ComputationalGraph implements Serializable {

  /**
   * Most vertices that a graph may have. Sets of vertices are rows of bits in whole {@code long}
   * words, and for more vertices one array can't hold a row of each and one more.
   */
  public static final int MOST_VERTICES = 370_702;

  private static final long serialVersionUID = 1L;

  private final String name;
  private final int inputs;
  private final int equations;
  private final int[][] predecessors;
  private final int[][] successors;
  private final int[] eliminable;

  private ComputationalGraph(
      String name,
      int inputs,
      int equations,
      List<? extends SortedSet<Integer>> predecessors,
      BitSet dependent) {
    this.name = name;
    this.inputs = inputs;
    this.equations = equations;
    int vertices = predecessors.size();
    if (vertices > MOST_VERTICES) {
      throw new GraphTooLargeException(name, vertices);
    }
    this.predecessors = new int[vertices][];
    int[] outDegrees = new int[vertices];
    for (int head = 0; head < vertices; head++) {
      this.predecessors[head] =
          predecessors.get(head).stream().mapToInt(Integer::intValue).toArray();
      for (int tail : this.predecessors[head]) {
        outDegrees[tail]++;
      }
    }
    this.successors = new int[vertices][];
    Arrays.setAll(successors, tail -> new int[outDegrees[tail]]);
    int[] filled = new int[vertices];
    for (int head = 0; head < vertices; head++) {
      for (int tail : this.predecessors[head]) {
        successors[tail][filled[tail]++] = head;
      }
    }
    this.eliminable =
        IntStream.range(inputs, inputs + equations)
            .filter(vertex -> !dependent.get(vertex))
            .toArray();
  }

  /**
   * Linearizes a program: one edge per distinct pair of an equation and a non-constant operand, but
   * none into {@code stop_gradient}.
   *
   * @throws GraphTooLargeException if the graph has more than {@link #MOST_VERTICES} vertices
   */
  static ComputationalGraph of(Program program) {
    Builder builder = new Builder(program.name(), program.inputs(), program.equations().size());
    for (int number = 1; number <= program.equations().size(); number++) {
      for (Operand operand : program.equations().get(number - 1).differentiableOperands()) {
        if (operand instanceof Operand.Input input) {
          builder.readsInput(number, input.position());
        } else if (operand instanceof Operand.Result result) {
          builder.readsResult(number, result.equation());
        }
      }
    }
    for (Operand output : program.outputs()) {
      if (output instanceof Operand.Result result) {
        builder.output(result.equation());
      }
    }
    return builder.build();
  }

  /** Returns the name of the function. */
  public String name() {
    return name;
  }

  /** Returns the number of independent vertices. */
  public int inputs() {
    return inputs;
  }

  /** Returns the number of equations, eliminable or not. */
  public int equations() {
    return equations;
  }

  /** Returns the number of vertices: inputs, equations, and copies of dependents that are read. */
  public int vertices() {
    return predecessors.length;
  }

  /** Returns the number of eliminable vertices, which is the number of moves of a game. */
  public int eliminableCount() {
    return eliminable.length;
  }

  /** Returns the indices of the eliminable vertices, ascending. */
  public int[] eliminable() {
    return eliminable.clone();
  }

  /** Returns the indices of the vertices that the vertex depends on directly, ascending. */
  public int[] predecessors(int vertex) {
    return predecessors[vertex].clone();
  }

  /** Returns the indices of the vertices that depend directly on the vertex, ascending. */
  public int[] successors(int vertex) {
    return successors[vertex].clone();
  }

  /** Tells whether the vertex is an independent (input) vertex. */
  public boolean isIndependent(int vertex) {
    return vertex < inputs;
  }

  /** Tells whether the vertex may be eliminated. */
  public boolean isEliminable(int vertex) {
    return Arrays.binarySearch(eliminable, vertex) >= 0;
  }

  /**
   * Tells whether the vertex stays as a row of the Jacobian: an output that no equation reads, or
   * the copy of one that is read.
   */
  public boolean isDependent(int vertex) {
    return vertex >= inputs && !isEliminable(vertex);
  }

  /**
   * Returns the index of an equation's vertex.
   *
   * @param equation 1-based equation number
   */
  public int vertexOf(int equation) {
    return inputs + equation - 1;
  }

  /**
   * Returns the 1-based equation number of a vertex.
   *
   * @param vertex index of an equation's vertex
   */
  public int equationOf(int vertex) {
    return vertex - inputs + 1;
  }

  /**
   * Returns the vertex that stays as the Jacobian's row of an output: the equation's own vertex if
   * no equation reads it, its copy otherwise.
   *
   * @param equation 1-based number of an equation whose result is an output
   * @throws IllegalArgumentException if the equation's result is no output
   */
  public int dependentOf(int equation) {
    int vertex = vertexOf(equation);
    if (isDependent(vertex)) {
      return vertex;
    }
    // Copies come after all equations and successors ascend, so a copy is the last successor.
    int[] readers = successors[vertex];
    if (readers.length == 0 || readers[readers.length - 1] < inputs + equations) {
      throw new IllegalArgumentException(
          "equation %d of %s is no output".formatted(equation, name));
    }
    return readers[readers.length - 1];
  }

  /** Collects edges by equation number and builds the graph. */
  public static final class Builder {

    private final String name;
    private final int inputs;
    private final int equations;
    private final List<TreeSet<Integer>> predecessors;
    private final BitSet read = new BitSet();
    private final BitSet outputs = new BitSet();

    /** Starts a graph with the given numbers of inputs and equations, and no edges. */
    public Builder(String name, int inputs, int equations) {
      this.name = name;
      this.inputs = inputs;
      this.equations = equations;
      this.predecessors = new ArrayList<>();
      for (int vertex = 0; vertex < inputs + equations; vertex++) {
        predecessors.add(new TreeSet<>());
      }
    }

    /**
     * Adds the edge from an input to an equation; a repeated edge counts once.
     *
     * @param equation 1-based number of the equation that reads
     * @param input 0-based position of the input
     * @throws IllegalArgumentException if there is no such equation or input
     */
    public Builder readsInput(int equation, int input) {
      if (input < 0 || input >= inputs) {
        throw new IllegalArgumentException(
            "equation %d of %s cannot read input %d of %d"
                .formatted(equation, name, input, inputs));
      }
      predecessors.get(head(equation)).add(input);
      return this;
    }

    /**
     * Adds the edge from one equation to a later one; a repeated edge counts once.
     *
     * @param equation 1-based number of the equation that reads
     * @param earlier 1-based number of the equation that is read
     * @throws IllegalArgumentException if there is no such equation, or the read one is not earlier
     */
    public Builder readsResult(int equation, int earlier) {
      if (earlier < 1 || earlier >= equation) {
        throw new IllegalArgumentException(
            "equation %d cannot read equation %d".formatted(equation, earlier));
      }
      int tail = head(earlier);
      predecessors.get(head(equation)).add(tail);
      read.set(tail);
      return this;
    }

    /**
     * Declares an equation's result to be an output of the function.
     *
     * @param equation 1-based equation number
     * @throws IllegalArgumentException if there is no such equation
     */
    public Builder output(int equation) {
      outputs.set(head(equation));
      return this;
    }

    /**
     * Returns the graph.
     *
     * @throws GraphTooLargeException if it has more than {@link #MOST_VERTICES} vertices
     */
    public ComputationalGraph build() {
      BitSet dependent = new BitSet();
      List<TreeSet<Integer>> edges = new ArrayList<>(predecessors);
      for (int output = outputs.nextSetBit(0);
          output >= 0;
          output = outputs.nextSetBit(output + 1)) {
        if (read.get(output)) {
          edges.add(new TreeSet<>(List.of(output)));
        } else {
          dependent.set(output);
        }
      }
      return new ComputationalGraph(name, inputs, equations, edges, dependent);
    }

    private int head(int equation) {
      if (equation < 1 || equation > equations) {
        throw new IllegalArgumentException(
            "%s has equations 1 to %d, not %d".formatted(name, equations, equation));
      }
      return inputs + equation - 1;
    }
  }
}
