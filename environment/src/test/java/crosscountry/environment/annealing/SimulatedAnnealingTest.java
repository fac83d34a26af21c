package crosscountry.environment.annealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.fixture.HandMadeGraphs;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.heuristic.HeuristicOrder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SimulatedAnnealingTest {

  private static AnnealingResult run(ComputationalGraph graph, long windows, long seed) {
    return new SimulatedAnnealing(graph)
        .run(new AnnealingBudget.Windows(windows), seed, () -> false);
  }

  /** A dense layered graph, whose bound no order reaches. */
  private static ComputationalGraph unbounded() {
    ComputationalGraph.Builder builder = new ComputationalGraph.Builder("unbounded", 4, 40);
    for (int number = 1; number <= 40; number++) {
      builder.readsInput(number, number % 4);
      if (number > 1) {
        builder.readsResult(number, number - 1);
      }
      if (number > 7) {
        builder.readsResult(number, number - 7);
      }
    }
    return builder.output(40).output(37).output(33).build();
  }

  @Property(tries = 100)
  void theOrderCostsWhatIsSaidAndNoMoreThanAnyHeuristic(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    AnnealingResult result = run(graph, 1_000, seed);

    assertThat(EliminationCost.of(graph, result.order()).multiplications())
        .isEqualTo(result.multiplications());
    for (HeuristicOrder heuristic : HeuristicOrder.values()) {
      assertThat(result.multiplications())
          .isLessThanOrEqualTo(EliminationCost.of(graph, heuristic.of(graph)).multiplications());
    }
    assertThat(result.stoppedByBound())
        .isEqualTo(result.multiplications() == CutBounds.of(graph).total());
    assertThat(result.windows()).isLessThanOrEqualTo(1_000);
    assertThat(result.accepted()).isLessThanOrEqualTo(result.windows());
  }

  @Property(tries = 30)
  void equalSeedsGiveEqualResults(
      @ForAll(supplier = RandomGraphs.Large.class) ComputationalGraph graph, @ForAll long seed) {
    assertThat(run(graph, 3_000, seed)).isEqualTo(run(graph, 3_000, seed));
  }

  @Test
  void spendsTheWindowsItIsGivenAndNoMore() {
    assertThat(run(unbounded(), 12_345, 1).windows()).isEqualTo(12_345);
    assertThat(run(unbounded(), 1, 1).windows()).isEqualTo(1);
  }

  @Test
  void spendsTheTimeItIsGiven() {
    long start = System.nanoTime();
    AnnealingResult result =
        new SimulatedAnnealing(unbounded())
            .run(new AnnealingBudget.Time(Duration.ofMillis(200)), 1, () -> false);

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
    assertThat(result.windows()).isPositive();
    assertThat(result.stoppedByBound()).isFalse();
  }

  @Test
  void endsWithWhatItHasWhenCancelled() {
    AtomicInteger looks = new AtomicInteger();
    AnnealingResult result =
        new SimulatedAnnealing(unbounded())
            .run(
                new AnnealingBudget.Time(Duration.ofHours(1)),
                1,
                () -> looks.incrementAndGet() > 20);

    assertThat(result.order().length()).isEqualTo(unbounded().eliminableCount());
    assertThat(result.windows()).isLessThan(20_000);
  }

  @Test
  void givesUpAHeuristicThatIsUnderWayWhenCancelled() {
    ComputationalGraph graph = HandMadeGraphs.ladder(100);
    int patience = 50;
    AtomicInteger looks = new AtomicInteger();
    AnnealingResult result =
        new SimulatedAnnealing(graph)
            .run(new AnnealingBudget.Windows(1_000), 1, () -> looks.incrementAndGet() > patience);

    assertThat(result.windows()).isZero();
    assertThat(result.order().length()).isEqualTo(graph.eliminableCount());
    assertThat(looks.get()).isLessThan(patience + 20);
  }

  @Test
  void evaluatesNothingWhenCancelledAtOnce() {
    AnnealingResult result =
        new SimulatedAnnealing(unbounded()).run(new AnnealingBudget.Windows(1_000), 1, () -> true);

    assertThat(result.windows()).isZero();
    assertThat(result.multiplications())
        .isEqualTo(EliminationCost.of(unbounded(), result.order()).multiplications());
  }

  @Test
  void stopsAtOnceWhenTheOrderCostsTheBound() {
    ComputationalGraph graph = HandMadeGraphs.naumann();
    SimulatedAnnealing annealing = new SimulatedAnnealing(graph);
    AnnealingBudget century = new AnnealingBudget.Time(Duration.ofDays(36_500));

    AnnealingResult result =
        annealing.run(List.of(HeuristicOrder.FORWARD.of(graph)), century, 1, () -> false);

    assertThat(result.multiplications()).isEqualTo(7);
    assertThat(result.stoppedByBound()).isTrue();
    assertThat(annealing.run(century, 1, () -> false).windows()).isZero();
  }

  @Test
  void stopsAtABoundThatIsKnownOtherwise() {
    ComputationalGraph graph = unbounded();
    SimulatedAnnealing annealing = new SimulatedAnnealing(graph);
    AnnealingBudget budget = new AnnealingBudget.Windows(100_000);
    long reached = annealing.run(budget, 1, () -> false).multiplications();

    AnnealingResult result = annealing.stoppedBy(reached).run(budget, 1, () -> false);

    assertThat(result.multiplications()).isEqualTo(reached);
    assertThat(result.stoppedByBound()).isTrue();
    assertThat(result.windows()).isLessThan(100_000);
    assertThat(annealing.stoppedBy(0).stoppedBy(1).run(budget, 1, () -> false))
        .isEqualTo(annealing.run(budget, 1, () -> false));
  }

  @Test
  void graphsWithoutAChoiceNeedNoWindows() {
    ComputationalGraph none = HandMadeGraphs.chain(1);
    ComputationalGraph one = HandMadeGraphs.chain(2);

    assertThat(run(none, 100, 1).order().equations()).isEmpty();
    assertThat(run(none, 100, 1).windows()).isZero();
    assertThat(run(one, 100, 1).order().equations()).containsExactly(1);
    assertThat(run(one, 100, 1).multiplications()).isEqualTo(1);
  }

  @Test
  void improvesAnOrderThatItIsGiven() {
    ComputationalGraph graph = unbounded();
    AnnealingResult result =
        new SimulatedAnnealing(graph)
            .run(
                List.of(RandomOrders.of(graph, 1)),
                new AnnealingBudget.Windows(100_000),
                1,
                () -> false);

    assertThat(result.multiplications())
        .isLessThan(
            EliminationCost.of(graph, HeuristicOrder.MARKOWITZ.of(graph)).multiplications());
  }

  @Test
  void refusesToStartFromNothing() {
    SimulatedAnnealing annealing = new SimulatedAnnealing(unbounded());
    AnnealingBudget budget = new AnnealingBudget.Windows(1);

    assertThatThrownBy(() -> annealing.run(List.of(), budget, 1, () -> false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("annealing needs an order to start from");
  }

  @Test
  void refusesSettingsAndBudgetsOutOfRange() {
    assertThatThrownBy(() -> new AnnealingSettings(1, 0, 1, 1)).hasMessageContaining("(0.0)");
    assertThatThrownBy(() -> new AnnealingSettings(1, 2, 2, 1)).hasMessageContaining("start");
    assertThatThrownBy(() -> new AnnealingSettings(3, 2, 1, 1)).hasMessageContaining("reheat");
    assertThatThrownBy(() -> new AnnealingSettings(Double.NaN, 2, 2, 1))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> new AnnealingSettings(3, 2, 2, 0)).hasMessageContaining("rounds");
    assertThatThrownBy(() -> new AnnealingSettings(3, 2, 2, 31)).hasMessageContaining("(31)");
    assertThatThrownBy(() -> new AnnealingBudget.Windows(0)).hasMessageContaining("(0)");
    assertThatThrownBy(() -> new AnnealingBudget.Time(Duration.ZERO)).hasMessageContaining("PT0S");
  }
}
