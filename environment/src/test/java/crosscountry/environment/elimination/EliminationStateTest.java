package crosscountry.environment.elimination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.environment.fixture.EdgeSetElimination;
import crosscountry.environment.fixture.HandMadeGraphs;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.graph.ComputationalGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EliminationStateTest {

  @Property(tries = 100)
  void isTheSetOfEdgesThatTheTextbookGives(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    EliminationState state = new EliminationState(graph);
    EdgeSetElimination model = new EdgeSetElimination(graph);
    assertSame(state, model);
    for (int vertex : RandomOrders.of(graph, seed).vertices()) {
      assertThat(state.eliminate(vertex)).isEqualTo(model.eliminate(vertex));
      assertSame(state, model);
    }
    assertThat(state.isBipartite()).isTrue();
  }

  @Property(tries = 25)
  void isTheSetOfEdgesAcrossWordBoundaries(
      @ForAll(supplier = RandomGraphs.Large.class) ComputationalGraph graph, @ForAll long seed) {
    EliminationState state = new EliminationState(graph);
    EdgeSetElimination model = new EdgeSetElimination(graph);
    int step = 0;
    for (int vertex : RandomOrders.of(graph, seed).vertices()) {
      assertThat(state.eliminate(vertex)).isEqualTo(model.eliminate(vertex));
      if (step++ % 40 == 0) {
        assertSame(state, model);
      }
    }
    assertSame(state, model);
  }

  private static void assertSame(EliminationState state, EdgeSetElimination model) {
    assertThat(live(state)).isEqualTo(new ArrayList<>(model.live()));
    assertThat(state.liveCount()).isEqualTo(model.live().size());
    assertThat(state.isBipartite()).isEqualTo(model.live().isEmpty());
    for (int vertex = 0; vertex < state.graph().vertices(); vertex++) {
      Set<Integer> predecessors = model.predecessors(vertex);
      Set<Integer> successors = model.successors(vertex);
      assertThat(predecessors(state, vertex)).isEqualTo(new ArrayList<>(predecessors));
      assertThat(successors(state, vertex)).isEqualTo(new ArrayList<>(successors));
      assertThat(state.inDegree(vertex)).isEqualTo(predecessors.size());
      assertThat(state.outDegree(vertex)).isEqualTo(successors.size());
      assertThat(state.markowitzDegree(vertex)).isEqualTo(model.markowitzDegree(vertex));
      assertThat(state.isLive(vertex)).isEqualTo(model.live().contains(vertex));
      int other = (vertex * 7 + 3) % state.graph().vertices();
      assertThat(state.successorsMissingFrom(vertex, other))
          .isEqualTo(missing(successors, model.successors(other)));
      assertThat(state.predecessorsMissingFrom(vertex, other))
          .isEqualTo(missing(predecessors, model.predecessors(other)));
      assertPackedLike(state, vertex, other);
    }
  }

  private static void assertPackedLike(EliminationState state, int vertex, int other) {
    PackedRow row = new PackedRow(state.graph().vertices());
    state.packPredecessors(vertex, row);
    assertThat(vertices(row)).isEqualTo(predecessors(state, vertex));
    assertThat(state.predecessorsMissingFrom(row, other))
        .isEqualTo(state.predecessorsMissingFrom(vertex, other));
    state.packSuccessors(vertex, row);
    assertThat(vertices(row)).isEqualTo(successors(state, vertex));
    assertThat(state.successorsMissingFrom(row, other))
        .isEqualTo(state.successorsMissingFrom(vertex, other));
  }

  private static List<Integer> vertices(PackedRow row) {
    List<Integer> vertices = new ArrayList<>();
    for (int word = 0; word < row.words(); word++) {
      for (long bits = row.bits(word); bits != 0; bits &= bits - 1) {
        vertices.add(row.first(word) + Long.numberOfTrailingZeros(bits));
      }
    }
    return vertices;
  }

  private static int missing(Set<Integer> from, Set<Integer> other) {
    Set<Integer> missing = new TreeSet<>(from);
    missing.removeAll(other);
    return missing.size();
  }

  private static List<Integer> live(EliminationState state) {
    List<Integer> vertices = new ArrayList<>();
    for (int v = state.nextLive(0); v >= 0; v = state.nextLive(v + 1)) {
      vertices.add(v);
    }
    return vertices;
  }

  private static List<Integer> predecessors(EliminationState state, int vertex) {
    List<Integer> vertices = new ArrayList<>();
    for (int p = state.nextPredecessor(vertex, 0);
        p >= 0;
        p = state.nextPredecessor(vertex, p + 1)) {
      vertices.add(p);
    }
    return vertices;
  }

  private static List<Integer> successors(EliminationState state, int vertex) {
    List<Integer> vertices = new ArrayList<>();
    for (int s = state.nextSuccessor(vertex, 0); s >= 0; s = state.nextSuccessor(vertex, s + 1)) {
      vertices.add(s);
    }
    return vertices;
  }

  /** The fact that transposition tables and window search stand on. */
  @Property(tries = 200)
  void dependsOnWhatWasEliminatedNotOnTheOrder(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    Random random = new Random(seed);
    List<Integer> subset = new ArrayList<>(Arrays.stream(graph.eliminable()).boxed().toList());
    Collections.shuffle(subset, random);
    subset = new ArrayList<>(subset.subList(0, random.nextInt(subset.size() + 1)));
    EliminationState one = new EliminationState(graph);
    subset.forEach(one::eliminate);
    Collections.shuffle(subset, random);
    EliminationState other = new EliminationState(graph);
    subset.forEach(other::eliminate);

    assertThat(one.sameAs(other)).isTrue();
  }

  @Test
  void statesDifferInLiveVerticesOrInEdges() {
    ComputationalGraph graph = HandMadeGraphs.naumann();
    EliminationState fresh = new EliminationState(graph);
    EliminationState moved = new EliminationState(graph);
    moved.eliminate(2);
    // Dead vertices differ in nothing but whether they are live.
    ComputationalGraph dead = new ComputationalGraph.Builder("dead", 0, 2).build();
    EliminationState without = new EliminationState(dead);
    without.eliminate(1);

    assertThat(fresh.sameAs(moved)).isFalse();
    assertThat(fresh.sameAs(new EliminationState(graph))).isTrue();
    assertThat(without.sameAs(new EliminationState(dead))).isFalse();
    assertThat(fresh.sameAs(without)).isFalse();
  }

  @Property(tries = 100)
  void aCopyIsTheSameAndGoesItsOwnWay(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    int[] vertices = RandomOrders.of(graph, seed).vertices();
    EliminationState state = new EliminationState(graph);
    EdgeSetElimination model = new EdgeSetElimination(graph);
    EliminationState copy = new EliminationState(graph);
    for (int step = 0; step < vertices.length; step++) {
      if (step == vertices.length / 2) {
        Arrays.stream(vertices).forEach(copy::eliminate);
        copy.copyFrom(state);
        assertThat(copy.sameAs(state)).isTrue();
        assertSame(copy, model);
        copy.eliminate(vertices[step]);
        assertSame(state, model);
      }
      state.eliminate(vertices[step]);
      model.eliminate(vertices[step]);
    }
  }

  @Property(tries = 100)
  void oneCanReturnToAStateAgainAndAgain(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    Random random = new Random(seed);
    EliminationState root = new EliminationState(graph);
    EliminationState other = new EliminationState(graph);
    EliminationState state = new EliminationState(graph);
    for (int vertex : RandomOrders.of(graph, seed).vertices()) {
      for (int time = 0; time < 3; time++) {
        state.copyFrom(root);
        assertThat(state.sameAs(root)).isTrue();
        Arrays.stream(RandomOrders.of(graph, random.nextLong()).vertices())
            .limit(random.nextInt(graph.eliminableCount() + 1))
            .filter(state::isLive)
            .forEach(state::eliminate);
      }
      if (random.nextInt(4) == 0) {
        state.copyFrom(other);
        assertThat(state.sameAs(other)).isTrue();
        other.copyFrom(root);
      }
      root.eliminate(vertex);
    }
  }

  @Test
  void copiesStayWithinOneGraph() {
    EliminationState chain = new EliminationState(HandMadeGraphs.chain(3));
    EliminationState comb = new EliminationState(HandMadeGraphs.comb(3));

    assertThatThrownBy(() -> chain.copyFrom(comb))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot copy a state of comb into a state of chain");
  }

  @Test
  void onlyLiveVerticesAreEliminated() {
    EliminationState state = new EliminationState(HandMadeGraphs.chain(3));
    state.eliminate(1);

    for (int vertex : new int[] {0, 1, 3}) {
      assertThatThrownBy(() -> state.eliminate(vertex))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("vertex %d of chain is not live".formatted(vertex));
    }
    assertThat(state.liveCount()).isEqualTo(1);
  }

  @Test
  void searchesPastTheLastVertexFindNothing() {
    EliminationState state = new EliminationState(HandMadeGraphs.chain(3));

    assertThat(state.nextLive(3)).isEqualTo(-1);
    assertThat(state.nextLive(64)).isEqualTo(-1);
    assertThat(state.nextPredecessor(0, 0)).isEqualTo(-1);
    assertThat(state.nextSuccessor(3, 0)).isEqualTo(-1);
  }

  @Test
  void aGraphWithoutEliminableVerticesIsBipartite() {
    ComputationalGraph graph = HandMadeGraphs.chain(1);

    assertThat(new EliminationState(graph).isBipartite()).isTrue();
    assertThat(EliminationCost.of(graph, EliminationOrder.ofEquations(graph)).multiplications())
        .isZero();
  }
}
