package crosscountry.environment.bounds;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.structure.AlphaGradRules;
import crosscountry.environment.structure.JacobianStructure;
import crosscountry.environment.structure.Shape;
import crosscountry.environment.structure.StructureTable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToLongFunction;

/**
 * Which edges of a graph with tensors are known to stay costly, whatever is added to them and
 * whatever else of a path they are multiplied with, and what the product of two such edges takes at
 * least. The proofs are those of {@link CutBounds}. Immutable.
 */
final class ValuedEdges {

  private final ComputationalGraph graph;
  private final EliminationState initial;
  private final StructureTable table;
  private final boolean published;
  private final boolean empty;

  /** The least size that an axis of a vertex may count with: [vertex][axis], none if published. */
  private final int[][] sizes;

  private ValuedEdges(ComputationalGraph graph) {
    this.graph = graph;
    this.initial = new EliminationState(graph);
    this.table = graph.structures();
    this.published = table.rules() == AlphaGradRules.ALPHAGRAD;
    this.empty = hasEmptyTensor();
    this.sizes = new int[graph.vertices()][0];
    if (!published) {
      limitSizes();
    }
  }

  private boolean hasEmptyTensor() {
    for (int head = 0; head < graph.vertices(); head++) {
      for (int tail : graph.predecessors(head)) {
        JacobianStructure edge = edge(tail, head);
        if (edge.head().sizes().contains(0) || edge.tail().sizes().contains(0)) {
          return true;
        }
      }
    }
    return false;
  }

  private void limitSizes() {
    for (int head = 0; head < sizes.length; head++) {
      for (int tail : graph.predecessors(head)) {
        JacobianStructure edge = edge(tail, head);
        limit(head, edge.head());
        limit(tail, edge.tail());
      }
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int head = 0; head < sizes.length; head++) {
        for (int tail : graph.predecessors(head)) {
          changed |= levelTies(tail, head);
        }
      }
    }
  }

  /**
   * Looks at the edges of a graph.
   *
   * @throws IllegalStateException if the graph is scalar
   */
  static ValuedEdges of(ComputationalGraph graph) {
    return new ValuedEdges(graph);
  }

  private JacobianStructure edge(int tail, int head) {
    return table.structure(initial.structure(tail, head));
  }

  private void limit(int vertex, Shape shape) {
    int[] own = shape.sizes().stream().mapToInt(Integer::intValue).toArray();
    int[] before = sizes[vertex];
    if (before.length > 0) {
      Arrays.setAll(own, axis -> Math.min(own[axis], before[axis]));
    }
    sizes[vertex] = own;
  }

  /** Gives axes that are tied the size of the smaller. */
  private boolean levelTies(int tail, int head) {
    JacobianStructure edge = edge(tail, head);
    boolean changed = false;
    for (int axis = 0; axis < edge.head().rank(); axis++) {
      if (edge.isHeadTied(axis)) {
        int other = edge.tailAxisOf(axis);
        int least = Math.min(sizes[head][axis], sizes[tail][other]);
        changed |= sizes[head][axis] != least || sizes[tail][other] != least;
        sizes[head][axis] = least;
        sizes[tail][other] = least;
      }
    }
    return changed;
  }

  /**
   * Returns what the products of all pairs of paths take at least, capped at 2^31 - 1.
   *
   * @param toInputs paths along predecessors
   * @param toOutputs paths along successors
   */
  int pairs(int vertex, DisjointPaths toInputs, DisjointPaths toOutputs) {
    int[] tails = linked(vertex, tails(vertex), toInputs);
    int[] heads = linked(vertex, heads(vertex), toOutputs);
    long sum = 0;
    for (int tail : tails) {
      for (int head : heads) {
        sum += price(tail, vertex, head);
      }
    }
    return (int) Math.min(Integer.MAX_VALUE, sum);
  }

  /** Returns the neighbours with which as many paths as possible can begin at once. */
  private static int[] linked(int vertex, int[] neighbours, DisjointPaths paths) {
    paths.begin(vertex);
    return Arrays.stream(neighbours).filter(paths::grow).toArray();
  }

  /**
   * Returns what every product of two edges that stay costly takes at least, capped at 2^31 - 1; 1
   * if there are none.
   */
  long leastPrice(int vertex) {
    long least = Integer.MAX_VALUE;
    boolean any = false;
    for (int tail : tails(vertex)) {
      for (int head : heads(vertex)) {
        least = Math.min(least, price(tail, vertex, head));
        any = true;
      }
    }
    return any ? least : 1;
  }

  /** Returns the predecessors whose edge to a vertex stays costly, those that cost most first. */
  int[] tails(int vertex) {
    return dearestFirst(
        Arrays.stream(graph.predecessors(vertex))
            .filter(tail -> !empty && edge(tail, vertex).hasValues())
            .toArray(),
        tail -> elements(vertex, edge(tail, vertex), null));
  }

  /** Returns the successors whose edge from a vertex stays costly, those that cost most first. */
  int[] heads(int vertex) {
    return dearestFirst(
        Arrays.stream(graph.successors(vertex))
            .filter(head -> !empty && staysCostly(edge(vertex, head)))
            .toArray(),
        head -> elements(vertex, null, edge(vertex, head)));
  }

  private static int[] dearestFirst(int[] vertices, ToLongFunction<Integer> price) {
    return Arrays.stream(vertices)
        .boxed()
        .sorted(Comparator.comparingLong(price).reversed())
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private boolean staysCostly(JacobianStructure out) {
    return out.hasValues() && (!published || variesAlongTail(out));
  }

  private static boolean variesAlongTail(JacobianStructure edge) {
    for (int axis = 0; axis < edge.tail().rank(); axis++) {
      if (edge.tailVaries(axis)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns what the product of an in-edge and an out-edge takes at least, capped at 2^31 - 1.
   *
   * @param tail one of {@link #tails}
   * @param head one of {@link #heads}
   */
  private long price(int tail, int vertex, int head) {
    return elements(vertex, edge(tail, vertex), edge(vertex, head));
  }

  /** Returns the sizes of the axes of a vertex along which one of two edges varies, multiplied. */
  private long elements(int vertex, JacobianStructure in, JacobianStructure out) {
    long elements = 1;
    for (int axis = 0; axis < sizes[vertex].length; axis++) {
      if ((in != null && in.headVaries(axis)) || (out != null && out.tailVaries(axis))) {
        elements = Math.min(Integer.MAX_VALUE, elements * sizes[vertex][axis]);
      }
    }
    return elements;
  }
}
