package crosscountry.environment.reduction;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.fixture.HandMadeGraphs;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.fixture.RandomShapes;
import crosscountry.environment.fixture.SubsetDynamicProgram;
import crosscountry.environment.graph.ComputationalGraph;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReducerTest {

  private static Set<Integer> live(EliminationState state) {
    Set<Integer> live = new TreeSet<>();
    for (int vertex = state.nextLive(0); vertex >= 0; vertex = state.nextLive(vertex + 1)) {
      live.add(vertex);
    }
    return live;
  }

  /** By how much eliminating a vertex now raises what can still be reached. */
  private static long loss(SubsetDynamicProgram solved, EliminationState state, int vertex) {
    Set<Integer> rest = live(state);
    long least = solved.remaining(rest);
    rest.remove(vertex);
    return state.markowitzDegree(vertex) + solved.remaining(rest) - least;
  }

  private static long loss(ComputationalGraph graph, int equation) {
    return loss(
        new SubsetDynamicProgram(graph), new EliminationState(graph), graph.vertexOf(equation));
  }

  private static boolean allows(ComputationalGraph graph, int equation) {
    return new Reducer(graph).allows(new EliminationState(graph), graph.vertexOf(equation));
  }

  private static void assertReductionsKeepTheOptimum(ComputationalGraph graph, long seed) {
    SubsetDynamicProgram solved = new SubsetDynamicProgram(graph);
    Reducer reducer = new Reducer(graph);
    EliminationState state = new EliminationState(graph);
    EliminationState reduced = new EliminationState(graph);
    for (int vertex : RandomOrders.of(graph, seed).vertices()) {
      for (int candidate : live(state)) {
        if (reducer.allows(state, candidate)) {
          assertThat(loss(solved, state, candidate)).as("vertex %d", candidate).isZero();
        }
      }
      reduced.copyFrom(state);
      assertThat(reducer.reduce(reduced) + solved.remaining(live(reduced)))
          .isEqualTo(solved.remaining(live(state)));
      assertThat(reducer.next(reduced)).isEqualTo(-1);
      state.eliminate(vertex);
    }
  }

  @Property(tries = 2000)
  void reductionsKeepTheOptimum(@ForAll long seed) {
    assertReductionsKeepTheOptimum(RandomShapes.of(seed), seed);
  }

  @Property(tries = 500)
  void reductionsKeepTheOptimumOfOddGraphs(
      @ForAll(supplier = RandomGraphs.Small.class) ComputationalGraph graph, @ForAll long seed) {
    assertReductionsKeepTheOptimum(graph, seed);
  }

  /** Least cost of the orders in which the twins of a vertex follow it, by the set of the live. */
  private static long optimumWithTwins(
      EliminationState state, Reducer reducer, Map<Set<Integer>, Long> solved) {
    Set<Integer> live = live(state);
    Long known = solved.get(live);
    if (known != null) {
      return known;
    }
    long least = live.isEmpty() ? 0 : Long.MAX_VALUE;
    for (int move : live) {
      EliminationState next = new EliminationState(state.graph());
      next.copyFrom(state);
      long cost = 0;
      int twin;
      for (int vertex = move; vertex >= 0; vertex = twin) {
        twin = reducer.nextTwin(next, vertex);
        cost += next.eliminate(vertex);
      }
      least = Math.min(least, cost + optimumWithTwins(next, reducer, solved));
    }
    solved.put(live, least);
    return least;
  }

  @Property(tries = 2000)
  void twinsMayFollowEachOther(@ForAll long seed) {
    ComputationalGraph graph = RandomShapes.of(seed);
    long optimum =
        optimumWithTwins(new EliminationState(graph), new Reducer(graph), new HashMap<>());

    assertThat(optimum).isEqualTo(new SubsetDynamicProgram(graph).optimum());
  }

  @Property(tries = 50)
  void reducingMissesNothingThatARescanFinds(
      @ForAll(supplier = RandomGraphs.Large.class) ComputationalGraph graph) {
    Reducer reducer = new Reducer(graph);
    EliminationState state = new EliminationState(graph);
    long multiplications = reducer.reduce(state);

    EliminationState replayed = new EliminationState(graph);
    long replayedMultiplications = 0;
    for (int step = 0; step < reducer.eliminatedCount(); step++) {
      assertThat(reducer.allows(replayed, reducer.eliminated(step))).isTrue();
      replayedMultiplications += replayed.eliminate(reducer.eliminated(step));
    }
    assertThat(replayed.sameAs(state)).isTrue();
    assertThat(replayedMultiplications).isEqualTo(multiplications);
    assertThat(reducer.next(state)).isEqualTo(-1);
    assertThat(reducer.reduce(state)).isZero();
    assertThat(reducer.eliminatedCount()).isZero();
  }

  @Property(tries = 100)
  void twinsHaveTheSameNeighbours(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph) {
    EliminationState state = new EliminationState(graph);
    Reducer reducer = new Reducer(graph);
    for (int vertex : graph.eliminable()) {
      int expected = -1;
      for (int other : graph.eliminable()) {
        if (expected < 0
            && other != vertex
            && graph.predecessors(vertex).length > 0
            && Arrays.equals(graph.predecessors(vertex), graph.predecessors(other))
            && Arrays.equals(graph.successors(vertex), graph.successors(other))) {
          expected = other;
        }
      }
      assertThat(reducer.nextTwin(state, vertex)).isEqualTo(expected);
    }
  }

  @Test
  void chainsAndCombsDissolve() {
    for (ComputationalGraph graph :
        new ComputationalGraph[] {HandMadeGraphs.chain(2001), HandMadeGraphs.comb(1000)}) {
      EliminationState state = new EliminationState(graph);

      assertThat(new Reducer(graph).reduce(state)).isEqualTo(graph.eliminableCount());
      assertThat(state.isBipartite()).isTrue();
    }
  }

  @Test
  void naumannsExampleDissolves() {
    EliminationState state = new EliminationState(HandMadeGraphs.naumann());

    assertThat(new Reducer(HandMadeGraphs.naumann()).reduce(state)).isEqualTo(7);
    assertThat(state.isBipartite()).isTrue();
  }

  @Test
  void aVertexOfOnePredecessorAndOneSuccessorMayBeWorthKeeping() {
    ComputationalGraph.Builder builder = new ComputationalGraph.Builder("series", 4, 9);
    for (int input = 0; input < 4; input++) {
      builder.readsInput(1, input).readsInput(2, input).readsInput(3, input);
    }
    ComputationalGraph graph =
        builder
            .readsResult(3, 2)
            .readsResult(4, 1)
            .readsResult(4, 3)
            .readsResult(5, 4)
            .readsResult(6, 2)
            .readsResult(6, 5)
            .readsResult(7, 1)
            .readsResult(7, 3)
            .readsResult(7, 4)
            .readsResult(8, 2)
            .readsResult(8, 6)
            .readsResult(9, 2)
            .readsResult(9, 6)
            .output(7)
            .output(8)
            .output(9)
            .build();

    assertThat(graph.predecessors(graph.vertexOf(5))).hasSize(1);
    assertThat(graph.successors(graph.vertexOf(5))).hasSize(1);
    assertThat(new SubsetDynamicProgram(graph).optimum()).isEqualTo(44);
    assertThat(loss(graph, 5)).isEqualTo(1);
    assertThat(allows(graph, 5)).isFalse();
  }

  @Test
  void theBoundAloneIsNoReason() {
    ComputationalGraph graph =
        new ComputationalGraph.Builder("fork", 1, 5)
            .readsInput(1, 0)
            .readsResult(2, 1)
            .readsResult(3, 2)
            .readsResult(4, 3)
            .readsResult(5, 3)
            .output(4)
            .output(5)
            .build();

    assertThat(CutBounds.of(graph).bound(graph.vertexOf(3))).isEqualTo(2);
    assertThat(loss(graph, 3)).isEqualTo(1);
    assertThat(allows(graph, 3)).isFalse();
  }

  @Test
  void theLackOfNewEdgesAloneIsNoReason() {
    ComputationalGraph graph =
        new ComputationalGraph.Builder("covered", 1, 5)
            .readsInput(1, 0)
            .readsResult(2, 1)
            .readsInput(3, 0)
            .readsResult(3, 1)
            .readsInput(4, 0)
            .readsResult(4, 1)
            .readsResult(4, 2)
            .readsResult(4, 3)
            .readsInput(5, 0)
            .readsResult(5, 1)
            .readsResult(5, 3)
            .readsResult(5, 4)
            .output(5)
            .build();

    assertThat(loss(graph, 3)).isEqualTo(1);
    assertThat(allows(graph, 3)).isFalse();
  }

  @Test
  void aSmallerDegreeNowIsNoReasonToEliminateOneEndOfABridge() {
    ComputationalGraph graph =
        new ComputationalGraph.Builder("bridge", 1, 6)
            .readsInput(1, 0)
            .readsResult(2, 1)
            .readsResult(3, 1)
            .readsResult(3, 2)
            .readsResult(4, 3)
            .readsResult(5, 4)
            .readsResult(6, 4)
            .output(5)
            .output(6)
            .build();

    assertThat(loss(graph, 4)).isEqualTo(1);
    assertThat(allows(graph, 4)).isFalse();
  }
}
