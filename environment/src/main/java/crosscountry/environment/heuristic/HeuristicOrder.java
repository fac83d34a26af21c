package crosscountry.environment.heuristic;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.graph.ComputationalGraph;

/** Orders that are known without any search; the baselines of every result. */
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
      EliminationState state = new EliminationState(graph);
      int[] vertices = new int[graph.eliminableCount()];
      for (int step = 0; step < vertices.length; step++) {
        vertices[step] = leastMarkowitzDegree(state);
        state.eliminate(vertices[step]);
      }
      return EliminationOrder.ofVertices(graph, vertices);
    }
  };

  /** Returns this heuristic's order of a graph. */
  public abstract EliminationOrder of(ComputationalGraph graph);

  private static int leastMarkowitzDegree(EliminationState state) {
    int best = state.nextLive(0);
    for (int vertex = best; vertex >= 0; vertex = state.nextLive(vertex + 1)) {
      if (state.markowitzDegree(vertex) < state.markowitzDegree(best)) {
        best = vertex;
      }
    }
    return best;
  }
}
