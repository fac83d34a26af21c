package crosscountry.environment.graph;

import crosscountry.environment.structure.Content;
import crosscountry.environment.structure.JacobianStructure;
import crosscountry.environment.structure.PrincipleRules;
import crosscountry.environment.structure.Shape;
import crosscountry.environment.structure.StructureRules;
import crosscountry.environment.structure.StructureTable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
 *
 * <p>In a scalar graph every edge carries one value. In others each carries a Jacobian with a
 * structure, a number in the graph's own {@link StructureTable}.
 */
public final class ComputationalGraph implements Serializable {

  /**
   * Most vertices that a graph may have. Sets of vertices are rows of bits in whole {@code long}
   * words, and for more vertices one array can't hold a row of each and one more.
   */
  public static final int MOST_VERTICES = 370_702;

  /** Most vertices that a graph with tensors may have: one array holds a number for each pair. */
  public static final int MOST_TENSOR_VERTICES = 46_340;

  private static final long serialVersionUID = 1L;

  private final String name;
  private final int inputs;
  private final int equations;
  private final int[][] predecessors;
  private final int[][] successors;
  private final int[] eliminable;

  private final boolean setDetermined;

  /** Null in a scalar graph. */
  private final StructureTable structures;

  /** Number of the structure of each edge, as {@link #predecessors}; null in a scalar graph. */
  private final int[][] structureNumbers;

