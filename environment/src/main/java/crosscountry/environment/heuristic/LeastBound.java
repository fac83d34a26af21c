package crosscountry.environment.heuristic;

import crosscountry.environment.bounds.LiveBounds;
import crosscountry.environment.elimination.EliminationState;

/**
 * By how much eliminating a vertex raises the cost so far plus the bound on the rest: its Markowitz
 * degree, minus its bound, plus what it adds to the bounds of the other live vertices.
 */
final class LeastBound implements VertexScore {

  private final LiveBounds bounds;

  /** Scores the vertices of a graph whose bounds are given, and kept up to date from here on. */
  LeastBound(LiveBounds bounds) {
    this.bounds = bounds;
  }

  @Override
  public long of(EliminationState state, int vertex) {
    return state.markowitzDegree(vertex) - bounds.bound(vertex) + bounds.raise(vertex);
  }

  @Override
  public long amongEquals(EliminationState state, int vertex) {
    return state.markowitzDegree(vertex);
  }

  @Override
  public void eliminated(int vertex) {
    bounds.eliminate(vertex);
  }
}
