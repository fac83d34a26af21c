package crosscountry.environment.heuristic;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.graph.ComputationalGraph;

/**
 * Orders that are known without any search; the baselines of every result.
 *
 * <p>All but the first two are greedy: repeatedly the live vertex of least score, ties to the
 * smallest equation number, in O(n^2) scores.
 */
public enum HeuristicOrder {

  /** Ascending equation numbers: the structure of forward mode. */
  FORWARD {
    @Override
    public EliminationOrder of(ComputationalGraph graph) {
      return EliminationOrder.ofVertices(graph, graph.eliminable());
    }
  },

  /** Descending equation numbers: the structure of reverse mode. */
  REVERSE {
    @Override
    public EliminationOrder of(ComputationalGraph graph) {
      int[] ascending = graph.eliminable();
      int[] descending = new int[ascending.length];
      for (int step = 0; step < descending.length; step++) {
        descending[step] = ascending[ascending.length - 1 - step];
      }
      return EliminationOrder.ofVertices(graph, descending);
    }
  },

  /**
   * Repeatedly the vertex of least Markowitz degree, ties to the smallest equation number (Griewank
   * and Reese 1991; the tie-breaking is that of arXiv 2406.05027). O(n^2) comparisons.
   */
  MARKOWITZ {
    @Override
    public EliminationOrder of(ComputationalGraph graph) {
      return greedy(graph, EliminationState::markowitzDegree);
    }
  },

  /**
   * Least relative Markowitz degree: the Markowitz degree minus the number of inputs that the
   * vertex depends on times the number of outputs that depend on it, which is what it would cost as
   * the last one between them (Albrecht, Gottschling and Naumann, Markowitz-type heuristics for
   * computing Jacobian matrices efficiently, ICCS 2003; defined as in their library angel).
   */
  RELATIVE_MARKOWITZ {
    @Override
    public EliminationOrder of(ComputationalGraph graph) {
      return greedy(graph, VertexScore.relativeMarkowitz(graph));
    }
  },

  /**
   * Least fill-in: the fewest new edges (Albrecht, Gottschling and Naumann, ICCS 2003; for
   * symmetric matrices Tinney and Walker 1967).
   */
  MINIMUM_FILL {
    @Override
    public EliminationOrder of(ComputationalGraph graph) {
      return greedy(graph, VertexScore::fillIn);
    }
  },

  /**
   * Lowest Markowitz with minimal damage (LMMD): the Markowitz degree plus, with weight 1, the
   * total by which the elimination raises the neighbours' Markowitz degrees (Albrecht, Gottschling
   * and Naumann, ICCS 2003; the weight is the default of their library angel).
   */
  LMMD {
    @Override
    public EliminationOrder of(ComputationalGraph graph) {
      return greedy(graph, VertexScore::markowitzAndDamage);
    }
  },

  /**
   * Least excess: the Markowitz degree minus the vertex's cut bound, so that the cost so far plus
   * the bound on the rest grows least. This project's own.
   */
  LEAST_EXCESS {
    @Override
    public EliminationOrder of(ComputationalGraph graph) {
      return greedy(graph, VertexScore.excess(graph));
    }
  };

  /** Returns this heuristic's order of a graph. */
  public abstract EliminationOrder of(ComputationalGraph graph);

  private static EliminationOrder greedy(ComputationalGraph graph, VertexScore score) {
    EliminationState state = new EliminationState(graph);
    int[] vertices = new int[graph.eliminableCount()];
    for (int step = 0; step < vertices.length; step++) {
      vertices[step] = leastScore(state, score);
      state.eliminate(vertices[step]);
    }
    return EliminationOrder.ofVertices(graph, vertices);
  }

  private static int leastScore(EliminationState state, VertexScore score) {
    int best = -1;
    long least = Long.MAX_VALUE;
    for (int vertex = state.nextLive(0); vertex >= 0; vertex = state.nextLive(vertex + 1)) {
      long candidate = score.of(state, vertex);
      if (candidate < least) {
        least = candidate;
        best = vertex;
      }
    }
    return best;
  }
}
