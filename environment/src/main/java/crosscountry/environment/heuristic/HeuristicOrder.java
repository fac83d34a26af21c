package crosscountry.environment.heuristic;

import crosscountry.environment.bounds.LiveBounds;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.graph.ComputationalGraph;
import java.util.Optional;
import java.util.function.BooleanSupplier;

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
    public Optional<EliminationOrder> of(ComputationalGraph graph, BooleanSupplier stopped) {
      return Optional.of(EliminationOrder.ofVertices(graph, graph.eliminable()));
    }
  },

  /** Descending equation numbers: the structure of reverse mode. */
  REVERSE {
    @Override
    public Optional<EliminationOrder> of(ComputationalGraph graph, BooleanSupplier stopped) {
      int[] ascending = graph.eliminable();
      int[] descending = new int[ascending.length];
      for (int step = 0; step < descending.length; step++) {
        descending[step] = ascending[ascending.length - 1 - step];
      }
      return Optional.of(EliminationOrder.ofVertices(graph, descending));
    }
  },

  /**
   * Repeatedly the vertex of least Markowitz degree, ties to the smallest equation number (Griewank
   * and Reese 1991; the tie-breaking is that of arXiv 2406.05027). O(n^2) comparisons. By
   * AlphaGrad's rules, of what AlphaGrad takes for that degree ({@link PublishedDegree}).
   */
  MARKOWITZ {
    @Override
    public Optional<EliminationOrder> of(ComputationalGraph graph, BooleanSupplier stopped) {
      return greedy(graph, VertexScore.markowitz(graph), stopped);
    }
  },

  /**
   * Least relative Markowitz degree: the Markowitz degree minus the number of inputs that the
   * vertex depends on times the number of outputs that depend on it, which is what it would cost as
   * the last one between them in a scalar graph; with tensors it is a mere measure (Albrecht,
   * Gottschling and Naumann, Markowitz-type heuristics for computing Jacobian matrices efficiently,
   * ICCS 2003; defined as in their library angel).
   */
  RELATIVE_MARKOWITZ {
    @Override
    public Optional<EliminationOrder> of(ComputationalGraph graph, BooleanSupplier stopped) {
      return greedy(graph, VertexScore.relativeMarkowitz(graph), stopped);
    }
  },

  /**
   * Least fill-in: the fewest new edges (Albrecht, Gottschling and Naumann, ICCS 2003; for
   * symmetric matrices Tinney and Walker 1967).
   */
  MINIMUM_FILL {
    @Override
    public Optional<EliminationOrder> of(ComputationalGraph graph, BooleanSupplier stopped) {
      return greedy(graph, VertexScore::fillIn, stopped);
    }
  },

  /**
   * Lowest Markowitz with minimal damage (LMMD): the Markowitz degree plus, with weight 1, the
   * total by which the elimination raises the neighbours' Markowitz degrees (Albrecht, Gottschling
   * and Naumann, ICCS 2003; the weight is the default of their library angel). With tensors, by
   * what the neighbours' eliminations take in multiplications.
   */
  LMMD {
    @Override
    public Optional<EliminationOrder> of(ComputationalGraph graph, BooleanSupplier stopped) {
      return greedy(graph, VertexScore::markowitzAndDamage, stopped);
    }
  },

  /**
   * Least excess: the Markowitz degree minus the vertex's cut bound in the original graph. This
   * project's own.
   */
  LEAST_EXCESS {
    @Override
    public Optional<EliminationOrder> of(ComputationalGraph graph, BooleanSupplier stopped) {
      return greedy(graph, VertexScore.excess(graph), stopped);
    }
  },

  /**
   * Least bound: the cost so far plus the sum of the live vertices' cut bounds in what is left, a
   * lower bound on every order that begins so, grows least; ties to the least Markowitz degree.
   * This project's own.
   */
  LEAST_BOUND {
    @Override
    public Optional<EliminationOrder> of(ComputationalGraph graph, BooleanSupplier stopped) {
      return LiveBounds.of(graph, stopped)
          .flatMap(bounds -> greedy(graph, new LeastBound(bounds), stopped));
    }
  };

  /**
   * Returns this heuristic's order of a graph, unless it is stopped before.
   *
   * @param stopped asked at least before each vertex that is chosen greedily; true gives up
   */
  public abstract Optional<EliminationOrder> of(ComputationalGraph graph, BooleanSupplier stopped);

  /** Returns this heuristic's order of a graph. */
  public EliminationOrder of(ComputationalGraph graph) {
    return of(graph, () -> false).orElseThrow();
  }

  private static Optional<EliminationOrder> greedy(
      ComputationalGraph graph, VertexScore score, BooleanSupplier stopped) {
    EliminationState state = new EliminationState(graph);
    int[] vertices = new int[graph.eliminableCount()];
    for (int step = 0; step < vertices.length; step++) {
      if (stopped.getAsBoolean()) {
        return Optional.empty();
      }
      vertices[step] = leastScore(state, score);
      state.eliminate(vertices[step]);
      score.eliminated(vertices[step]);
    }
    return Optional.of(EliminationOrder.ofVertices(graph, vertices));
  }

  private static int leastScore(EliminationState state, VertexScore score) {
    int best = -1;
    long least = Long.MAX_VALUE;
    for (int vertex = state.nextLive(0); vertex >= 0; vertex = state.nextLive(vertex + 1)) {
      long candidate = score.of(state, vertex);
      if (candidate < least
          || (candidate == least
              && score.amongEquals(state, vertex) < score.amongEquals(state, best))) {
        least = candidate;
        best = vertex;
      }
    }
    return best;
  }
}
