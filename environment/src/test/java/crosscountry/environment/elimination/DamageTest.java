package crosscountry.environment.elimination;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.fixture.RandomTensorGraphs;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.structure.AlphaGradRules;
import crosscountry.environment.structure.PrincipleRules;
import crosscountry.environment.structure.StructureRules;
import java.util.List;
import java.util.function.IntUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What an elimination does to its neighbours, against eliminating on trial. */
class DamageTest {

  /** Compares all live vertices of all positions of a random order. */
  private static void assertDamageIsWhatATrialShows(ComputationalGraph graph, long seed) {
    EliminationState state = new EliminationState(graph);
    for (int next : RandomOrders.of(graph, seed).vertices()) {
      for (int v = state.nextLive(0); v >= 0; v = state.nextLive(v + 1)) {
        int vertex = v;
        EliminationState trial = new EliminationState(graph);
        trial.copyFrom(state);
        trial.eliminate(vertex);
        assertThat(state.damageToPredecessors(vertex))
            .as("to predecessors of %d in %s", vertex, graph.name())
            .isEqualTo(raised(state, trial, from -> state.nextPredecessor(vertex, from)));
        assertThat(state.damageToSuccessors(vertex))
            .as("to successors of %d in %s", vertex, graph.name())
            .isEqualTo(raised(state, trial, from -> state.nextSuccessor(vertex, from)));
      }
      state.eliminate(next);
    }
  }

  /** Returns by how much the Markowitz degrees of live neighbours are greater after than before. */
  private static long raised(
      EliminationState before, EliminationState after, IntUnaryOperator nextNeighbour) {
    long raised = 0;
    for (int v = nextNeighbour.applyAsInt(0); v >= 0; v = nextNeighbour.applyAsInt(v + 1)) {
      if (before.isLive(v)) {
        raised += (long) after.markowitzDegree(v) - before.markowitzDegree(v);
      }
    }
    return raised;
  }

  @Property(tries = 150)
  void ofScalarsIsWhatATrialShows(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    assertDamageIsWhatATrialShows(graph, seed);
  }

  @Property(tries = 3)
  void ofScalarsAcrossWordBoundariesIsWhatATrialShows(
      @ForAll(supplier = RandomGraphs.Large.class) ComputationalGraph graph, @ForAll long seed) {
    assertDamageIsWhatATrialShows(graph, seed);
  }

  @Property(tries = 100)
  void ofTensorsIsWhatATrialShowsInAllCostModels(@ForAll long seed) {
    for (CostModel model : CostModel.values()) {
      assertDamageIsWhatATrialShows(RandomTensorGraphs.ofProgram(seed, model, 20), seed);
    }
  }

  @Property(tries = 200)
  void ofAnyStructuresIsWhatATrialShows(@ForAll long seed) {
    for (StructureRules rules :
        List.of(PrincipleRules.PRINCIPLE, PrincipleRules.EXACT, AlphaGradRules.ALPHAGRAD)) {
      assertDamageIsWhatATrialShows(RandomTensorGraphs.ofTypes(seed, rules), seed);
    }
  }
}
