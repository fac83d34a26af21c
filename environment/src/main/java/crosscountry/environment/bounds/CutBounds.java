package crosscountry.environment.bounds;

import crosscountry.environment.graph.ComputationalGraph;

/**
 * Lower bounds on what each vertex must cost, whenever it is eliminated.
 *
 * <p>When v is eliminated, its predecessors separate it from the inputs and its successors separate
 * it from the outputs. So its in-degree is at least the minimum vertex cut between the inputs and
 * v, its out-degree at least the cut between v and the outputs, and in a scalar graph its cost at
 * least their product. By Menger's theorem a cut is the greatest number of paths that share no
 * vertex but v, found here by augmenting paths in O(cut * edges) per vertex.
 *
 * <p>With tensors, products are free of which one factor has no values of its own ({@link
 * crosscountry.environment.structure.Content}), so that degrees bound nothing. There, take paths
 * from inputs to v that share no vertex but v, and whose last edges have values in the original
 * graph; and likewise paths from v to outputs, whose first edges have values. The bound is the sum,
 * over all pairs of such paths, of what the product of the two edges at v takes at least.
 *
 * <p>Proof, for {@code PrincipleRules}. When v is eliminated after a set E, the part of a path into
 * v behind its last vertex u outside E has become one summand of the edge (u, v), and paths that
 * share only v have different u. Of this edge, by induction over eliminations: (1) it has values,
 * for a product has values if a factor has, and a sum if a summand has; a copy hands over the other
 * factor or summand as it is. (2) Along an axis of v along which the path's last edge varied, it
 * varies: a product varies along an axis of its head if the out-edge does, and a sum if a summand
 * does. (3) Its head has the axes of v, and ties join only axes that original ties connect. The
 * same holds of the tail of what becomes of a path out of v. So the pair of edges costs: it takes
 * one multiplication per combination of the indices of all classes of axes that have values. Each
 * axis of v is in a class of its own, as ties join an axis to one other; where one of the two edges
 * varies along it, its class has values, and counts with the size of one of the axes that are tied
 * together. That is at least the least size of all axes that ties of the original graph connect
 * with this one, directly or not. (Ties of AlphaGrad's elementals may connect axes of different
 * sizes.) An empty tensor makes products free: if there is one, the bound is zero.
 *
 * <p>For {@code AlphaGradRules}, whose deviating cells can lose or exchange varying axes and join
 * axes by wrong ties, every pair counts 1. (1) holds of paths into v, since no deviating product
 * with an out-edge that has values is without, and no sum. The product of an in-edge that has
 * values with a pure out-edge is pure in four cells, all of multiples of an identity or a
 * transposition (types 10 and -10). So of the paths out of v only those count whose first edge also
 * varies along an axis of v. Multiples don't, and what does still varies along some axis of v after
 * all products and sums, deviating or not. The only free products of edges with values are those of
 * two multiples. So each pair costs 1 at least.
 */
public final class CutBounds {

  private final int[] inCut;
  private final int[] outCut;
  private final int[] bound;
  private final long total;

  private CutBounds(int[] inCut, int[] outCut, int[] bound, long total) {
    this.inCut = inCut;
    this.outCut = outCut;
    this.bound = bound;
    this.total = total;
  }

  /** Computes the bounds of a graph; O(vertices * cut * edges), with tensors degree for cut. */
  public static CutBounds of(ComputationalGraph graph) {
    int vertices = graph.vertices();
    DisjointPaths toInputs = new DisjointPaths(vertices, graph::predecessors, graph::isIndependent);
    DisjointPaths toOutputs = new DisjointPaths(vertices, graph::successors, graph::isDependent);
    ValuedEdges valued = graph.isScalar() ? null : ValuedEdges.of(graph);
    int[] inCut = new int[vertices];
    int[] outCut = new int[vertices];
    int[] bound = new int[vertices];
    long total = 0;
    for (int vertex : graph.eliminable()) {
      inCut[vertex] = toInputs.count(vertex);
      outCut[vertex] = toOutputs.count(vertex);
      bound[vertex] =
          valued == null
              ? inCut[vertex] * outCut[vertex]
              : valued.pairs(vertex, toInputs, toOutputs);
      total += bound[vertex];
    }
    return new CutBounds(inCut, outCut, bound, total);
  }

  /** Returns the least in-degree that the vertex can have when it is eliminated. */
  public int inCut(int vertex) {
    return inCut[vertex];
  }

  /** Returns the least out-degree that the vertex can have when it is eliminated. */
  public int outCut(int vertex) {
    return outCut[vertex];
  }

  /**
   * Returns the least multiplications that eliminating the vertex can take; 2^31 - 1 if they are
   * that or more.
   */
  public int bound(int vertex) {
    return bound[vertex];
  }

  /** Returns a lower bound on the multiplications of every order: the sum over all vertices. */
  public long total() {
    return total;
  }
}
