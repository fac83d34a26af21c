package crosscountry.environment.heuristic;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.structure.AlphaGradRules;
import java.util.BitSet;
import java.util.function.IntFunction;

/** What a greedy heuristic minimizes over the live vertices at every step. */
@FunctionalInterface
interface VertexScore {

  /** Returns the score of a live vertex; less is better. */
  long of(EliminationState state, int vertex);

  /**
   * Returns what decides between vertices of equal score, before their numbers do; less is better.
   */
  default long amongEquals(EliminationState state, int vertex) {
    return 0;
  }

  /** Takes note that a vertex is eliminated. */
  default void eliminated(int vertex) {}

  /** The Markowitz degree, as the rules of the graph define it. */
  static VertexScore markowitz(ComputationalGraph graph) {
    boolean published = !graph.isScalar() && graph.structures().rules() == AlphaGradRules.ALPHAGRAD;
    return published ? new PublishedDegree(graph.structures()) : EliminationState::markowitzDegree;
  }

  /**
   * Markowitz degree minus the number of inputs that the vertex depends on times the number of
   * outputs that depend on it. Elimination keeps both numbers. With tensors that is not what the
   * vertex would cost as the last one, only a measure of how much lies around it.
   */
  static VertexScore relativeMarkowitz(ComputationalGraph graph) {
    BitSet[] inputs = new BitSet[graph.vertices()];
    for (int vertex = 0; vertex < inputs.length; vertex++) {
      inputs[vertex] = reached(vertex, graph.isIndependent(vertex), graph::predecessors, inputs);
    }
    BitSet[] outputs = new BitSet[graph.vertices()];
    for (int vertex = outputs.length - 1; vertex >= 0; vertex--) {
      outputs[vertex] = reached(vertex, graph.isDependent(vertex), graph::successors, outputs);
    }
    return (state, vertex) ->
        state.markowitzDegree(vertex)
            - (long) inputs[vertex].cardinality() * outputs[vertex].cardinality();
  }

  private static BitSet reached(
      int vertex, boolean terminal, IntFunction<int[]> next, BitSet[] reachedByNext) {
    BitSet reached = new BitSet();
    reached.set(vertex, terminal);
    for (int neighbour : next.apply(vertex)) {
      // A shared dead end may read what is computed later; it reaches no output anyway.
      if (reachedByNext[neighbour] != null) {
        reached.or(reachedByNext[neighbour]);
      }
    }
    return reached;
  }

  /** Number of edges that eliminating the vertex creates. */
  static long fillIn(EliminationState state, int vertex) {
    long created = 0;
    for (int p = state.nextPredecessor(vertex, 0);
        p >= 0;
        p = state.nextPredecessor(vertex, p + 1)) {
      created += state.successorsMissingFrom(vertex, p);
    }
    return created;
  }

  /** Markowitz degree plus damage. */
  static long markowitzAndDamage(EliminationState state, int vertex) {
    return state.markowitzDegree(vertex)
        + state.damageToPredecessors(vertex)
        + state.damageToSuccessors(vertex);
  }

  /** Markowitz degree minus the least that the vertex can ever cost. */
  static VertexScore excess(ComputationalGraph graph) {
    CutBounds bounds = CutBounds.of(graph);
    return (state, vertex) -> state.markowitzDegree(vertex) - (long) bounds.bound(vertex);
  }
}