  private ComputationalGraph(
      Builder builder,
      List<? extends SortedMap<Integer, JacobianStructure>> predecessors,
      BitSet dependent) {
    this.name = builder.name;
    this.inputs = builder.inputs;
    this.equations = builder.equations;
    int vertices = predecessors.size();
    boolean scalar =
        predecessors.stream()
            .flatMap(edges -> edges.values().stream())
            .allMatch(JacobianStructure::isScalar);
    int most = scalar ? MOST_VERTICES : MOST_TENSOR_VERTICES;
    if (vertices > most) {
      throw new GraphTooLargeException(name, vertices, most);
    }
    this.predecessors = new int[vertices][];
    int[] outDegrees = new int[vertices];
    for (int head = 0; head < vertices; head++) {
      this.predecessors[head] =
          predecessors.get(head).keySet().stream().mapToInt(Integer::intValue).toArray();
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
    this.setDetermined =
        scalar
            || (builder.rules.setDetermined()
                && predecessors.stream().allMatch(ComputationalGraph::isDistributive));
    this.structures = scalar ? null : new StructureTable(builder.rules);
    this.structureNumbers =
        scalar
            ? null
            : predecessors.stream()
                .map(edges -> edges.values().stream().mapToInt(structures::number).toArray())
                .toArray(int[][]::new);
  }

  /** Tells whether products distribute over the sums that can arise of the edges into a vertex. */
  private static boolean isDistributive(SortedMap<Integer, JacobianStructure> edges) {
    return edges.values().stream()
        .allMatch(
            edge ->
                edge.isWithoutReplication()
                    && (edges.size() == 1 || edge.content() != Content.COPY));
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

  /** Tells whether every edge carries one value, so that each product is one multiplication. */
  public boolean isScalar() {
    return structures == null;
  }

  /**
   * Returns the structures of this graph's edges and of what becomes of them; every state of the
   * graph uses the same.
   *
   * @throws IllegalStateException if the graph is scalar, so that edges have no structures
   */
  public StructureTable structures() {
    if (structures == null) {
      throw new IllegalStateException(name + " is a scalar graph");
    }
    return structures;
  }

  /**
   * Tells whether what is left of this graph is known to depend only on the set of eliminated
   * vertices, and not on their order: in scalar graphs always, in others by {@link
   * StructureRules#setDetermined} if no edge has a replicated axis, and no copy leads to where
   * other edges lead, too. (That this is enough is tested, not proven.)
   */
  public boolean isSetDetermined() {
    return setDetermined;
  }

  /**
   * Returns the numbers of the structures of the edges into a vertex, as {@link #predecessors}.
   *
   * @throws IllegalStateException if the graph is scalar, so that edges have no structures
   */
  public int[] structuresInto(int vertex) {
    structures();
    return structureNumbers[vertex].clone();
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

  /** Returns the vertex of an operand, or -1 for a constant, which has none. */
  public int vertexOf(Operand operand) {
    if (operand instanceof Operand.Input input) {
      return input.position();
    }
    return operand instanceof Operand.Result result ? vertexOf(result.equation()) : -1;
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

    private static final JacobianStructure ONE_VALUE =
        JacobianStructure.dense(Shape.SCALAR, Shape.SCALAR);

    private final String name;
    private final int inputs;
    private final int equations;
    private final StructureRules rules;
    private final List<TreeMap<Integer, JacobianStructure>> predecessors;
    private final BitSet read = new BitSet();
    private final TreeMap<Integer, JacobianStructure> outputs = new TreeMap<>();

    /** Starts a scalar graph with the given numbers of inputs and equations, and no edges. */
    public Builder(String name, int inputs, int equations) {
      this(name, inputs, equations, PrincipleRules.PRINCIPLE);
    }

    /**
     * Starts a graph with the given numbers of inputs and equations, and no edges.
     *
     * @param rules how Jacobians are multiplied and added
     */
    public Builder(String name, int inputs, int equations, StructureRules rules) {
      this.name = name;
      this.inputs = inputs;
      this.equations = equations;
      this.rules = rules;
      this.predecessors = new ArrayList<>();
      for (int vertex = 0; vertex < inputs + equations; vertex++) {
        predecessors.add(new TreeMap<>());
      }
    }

    /** Adds the edge of one value from an input to an equation; see the other method. */
    public Builder readsInput(int equation, int input) {
      return readsInput(equation, input, ONE_VALUE);
    }

    /**
     * Adds the edge from an input to an equation; of a repeated edge, the last structure counts.
     *
     * @param equation 1-based number of the equation that reads
     * @param input 0-based position of the input
     * @throws IllegalArgumentException if there is no such equation or input
     */
    public Builder readsInput(int equation, int input, JacobianStructure structure) {
      if (input < 0 || input >= inputs) {
        throw new IllegalArgumentException(
            "equation %d of %s cannot read input %d of %d"
                .formatted(equation, name, input, inputs));
      }
      predecessors.get(head(equation)).put(input, structure);
      return this;
    }

    /** Adds the edge of one value from one equation to a later one; see the other method. */
    public Builder readsResult(int equation, int earlier) {
      return readsResult(equation, earlier, ONE_VALUE);
    }

    /**
     * Adds the edge from one equation to a later one; of a repeated edge, the last structure
     * counts.
     *
     * @param equation 1-based number of the equation that reads
     * @param earlier 1-based number of the equation that is read
     * @throws IllegalArgumentException if there is no such equation, or the read one is not earlier
     */
    public Builder readsResult(int equation, int earlier, JacobianStructure structure) {
      if (earlier < 1 || earlier >= equation) {
        throw new IllegalArgumentException(
            "equation %d cannot read equation %d".formatted(equation, earlier));
      }
      int tail = head(earlier);
      predecessors.get(head(equation)).put(tail, structure);
      read.set(tail);
      return this;
    }

    /**
     * Adds the edge from any other equation to one whose result nobody reads, so that no cycle can
     * arise even if the other is later.
     *
     * @param equation 1-based number of the equation whose result nobody reads
     * @param other 1-based number of the equation that is read
     * @throws IllegalArgumentException if there is no such equation, or both are the same
     */
    public Builder deadEndReads(int equation, int other, JacobianStructure structure) {
      if (other == equation) {
        throw new IllegalArgumentException("equation %d cannot read itself".formatted(equation));
      }
      int tail = head(other);
      predecessors.get(head(equation)).put(tail, structure);
      read.set(tail);
      return this;
    }

    /** Declares the one value of an equation's result to be an output; see the other method. */
    public Builder output(int equation) {
      return output(equation, ONE_VALUE);
    }

    /**
     * Declares an equation's result to be an output of the function.
     *
     * @param equation 1-based equation number
     * @param copy structure of the edge into the output's copy, if an equation reads the output
     * @throws IllegalArgumentException if there is no such equation
     */
    public Builder output(int equation, JacobianStructure copy) {
      outputs.put(head(equation), copy);
      return this;
    }

    /**
     * Returns the graph.
     *
     * @throws GraphTooLargeException if it has more vertices than are supported
     */
    public ComputationalGraph build() {
      BitSet dependent = new BitSet();
      List<TreeMap<Integer, JacobianStructure>> edges = new ArrayList<>(predecessors);
      outputs.forEach(
          (output, copy) -> {
            if (read.get(output)) {
              edges.add(new TreeMap<>(Map.of(output, copy)));
            } else {
              dependent.set(output);
            }
          });
      return new ComputationalGraph(this, edges, dependent);
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
