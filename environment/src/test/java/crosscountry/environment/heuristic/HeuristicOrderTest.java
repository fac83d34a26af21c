package crosscountry.environment.heuristic;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.bounds.LiveBounds;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.fixture.EdgeSetElimination;
import crosscountry.environment.fixture.HandMadeGraphs;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomTensorGraphs;
import crosscountry.environment.fixture.SubsetDynamicProgram;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongBiFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HeuristicOrderTest {

  /** More than any Markowitz degree of a graph of thirty equations. */
  private static final long MANY = 10_000;

  private static EliminationCost cost(HeuristicOrder heuristic, ComputationalGraph graph) {
    return EliminationCost.of(graph, heuristic.of(graph));
  }

  @Test
  void naumannsExampleCostsWhatHeCounted() {
    ComputationalGraph graph = HandMadeGraphs.naumann();

    assertThat(cost(HeuristicOrder.FORWARD, graph).steps()).containsExactly(2, 2, 4);
    assertThat(cost(HeuristicOrder.REVERSE, graph).steps()).containsExactly(4, 2, 4);
    assertThat(cost(HeuristicOrder.MARKOWITZ, graph).steps()).containsExactly(1, 2, 4);
    assertThat(HeuristicOrder.MARKOWITZ.of(graph).equations()).containsExactly(2, 1, 3);
    assertThat(new SubsetDynamicProgram(graph).optimum()).isEqualTo(7);
  }

  @Test
  void forwardPaysForInputsAndReverseForOutputs() {
    // Forward: 6 + 6 and 6 + 6. Reverse: 4 + 4 for the late layer, then 6 + 6.
    ComputationalGraph wide = HandMadeGraphs.layers(3, 2);
    assertThat(cost(HeuristicOrder.FORWARD, wide).steps()).containsExactly(6, 6, 6, 6);
    assertThat(cost(HeuristicOrder.REVERSE, wide).steps()).containsExactly(4, 4, 6, 6);
    // Forward: 4 + 4 for the early layer, then 6 + 6. Reverse: 6 + 6 and 6 + 6.
    ComputationalGraph tall = HandMadeGraphs.layers(2, 3);
    assertThat(cost(HeuristicOrder.FORWARD, tall).steps()).containsExactly(4, 4, 6, 6);
    assertThat(cost(HeuristicOrder.REVERSE, tall).steps()).containsExactly(6, 6, 6, 6);
  }

  @Test
  void everyOrderOfAChainCostsItsLength() {
    for (HeuristicOrder heuristic : HeuristicOrder.values()) {
      assertThat(cost(heuristic, HandMadeGraphs.chain(7)).multiplications()).isEqualTo(6);
    }
  }

  @Test
  void equalMarkowitzDegreesGoBySmallestNumber() {
    assertThat(HeuristicOrder.MARKOWITZ.of(HandMadeGraphs.comb(5)).equations())
        .containsExactly(1, 2, 3, 4, 5);
  }

  @Property(tries = 100)
  void markowitzTakesTheLeastDegreeAndTheSmallestNumber(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph) {
    EdgeSetElimination model = new EdgeSetElimination(graph);
    EliminationOrder order = HeuristicOrder.MARKOWITZ.of(graph);
    for (int step = 0; step < order.length(); step++) {
      int expected =
          model.live().stream()
              .min(Comparator.<Integer>comparingInt(model::markowitzDegree).thenComparing(v -> v))
              .orElseThrow();
      assertThat(order.vertex(step)).isEqualTo(expected);
      model.eliminate(expected);
    }
  }

  /** An order is greedy if every step takes the least score, and of equals the smallest number. */
  private static void assertGreedy(
      HeuristicOrder heuristic,
      ComputationalGraph graph,
      ToLongBiFunction<EdgeSetElimination, Integer> score) {
    EdgeSetElimination model = new EdgeSetElimination(graph);
    EliminationOrder order = heuristic.of(graph);
    for (int step = 0; step < order.length(); step++) {
      int expected =
          model.live().stream()
              .min(
                  Comparator.<Integer>comparingLong(v -> score.applyAsLong(model, v))
                      .thenComparing(v -> v))
              .orElseThrow();
      assertThat(order.vertex(step)).isEqualTo(expected);
      model.eliminate(expected);
    }
  }

  @Property(tries = 60)
  void minimumFillTakesTheFewestNewEdges(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph) {
    assertGreedy(
        HeuristicOrder.MINIMUM_FILL,
        graph,
        (model, v) -> {
          EdgeSetElimination after = model.copy();
          after.eliminate(v);
          return after.edges().stream().filter(edge -> !model.edges().contains(edge)).count();
        });
  }

  @Property(tries = 60)
  void lmmdTakesTheLeastMarkowitzDegreePlusDamage(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph) {
    assertGreedy(
        HeuristicOrder.LMMD,
        graph,
        (model, v) -> {
          EdgeSetElimination after = model.copy();
          long damage = -totalMarkowitzDegree(model) + 2L * model.markowitzDegree(v);
          after.eliminate(v);
          return damage + totalMarkowitzDegree(after);
        });
  }

  private static long totalMarkowitzDegree(EdgeSetElimination model) {
    return model.live().stream().mapToLong(model::markowitzDegree).sum();
  }

  @Property(tries = 60)
  void relativeMarkowitzSubtractsWhatTheVertexWouldCostAsTheLast(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph) {
    assertGreedy(
        HeuristicOrder.RELATIVE_MARKOWITZ,
        graph,
        (model, v) -> {
          EdgeSetElimination last = model.copy();
          model.live().stream().filter(other -> !other.equals(v)).forEach(last::eliminate);
          return model.markowitzDegree(v) - (long) last.markowitzDegree(v);
        });
  }

  @Property(tries = 60)
  void leastExcessSubtractsTheCutBound(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph) {
    CutBounds bounds = CutBounds.of(graph);
    assertGreedy(
        HeuristicOrder.LEAST_EXCESS,
        graph,
        (model, v) -> model.markowitzDegree(v) - (long) bounds.bound(v));
  }

  @Property(tries = 20)
  void leastBoundRaisesTheBoundOnTheWholeLeast(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph) {
    assertGreedy(
        HeuristicOrder.LEAST_BOUND,
        graph,
        (model, v) -> {
          EdgeSetElimination after = model.copy();
          after.eliminate(v);
          return (model.markowitzDegree(v) + boundOnTheRest(graph, after)) * MANY
              + model.markowitzDegree(v);
        });
  }

  private static long boundOnTheRest(ComputationalGraph graph, EdgeSetElimination model) {
    LiveBounds bounds = LiveBounds.of(graph);
    IntStream.of(graph.eliminable())
        .filter(vertex -> !model.live().contains(vertex))
        .forEach(bounds::eliminate);
    return model.live().stream().mapToLong(bounds::bound).sum();
  }

  @Test
  void whatIsGreedyGivesUpWhenStopped() {
    ComputationalGraph graph = HandMadeGraphs.ladder(50);
    for (HeuristicOrder heuristic : HeuristicOrder.values()) {
      AtomicInteger looks = new AtomicInteger();
      Optional<EliminationOrder> stopped = heuristic.of(graph, () -> looks.incrementAndGet() > 10);
      if (heuristic == HeuristicOrder.FORWARD || heuristic == HeuristicOrder.REVERSE) {
        assertThat(stopped).isPresent();
      } else {
        assertThat(stopped).isEmpty();
        assertThat(looks).hasValue(11);
      }
      assertThat(heuristic.of(graph, () -> false)).contains(heuristic.of(graph));
    }
  }

  @Property(tries = 50)
  void forwardAscendsAndReverseDescends(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph) {
    int[] ascending = HeuristicOrder.FORWARD.of(graph).vertices();
    int[] descending = HeuristicOrder.REVERSE.of(graph).vertices();

    assertThat(ascending).isEqualTo(graph.eliminable());
    for (int step = 0; step < ascending.length; step++) {
      assertThat(descending[step]).isEqualTo(ascending[ascending.length - 1 - step]);
    }
  }

  @Property(tries = 60)
  void allOrderTheVerticesOfTensors(@ForAll long seed) {
    for (CostModel model : CostModel.values()) {
      ComputationalGraph graph = RandomTensorGraphs.ofProgram(seed, model, 20);
      for (HeuristicOrder heuristic : HeuristicOrder.values()) {
        assertThat(cost(heuristic, graph).multiplications())
            .as("%s by %s", heuristic, model)
            .isGreaterThanOrEqualTo(CutBounds.of(graph).total());
      }
    }
  }

  @Property(tries = 60)
  void damageToTensorsIsWhatNeighboursTakeMore(@ForAll long seed) {
    for (CostModel model : CostModel.values()) {
      ComputationalGraph graph = RandomTensorGraphs.ofProgram(seed, model, 20);
      EliminationState state = new EliminationState(graph);
      for (int chosen : HeuristicOrder.LMMD.of(graph).vertices()) {
        for (int v = state.nextLive(0); v >= 0; v = state.nextLive(v + 1)) {
          assertThat(costAndDamage(state, v)).isGreaterThanOrEqualTo(costAndDamage(state, chosen));
        }
        state.eliminate(chosen);
      }
    }
  }

  /** No other vertices than its neighbours change what they take. */
  private static long costAndDamage(EliminationState state, int vertex) {
    EliminationState after = new EliminationState(state.graph());
    after.copyFrom(state);
    long sum = after.eliminate(vertex);
    for (int v = after.nextLive(0); v >= 0; v = after.nextLive(v + 1)) {
      sum += after.markowitzDegree(v) - state.markowitzDegree(v);
    }
    return sum;
  }
}
