package crosscountry.environment.reduction;

/**
 * The rules by which a vertex may be eliminated at once, or next, without raising the least cost of
 * what is left.
 *
 * <p>In the proofs, E is a set of eliminated vertices, P(u, E) and S(u, E) are the predecessors and
 * successors of u after their elimination (the vertices from which a path through E leads to u, and
 * the reverse), and u costs |P(u, E)| |S(u, E)|. Cuts are those of {@code CutBounds}: |P(u, E)| is
 * at least the in-cut of u, whatever E is, and |S(u, E)| at least the out-cut.
 *
 * <p>All this is of scalar graphs. Where edges carry Jacobians with a structure, a vertex's cost is
 * not its degrees' product, and {@link Reducer} allows only what is without predecessors or without
 * successors. No order loses by that, by any rules: eliminating such a vertex early or late
 * multiplies nothing, so that all edges between others become the same; and what it leaves to
 * others are fewer edges to multiply.
 *
 * <p>One plausible rule is missing: that a vertex v with one predecessor p and one successor s may
 * always be eliminated. It may if p is an input, s an output, or the edge from p to s exists
 * ({@link #HARMLESS}), and if v is the only successor of p or the only predecessor of s ({@link
 * #BRIDGE}). But when p and s are better eliminated early, v can be worth keeping, since it stands
 * for a bundle of edges: {@code ReducerTest} has a graph of six eliminable vertices that costs 44
 * so, and 45 with v first.
 */
public enum Reduction {

  /**
   * A vertex v that costs no more than its cut bound, and whose new edges all begin at an input or
   * end at an output: at most one new edge into each successor that is no output, and at most one
   * out of each predecessor that is no input. Includes whatever costs nothing, and so, one after
   * the other, all vertices on no path from an input to an output.
   *
   * <p>Proof. Move v to the front of any order. It then costs its bound, and cost at least that
   * before. Any other vertex u was eliminated after some E, and is now after E and v. If v is not
   * in P(u, E), this set stays. Otherwise it loses v and gains those of P(v, E) that it lacks. Let
   * k be the successor of v on a path through E to u; it is no output. If the edge from a
   * predecessor i of v to k exists, then i, or what is reached from i through E, is in P(u, E)
   * already. There is at most one other i; it is an input, since k is no output, so that it is
   * never eliminated and adds one vertex in place of v. So |P(u, E)| does not grow, and for the
   * same reasons |S(u, E)| does not.
   */
  HARMLESS,

  /**
   * Two vertices p and v, where v is the only successor of p and p is the only predecessor of v: p,
   * if its in-degree is no more than its own in-cut and the out-cut of v; or v, if its out-degree
   * is no more than its own out-cut and the in-cut of p.
   *
   * <p>Proof, for p. In any order, take the one of p and v that comes first to the front, in the
   * person of p, and let v play the other at its place. As long as both were live, the vertices
   * that had p as a successor have v instead, and no other row changes; after that the graphs are
   * the same but for the name of what is left of the two. What came first did cost |P(p, E)|, at
   * least the in-cut of p, or |S(v, E)|, at least the out-cut of v. Now it costs the in-degree of
   * p, which is no more than either.
   */
  BRIDGE,

  /**
   * False twins, which have the same predecessors and the same successors, may be eliminated in
   * direct succession: after a vertex, its twins (Bentert et al., Structural Optimal Jacobian
   * Accumulation and Minimum Edge Count are NP-Complete Under Vertex Elimination, 2025, <a
   * href="https://arxiv.org/abs/2506.17521">arXiv 2506.17521</a>).
   *
   * <p>Proof. Take an optimal order in which one block of m twins stands before another twin b, or
   * after it; twins have the same rows as long as they are live. Let D be what one of them costs at
   * the earlier place minus what it costs at the later. For each u between the places that has
   * twins as predecessors let d be its out-degree there, and for each that has them as successors
   * its in-degree; let F be the sum of d. Moving the later of the two next to the earlier takes its
   * vertices out of the rows of those u: it saves F per vertex, and costs D per vertex. Moving the
   * earlier next to the later saves D per vertex, and costs at most F per vertex: the vertex
   * appears in the row, and what it stood for may not leave it. So if F is at least D the first
   * move costs nothing, and otherwise the second. Neither takes another block apart, so that in the
   * end all twins of the present state stand in blocks. The order begins with a whole block, and
   * the same holds for the state after it.
   */
  TWINS
}
