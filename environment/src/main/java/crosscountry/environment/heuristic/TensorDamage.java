package crosscountry.environment.heuristic;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.graph.ComputationalGraph;

/**
 * What eliminating a vertex takes, plus by how much it raises what the eliminations of its live
 * neighbours take, in a graph with tensors: found by eliminating it on trial.
 */
final class TensorDamage implements VertexScore {

  private final EliminationState trial;

  TensorDamage(ComputationalGraph graph) {
    this.trial = new EliminationState(graph);
  }

  @Override
  public long of(EliminationState state, int vertex) {
    trial.copyFrom(state);
    long score = trial.eliminate(vertex);
    for (int p = state.nextPredecessor(vertex, 0);
        p >= 0;
        p = state.nextPredecessor(vertex, p + 1)) {
      score += raised(state, p);
    }
    for (int s = state.nextSuccessor(vertex, 0); s >= 0; s = state.nextSuccessor(vertex, s + 1)) {
      score += raised(state, s);
    }
    return score;
  }

  private long raised(EliminationState state, int neighbour) {
    return state.isLive(neighbour)
        ? (long) trial.markowitzDegree(neighbour) - state.markowitzDegree(neighbour)
        : 0;
  }
}
