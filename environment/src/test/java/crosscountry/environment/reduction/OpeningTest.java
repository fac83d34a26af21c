package crosscountry.environment.reduction;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.fixture.HandMadeGraphs;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.fixture.RandomShapes;
import crosscountry.environment.fixture.RandomTensorGraphs;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OpeningTest {

  private static long cost(ComputationalGraph graph, int[] vertices) {
    return EliminationCost.of(graph, EliminationOrder.ofVertices(graph, vertices))
        .multiplications();
  }

  private static void assertOrdersLoseNothing(ComputationalGraph graph, long seed) {
    Opening opening = Opening.of(graph, CutBounds.of(graph));
    for (int repetition = 0; repetition < 10; repetition++) {
      int[] order = RandomOrders.of(graph, seed + repetition).vertices();
      int[] rest = opening.restOf(order);

      assertThat(rest).hasSize(opening.leftCount());
      assertThat(cost(graph, opening.followedBy(rest))).isLessThanOrEqualTo(cost(graph, order));
    }
  }

  @Property(tries = 5000)
  void anOrderLosesNothingByBeginningWithTheOpening(@ForAll long seed) {
    assertOrdersLoseNothing(RandomShapes.of(seed), seed);
  }

  @Property(tries = 200)
  void anOrderOfAnOddGraphLosesNothingEither(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    assertOrdersLoseNothing(graph, seed);
  }

  @Property(tries = 100)
  void whatIsLeftIsWhatTheOpeningLeaves(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    Opening opening = Opening.of(graph, CutBounds.of(graph));
    int[] rest = opening.restOf(RandomOrders.of(graph, seed).vertices());
    int[] whole = opening.followedBy(rest);
    EliminationState state = new EliminationState(graph);
    long multiplications = 0;
    for (int step = 0; step < whole.length - rest.length; step++) {
      multiplications += state.eliminate(whole[step]);
    }

    assertThat(multiplications).isEqualTo(opening.multiplications());
    assertThat(opening.left().sameAs(state)).isTrue();
    assertThat(opening.leftCount()).isEqualTo(state.liveCount());
  }

  @Test
  void theFarEndOfABridgeTakesThePlaceOfTheNearOne() {
    // Equations 3 and 4 are a bridge, of which 3 may go at once; 1 and 2 stay.
    ComputationalGraph graph =
        new ComputationalGraph.Builder("bridge", 3, 7)
            .readsInput(1, 0)
            .readsInput(1, 1)
            .readsInput(2, 1)
            .readsInput(2, 2)
            .readsResult(3, 1)
            .readsResult(3, 2)
            .readsResult(4, 3)
            .readsResult(5, 1)
            .readsResult(5, 4)
            .readsResult(6, 2)
            .readsResult(6, 4)
            .readsInput(7, 2)
            .readsResult(7, 1)
            .readsResult(7, 2)
            .output(5)
            .output(6)
            .output(7)
            .build();
    Opening opening = Opening.of(graph, CutBounds.of(graph));
    int[] near = EliminationOrder.ofEquations(graph, 3, 1, 4, 2).vertices();
    int[] far = EliminationOrder.ofEquations(graph, 4, 1, 3, 2).vertices();

    assertThat(graph.equationOf(opening.followedBy()[0])).isEqualTo(3);
    for (int[] order : new int[][] {near, far}) {
      assertThat(IntStream.of(opening.restOf(order)).map(graph::equationOf))
          .containsExactly(1, 4, 2);
    }
  }

  @Test
  void anIrreducibleGraphHasNoOpening() {
    ComputationalGraph graph = HandMadeGraphs.ladder(4);
    Opening opening = Opening.of(graph, CutBounds.of(graph));

    assertThat(opening.leftCount()).isEqualTo(8);
    assertThat(opening.multiplications()).isZero();
    assertThat(opening.restOf(graph.eliminable())).isEqualTo(graph.eliminable());
  }

  @Property(tries = 300)
  void withTensorsItTakesWhatIsOffEveryPathAndNothingIsLost(@ForAll long seed) {
    for (CostModel model : CostModel.values()) {
      ComputationalGraph graph = RandomTensorGraphs.ofProgram(seed, model, 20);
      assertOrdersLoseNothing(graph, seed);
      Opening opening = Opening.of(graph, CutBounds.of(graph));
      EliminationState left = opening.left();
      assertThat(opening.multiplications()).isZero();
      for (int v = left.nextLive(0); v >= 0; v = left.nextLive(v + 1)) {
        assertThat(left.inDegree(v)).isPositive();
        assertThat(left.outDegree(v)).isPositive();
      }
    }
  }
}
