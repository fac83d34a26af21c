package crosscountry.environment.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.fixture.HandMadeGraphs;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.graph.ComputationalGraph;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CutBoundsTest {

  @Test
  void naumannsExampleIsBoundedExactly() {
    CutBounds bounds = CutBounds.of(HandMadeGraphs.naumann());

    // Equation 1 joins both inputs, and all that follows flows through 2 and then 3.
    assertThat(bounds.inCut(2)).isEqualTo(2);
    assertThat(bounds.outCut(2)).isEqualTo(1);
    assertThat(bounds.inCut(3)).isEqualTo(1);
    assertThat(bounds.outCut(3)).isEqualTo(1);
    assertThat(bounds.inCut(4)).isEqualTo(2);
    assertThat(bounds.outCut(4)).isEqualTo(2);
    assertThat(bounds.bound(4)).isEqualTo(4);
    assertThat(bounds.total()).isEqualTo(7);
  }

  @Test
  void verticesOffEveryPathCostNothing() {
    ComputationalGraph graph =
        new ComputationalGraph.Builder("off", 1, 4)
            .readsInput(1, 0)
            .readsResult(3, 2)
            .readsResult(4, 3)
            .output(4)
            .build();
    CutBounds bounds = CutBounds.of(graph);

    assertThat(bounds.bound(graph.vertexOf(1))).as("dead").isZero();
    assertThat(bounds.bound(graph.vertexOf(2))).as("constant").isZero();
    assertThat(bounds.bound(graph.vertexOf(3))).as("constant, read").isZero();
    assertThat(bounds.total()).isZero();
  }

  @Property(tries = 60)
  void cutsAreMinimal(@ForAll(supplier = RandomGraphs.Small.class) ComputationalGraph graph) {
    CutBounds bounds = CutBounds.of(graph);
    for (int vertex : graph.eliminable()) {
      assertThat(bounds.inCut(vertex)).isEqualTo(leastCutFromInputs(graph, vertex));
      assertThat(bounds.outCut(vertex)).isEqualTo(leastCutToOutputs(graph, vertex));
    }
  }

  /** Tries every set of vertices other than the given one. */
  private static int leastCutFromInputs(ComputationalGraph graph, int target) {
    int least = Integer.MAX_VALUE;
    for (int cut = 0; cut < 1 << target; cut++) {
      int reached = 0;
      for (int vertex = 0; vertex <= target; vertex++) {
        boolean reachable = graph.isIndependent(vertex);
        for (int predecessor : graph.predecessors(vertex)) {
          reachable |= (reached >> predecessor & 1) == 1;
        }
        reached |= reachable && (cut >> vertex & 1) == 0 ? 1 << vertex : 0;
      }
      if ((reached >> target & 1) == 0) {
        least = Math.min(least, Integer.bitCount(cut));
      }
    }
    return least;
  }

  private static int leastCutToOutputs(ComputationalGraph graph, int source) {
    int later = graph.vertices() - source - 1;
    int least = Integer.MAX_VALUE;
    for (int cut = 0; cut < 1 << later; cut++) {
      int reached = 0;
      for (int place = later; place >= 0; place--) {
        boolean reachable = graph.isDependent(source + place);
        for (int successor : graph.successors(source + place)) {
          reachable |= (reached >> (successor - source) & 1) == 1;
        }
        boolean removed = place > 0 && (cut >> (place - 1) & 1) == 1;
        reached |= reachable && !removed ? 1 << place : 0;
      }
      if ((reached & 1) == 0) {
        least = Math.min(least, Integer.bitCount(cut));
      }
    }
    return least;
  }

  @Property(tries = 100)
  void noVertexOfAnyOrderCostsLessThanItsBound(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    CutBounds bounds = CutBounds.of(graph);
    EliminationOrder order = RandomOrders.of(graph, seed);
    long[] steps = EliminationCost.of(graph, order).steps();
    for (int step = 0; step < steps.length; step++) {
      assertThat(steps[step]).isGreaterThanOrEqualTo(bounds.bound(order.vertex(step)));
    }
  }
}
