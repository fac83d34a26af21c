package crosscountry.environment.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.fixture.RandomShapes;
import crosscountry.environment.graph.ComputationalGraph;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LiveBoundsTest {

  private static List<Integer> live(EliminationState state) {
    List<Integer> live = new ArrayList<>();
    for (int vertex = state.nextLive(0); vertex >= 0; vertex = state.nextLive(vertex + 1)) {
      live.add(vertex);
    }
    return live;
  }

  /** Least in-degree times least out-degree that any further eliminations can give a vertex. */
  private static long leastDegrees(EliminationState state, int vertex) {
    List<Integer> others = live(state);
    others.remove((Integer) vertex);
    EliminationState after = new EliminationState(state.graph());
    int in = Integer.MAX_VALUE;
    int out = Integer.MAX_VALUE;
    for (int set = 0; set < 1 << others.size(); set++) {
      after.copyFrom(state);
      for (int place = 0; place < others.size(); place++) {
        if ((set >> place & 1) == 1) {
          after.eliminate(others.get(place));
        }
      }
      in = Math.min(in, after.inDegree(vertex));
      out = Math.min(out, after.outDegree(vertex));
    }
    return (long) in * out;
  }

  private static LiveBounds of(EliminationState state) {
    LiveBounds bounds = LiveBounds.of(state.graph());
    for (int vertex : state.graph().eliminable()) {
      if (!state.isLive(vertex)) {
        bounds.eliminate(vertex);
      }
    }
    return bounds;
  }

  private static long sum(LiveBounds bounds, List<Integer> vertices) {
    return vertices.stream().mapToLong(bounds::bound).sum();
  }

  @Property(tries = 60)
  void noFurtherEliminationsGiveAVertexSmallerDegrees(@ForAll long seed) {
    ComputationalGraph graph = RandomShapes.of(seed);
    EliminationState state = new EliminationState(graph);
    LiveBounds bounds = LiveBounds.of(graph);
    for (int vertex : RandomOrders.of(graph, seed).vertices()) {
      for (int other : live(state)) {
        assertThat(bounds.bound(other)).isEqualTo(leastDegrees(state, other));
      }
      state.eliminate(vertex);
      bounds.eliminate(vertex);
    }
  }

  @Property(tries = 60)
  void eachEliminationRaisesTheOtherBoundsAsForetold(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    EliminationState state = new EliminationState(graph);
    LiveBounds bounds = LiveBounds.of(graph);
    for (int vertex : RandomOrders.of(graph, seed).vertices()) {
      long raise = bounds.raise(vertex);
      List<Integer> rest = live(state);
      rest.remove((Integer) vertex);
      long before = sum(bounds, rest);
      state.eliminate(vertex);
      bounds.eliminate(vertex);

      assertThat(sum(bounds, rest)).isEqualTo(before + raise);
    }
  }

  @Property(tries = 20)
  void whatIsKeptUpToDateIsWhatIsComputedAnew(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    EliminationState state = new EliminationState(graph);
    LiveBounds bounds = LiveBounds.of(graph);
    for (int vertex : RandomOrders.of(graph, seed).vertices()) {
      state.eliminate(vertex);
      bounds.eliminate(vertex);
      LiveBounds computedAnew = of(state);
      for (int other : live(state)) {
        assertThat(bounds.bound(other)).isEqualTo(computedAnew.bound(other));
        assertThat(bounds.raise(other)).isEqualTo(computedAnew.raise(other));
      }
    }
  }

  @Property(tries = 100)
  void theyBeginAsTheCutBounds(
      @ForAll(supplier = RandomGraphs.Large.class) ComputationalGraph graph) {
    CutBounds fixed = CutBounds.of(graph);
    LiveBounds bounds = LiveBounds.of(graph);
    for (int vertex : graph.eliminable()) {
      assertThat(bounds.bound(vertex)).isEqualTo(fixed.bound(vertex));
    }
  }

  @Test
  void eliminatingABottleneckRaisesWhatItSeparated() {
    // Three inputs meet in 1, which 2 reads alone: without 1, three vertices separate 2 from them.
    ComputationalGraph graph =
        new ComputationalGraph.Builder("bottleneck", 3, 4)
            .readsInput(1, 0)
            .readsInput(1, 1)
            .readsInput(1, 2)
            .readsResult(2, 1)
            .readsResult(3, 2)
            .readsResult(4, 2)
            .output(3)
            .output(4)
            .build();
    LiveBounds bounds = LiveBounds.of(graph);
    int neck = graph.vertexOf(1);
    int reader = graph.vertexOf(2);

    assertThat(bounds.bound(neck)).isEqualTo(3);
    assertThat(bounds.bound(reader)).isEqualTo(2);
    assertThat(bounds.raise(neck)).isEqualTo(4);
    assertThat(bounds.raise(reader)).isEqualTo(3);
    bounds.eliminate(neck);
    assertThat(bounds.bound(reader)).isEqualTo(6);
  }
}
