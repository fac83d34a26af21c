package crosscountry.environment.bounds;

import crosscountry.environment.graph.ComputationalGraph;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * In one direction, the minimum vertex cut between each live vertex and the terminals in what is
 * left of a graph, and by how much it would grow without one of its members. Where only some edges
 * count of those that the vertex had at first, only paths count that begin with such an edge.
 *
 * <p>Eliminated vertices cannot be in a cut, as if they could carry any number of paths. So a cut
 * stays a minimum until one of its members is eliminated, and the same holds for the cuts that
 * would take its place.
 */
final class LiveCuts {

  private final ComputationalGraph graph;
  private final DisjointPaths paths;
  private final int words;
  private final int[] size;

  /** Members that can be eliminated: [vertex][place], more places than there are members. */
  private final int[][] members;

  /** By how much the cut would grow without the member: [vertex][place]. */
  private final int[][] growths;

  private final int[] memberCount;

  /** Members of the cut and of those that would take its place: [vertex][word]. */
  private final long[] supports;

  private LiveCuts(
      ComputationalGraph graph,
      IntFunction<int[]> first,
      IntFunction<int[]> next,
      IntPredicate terminal) {
    int vertices = graph.vertices();
    this.graph = graph;
    this.paths = new DisjointPaths(vertices, first, next, terminal);
    this.words = (vertices + Long.SIZE - 1) / Long.SIZE;
    this.size = new int[vertices];
    this.members = new int[vertices][0];
    this.growths = new int[vertices][0];
    this.memberCount = new int[vertices];
    this.supports = new long[vertices * words];
  }

  /**
   * Looks from vertices to the inputs.
   *
   * @param first the predecessors of a vertex whose edges count
   */
  static LiveCuts toInputs(ComputationalGraph graph, IntFunction<int[]> first) {
    return new LiveCuts(graph, first, graph::predecessors, graph::isIndependent);
  }

  /**
   * Looks from vertices to the outputs.
   *
   * @param first the successors of a vertex whose edges count
   */
  static LiveCuts toOutputs(ComputationalGraph graph, IntFunction<int[]> first) {
    return new LiveCuts(graph, first, graph::successors, graph::isDependent);
  }

  /** Takes note that a vertex is eliminated; cuts that it supports must be computed anew. */
  void eliminate(int vertex) {
    paths.lift(vertex);
  }

  /** Tells whether the elimination of one vertex can change what is known of another's cut. */
  boolean isSupportedBy(int vertex, int eliminated) {
    return (supports[vertex * words + (eliminated >> 6)] & (1L << eliminated)) != 0;
  }

  /** Computes the cut of a live vertex. */
  void compute(int vertex) {
    for (int word = 0; word < words; word++) {
      supports[vertex * words + word] = 0;
    }
    size[vertex] = paths.count(vertex);
    if (members[vertex].length < paths.cutSize()) {
      members[vertex] = new int[2 * paths.cutSize()];
      growths[vertex] = new int[2 * paths.cutSize()];
    }
    int count = 0;
    for (int place = 0; place < paths.cutSize(); place++) {
      if (graph.isEliminable(paths.cutMember(place))) {
        members[vertex][count++] = paths.cutMember(place);
      }
    }
    memberCount[vertex] = count;
    support(vertex);
    for (int place = 0; place < count; place++) {
      growths[vertex][place] = paths.growthByLifting(members[vertex][place]);
      support(vertex);
    }
  }

  private void support(int vertex) {
    for (int place = 0; place < paths.cutSize(); place++) {
      int member = paths.cutMember(place);
      supports[vertex * words + (member >> 6)] |= 1L << member;
    }
  }

  /** Returns the size of the cut of a live vertex. */
  int size(int vertex) {
    return size[vertex];
  }

  /**
   * Adds, for each member of a vertex's cut, how much the cut would grow without it.
   *
   * @param factor what a growth by 1 counts
   * @param sums where to add: [member]
   */
  void addGrowths(int vertex, long factor, long[] sums) {
    for (int place = 0; place < memberCount[vertex]; place++) {
      sums[members[vertex][place]] += factor * growths[vertex][place];
    }
  }
}
