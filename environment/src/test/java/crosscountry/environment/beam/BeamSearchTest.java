package crosscountry.environment.beam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.exact.ExhaustiveOptimum;
import crosscountry.environment.fixture.HandMadeGraphs;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomTensorGraphs;
import crosscountry.environment.fixture.SubsetDynamicProgram;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BeamSearchTest {

  private static final int ALL_SETS = 1 << 9;

  private static BeamResult run(ComputationalGraph graph, int width, long seed) {
    return new BeamSearch(graph).run(new BeamBudget.Width(width), seed, () -> false);
  }

  /** A dense layered graph, whose bound no order reaches. */
  private static ComputationalGraph unbounded(int equations) {
    ComputationalGraph.Builder builder = new ComputationalGraph.Builder("unbounded", 4, equations);
    for (int number = 1; number <= equations; number++) {
      builder.readsInput(number, number % 4);
      if (number > 1) {
        builder.readsResult(number, number - 1);
      }
      if (number > 7) {
        builder.readsResult(number, number - 7);
      }
    }
    return builder.output(equations).output(equations - 3).output(equations - 7).build();
  }

  @Property(tries = 1000)
  void findsTheOptimumWhenAllSetsHaveRoom(
      @ForAll(supplier = RandomGraphs.Small.class) ComputationalGraph graph, @ForAll long seed) {
    BeamResult result = run(graph, ALL_SETS, seed);

    assertThat(result.multiplications()).isEqualTo(new SubsetDynamicProgram(graph).optimum());
    assertThat(result.exhausted()).isTrue();
  }

  @Property(tries = 500)
  void claimsToBeExhaustedOnlyWithTheOptimum(
      @ForAll(supplier = RandomGraphs.Small.class) ComputationalGraph graph,
      @ForAll @IntRange(min = 1, max = 8) int width,
      @ForAll long seed) {
    BeamResult result = run(graph, width, seed);

    assertThat(result.multiplications())
        .isGreaterThanOrEqualTo(ExhaustiveOptimum.of(graph).multiplications());
    if (result.exhausted()) {
      assertThat(result.multiplications()).isEqualTo(ExhaustiveOptimum.of(graph).multiplications());
    }
  }

  @Property(tries = 200)
  void theOrderCostsWhatIsSaidAndNoLessThanTheBound(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph,
      @ForAll @IntRange(min = 1, max = 50) int width,
      @ForAll long seed) {
    BeamResult result = run(graph, width, seed);

    long bound = CutBounds.of(graph).total();
    assertThat(EliminationCost.of(graph, result.order()).multiplications())
        .isEqualTo(result.multiplications());
    assertThat(result.multiplications()).isGreaterThanOrEqualTo(bound);
    assertThat(result.stoppedByBound()).isEqualTo(result.multiplications() == bound);
    assertThat(result.width()).isEqualTo(width);
    assertThat(result.expanded())
        .isLessThanOrEqualTo((long) width * Math.max(1, graph.eliminableCount()));
  }

  @Property(tries = 30)
  void equalSeedsGiveEqualResults(
      @ForAll(supplier = RandomGraphs.Large.class) ComputationalGraph graph, @ForAll long seed) {
    assertThat(run(graph, 20, seed)).isEqualTo(run(graph, 20, seed));
  }

  @Test
  void mergesTheManyWaysToASet() {
    // Four vertices have 16 sets, of which the full one isn't expanded, but 64 ways to smaller
    // ones.
    BeamResult result = run(HandMadeGraphs.layers(3, 3), ALL_SETS, 1);

    assertThat(result.expanded()).isLessThanOrEqualTo(15);
    assertThat(result.exhausted()).isTrue();
  }

  @Test
  void searchesOnlyWhatTheOpeningLeaves() {
    assertThat(run(HandMadeGraphs.comb(30), 1_000, 1).expanded()).isZero();
  }

  @Test
  void aWiderBeamFindsABetterOrder() {
    ComputationalGraph graph = unbounded(40);

    assertThat(run(graph, 200, 1).multiplications()).isLessThan(run(graph, 1, 1).multiplications());
  }

  @Test
  void widensWhileThereIsTime() {
    BeamResult result =
        new BeamSearch(unbounded(60))
            .run(new BeamBudget.Time(Duration.ofMillis(300)), 1, () -> false);

    assertThat(result.order().length()).isEqualTo(unbounded(60).eliminableCount());
    assertThat(result.multiplications())
        .isEqualTo(EliminationCost.of(unbounded(60), result.order()).multiplications());
    assertThat(result.width()).isGreaterThanOrEqualTo(16);
  }

  @Test
  void timeIsNotSpentWhenNothingIsLeftToFind() {
    BeamSearch naumann = new BeamSearch(HandMadeGraphs.naumann());
    BeamSearch layers = new BeamSearch(HandMadeGraphs.layers(3, 3));
    BeamBudget century = new BeamBudget.Time(Duration.ofDays(36_500));

    assertThat(naumann.run(century, 1, () -> false).multiplications()).isEqualTo(7);
    assertThat(naumann.run(century, 1, () -> false).stoppedByBound()).isTrue();
    assertThat(layers.run(century, 1, () -> false).exhausted()).isTrue();
  }

  @Test
  void endsWithWhatItHasWhenCancelled() {
    AtomicInteger looks = new AtomicInteger();
    BeamResult result =
        new BeamSearch(unbounded(40))
            .run(new BeamBudget.Time(Duration.ofHours(1)), 1, () -> looks.incrementAndGet() > 2000);

    assertThat(result.order().length()).isEqualTo(unbounded(40).eliminableCount());
    assertThat(result.expanded()).isBetween(1L, 2_000L);
    assertThat(result.exhausted()).isFalse();
  }

  @Test
  void completesAnOrderWhenCancelledBeforeThereIsOne() {
    for (int patience = 0; patience < 60; patience += 7) {
      int most = patience;
      AtomicInteger looks = new AtomicInteger();
      BeamResult result =
          new BeamSearch(unbounded(40))
              .run(new BeamBudget.Width(3), 1, () -> looks.incrementAndGet() > most);

      assertThat(result.expanded()).isEqualTo(most);
      assertThat(result.multiplications())
          .isEqualTo(EliminationCost.of(unbounded(40), result.order()).multiplications());
    }
  }

  @Test
  void copesWithThousandsOfVertices() {
    ComputationalGraph graph = unbounded(3_000);
    AtomicInteger looks = new AtomicInteger();
    BeamResult result =
        new BeamSearch(graph)
            .run(
                new BeamBudget.Time(Duration.ofHours(1)), 1, () -> looks.incrementAndGet() > 3_000);

    assertThat(result.order().length()).isEqualTo(graph.eliminableCount());
  }

  @Test
  void graphsWithoutAChoiceHaveOneOrder() {
    ComputationalGraph none = HandMadeGraphs.chain(1);
    ComputationalGraph one = HandMadeGraphs.chain(2);

    assertThat(run(none, 1, 1).order().equations()).isEmpty();
    assertThat(run(none, 1, 1).exhausted()).isTrue();
    assertThat(run(one, 1, 1).order().equations()).containsExactly(1);
    assertThat(run(one, 1, 1).multiplications()).isEqualTo(1);
  }

  @Test
  void refusesBudgetsOutOfRange() {
    assertThatThrownBy(() -> new BeamBudget.Width(0)).hasMessageContaining("(0)");
    assertThatThrownBy(() -> new BeamBudget.Time(Duration.ZERO)).hasMessageContaining("PT0S");
    assertThatThrownBy(() -> new BeamBudget.Time(Duration.ofDays(36_501)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 100)
  void aWideBeamFindsTheOptimumOfTensors(@ForAll long seed) {
    ComputationalGraph graph = RandomTensorGraphs.ofProgram(seed, CostModel.PRINCIPLE, 8);
    BeamResult result = run(graph, 1_000, seed);

    assertThat(result.multiplications()).isEqualTo(ExhaustiveOptimum.of(graph).multiplications());
    assertThat(EliminationCost.of(graph, result.order()).multiplications())
        .isEqualTo(result.multiplications());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PRINCIPLE")
  void rulesByWhichSetsDoNotDetermineWhatIsLeftAreRefused(CostModel model) {
    ComputationalGraph graph = RandomTensorGraphs.ofProgram(1, model, 8);

    assertThat(BeamSearch.isApplicable(graph)).isFalse();
    assertThatThrownBy(() -> new BeamSearch(graph))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "what is left of random tensors may depend on the order of elimination, which beam"
                + " search does not allow for");
  }
}
