package crosscountry.environment.bounds;

import crosscountry.environment.graph.ComputationalGraph;

/**
 * Lower bounds on what each vertex must cost, whenever it is eliminated.
 *
 * <p>When v is eliminated, its predecessors separate it from the inputs and its successors separate
 * it from the outputs. So its in-degree is at least the minimum vertex cut between the inputs and
 * v, its out-degree at least the cut between v and the outputs, and its cost at least their
 * product. By Menger's theorem a cut is the greatest number of paths that share no vertex but v,
 * found here by augmenting paths in O(cut * edges) per vertex.
 */
public final class CutBounds {

  private final int[] inCut;
  private final int[] outCut;
  private final long total;

  private CutBounds(int[] inCut, int[] outCut, long total) {
    this.inCut = inCut;
    this.outCut = outCut;
    this.total = total;
  }

  /** Computes the bounds of a graph; O(vertices * cut * edges). */
  public static CutBounds of(ComputationalGraph graph) {
    int vertices = graph.vertices();
    DisjointPaths toInputs = new DisjointPaths(vertices, graph::predecessors, graph::isIndependent);
    DisjointPaths toOutputs = new DisjointPaths(vertices, graph::successors, graph::isDependent);
    int[] inCut = new int[vertices];
    int[] outCut = new int[vertices];
    long total = 0;
    for (int vertex : graph.eliminable()) {
      inCut[vertex] = toInputs.count(vertex);
      outCut[vertex] = toOutputs.count(vertex);
      total += (long) inCut[vertex] * outCut[vertex];
    }
    return new CutBounds(inCut, outCut, total);
  }

  /** Returns the least in-degree that the vertex can have when it is eliminated. */
  public int inCut(int vertex) {
    return inCut[vertex];
  }

  /** Returns the least out-degree that the vertex can have when it is eliminated. */
  public int outCut(int vertex) {
    return outCut[vertex];
  }

  /** Returns the least multiplications that eliminating the vertex can take. */
  public int bound(int vertex) {
    return inCut[vertex] * outCut[vertex];
  }

  /** Returns a lower bound on the multiplications of every order: the sum over all vertices. */
  public long total() {
    return total;
  }
}
