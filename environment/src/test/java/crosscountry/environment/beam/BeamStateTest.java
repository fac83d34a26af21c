package crosscountry.environment.beam;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.reduction.Reducer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BeamStateTest {

  @Property(tries = 300)
  void foreseesTheSameAsAStateThatIsComputedAnew(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    CutBounds bounds = CutBounds.of(graph);
    Reducer reducer = new Reducer(graph, bounds);
    int words = (graph.vertices() + Long.SIZE - 1) / Long.SIZE;
    Surroundings surroundings = new Surroundings(words);
    EliminationState start = new EliminationState(graph);
    BeamState state = BeamState.first(start, bounds, reducer, words);
    for (int vertex : RandomOrders.of(graph, seed).vertices()) {
      assertThat(state.forcedMove()).isEqualTo(reducer.next(state.left()));

      state.eliminate(vertex, 1, surroundings);

      start.eliminate(vertex);
      BeamState computedAnew = BeamState.first(start, bounds, reducer, words);
      for (int next = start.nextLive(0); next >= 0; next = start.nextLive(next + 1)) {
        assertThat(state.surplusAfter(next)).isEqualTo(computedAnew.surplusAfter(next));
      }
    }
  }
}
