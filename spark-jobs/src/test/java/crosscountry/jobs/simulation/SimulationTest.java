package crosscountry.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import crosscountry.jobs.configuration.Pace;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Laws that every simulated run obeys, and figures of runs that can be worked out by hand. */
final class SimulationTest {

  @Test
  void coresPlayAllTheTimeIfNothingElseTakesAny() {
    SimulatedRun run = Scenario.IDEAL.run();
    assertThat(run.executorsBusy()).isCloseTo(1, within(1e-9));
    assertThat(run.positionsPerSecond())
        .isCloseTo(Scenario.IDEAL.cores() * Scenario.POSITIONS, within(1.0));
    assertThat(run.limit()).isEqualTo(Limit.EXECUTORS);
  }

  @Property(tries = 30)
  void whatWasDrawnIsPlayed(
      @ForAll @IntRange(min = 1, max = 40) int executors,
      @ForAll @IntRange(min = 1, max = 6) int wavesInFlight,
      @ForAll @DoubleRange(min = 0, max = 1) double spread,
      @ForAll long seed) {
    Scenario scenario =
        Scenario.IDEAL
            .withExecutors(executors)
            .withPace(Pace.overlapping(wavesInFlight))
            .withSpread(spread)
            .withDriver(0.01, 0.001, 0.0005)
            .withSeed(seed);
    SimulatedRun.Whole whole = scenario.run().whole();
    long tasks = (long) Scenario.WAVES * scenario.tasksPerWave();
    assertThat(whole.tasks()).isEqualTo(tasks);
    assertThat(whole.playedSeconds()).isCloseTo(whole.drawnSeconds(), within(1e-6 * tasks));
    assertThat(whole.playedSeconds()).isLessThanOrEqualTo(whole.seconds() * scenario.cores());
    assertThat(whole.ingressBytes()).isEqualTo((double) tasks * Scenario.RESULT_BYTES);
    assertThat(whole.updates()).isEqualTo((long) (tasks * 0.5));
  }

  @Property(tries = 30)
  void sharesAreShares(
      @ForAll @IntRange(min = 1, max = 40) int executors,
      @ForAll @DoubleRange(min = 0, max = 1) double update,
      @ForAll @DoubleRange(min = 0, max = 0.1) double launch,
      @ForAll long seed) {
    SimulatedRun run =
        Scenario.IDEAL
            .withExecutors(executors)
            .withSpread(0.3)
            .withDriver(update, 0.01, launch)
            .withNetwork(50_000, 0.001)
            .withSeed(seed)
            .run();
    assertThat(
            List.of(
                run.executorsBusy(),
                run.learnerBusy(),
                run.bookkeepingBusy(),
                run.schedulerBusy(),
                run.networkBusy()))
        .allSatisfy(share -> assertThat(share).isBetween(-1e-9, 1 + 1e-9));
  }

  @Property(tries = 30)
  void theSameSeedGivesTheSameRun(@ForAll long seed) {
    Scenario scenario =
        Scenario.IDEAL.withSpread(0.5).withDriver(0.05, 0.001, 0.001).withSeed(seed);
    assertThat(scenario.run()).isEqualTo(scenario.run());
    assertThat(scenario.run()).isNotEqualTo(scenario.withSeed(seed + 1).run());
  }

  @Test
  void ingressIsWhatResultsTakeTimesHowManyCome() {
    SimulatedRun run = Scenario.IDEAL.withSpread(0.3).withDriver(0.01, 0.001, 0.001).run();
    double resultsPerSecond = run.positionsPerSecond() / Scenario.POSITIONS;
    assertThat(run.ingressBytesPerSecond())
        // Some results are on their way when the figures begin and end.
        .isCloseTo(resultsPerSecond * Scenario.RESULT_BYTES, within(0.02 * 8_000));
  }

  @Test
  void moreExecutorsNeverPlayLessBesideAnInfiniteDriver() {
    double before = 0;
    for (int executors : new int[] {1, 2, 3, 5, 8, 16, 33, 64, 128}) {
      SimulatedRun run =
          Scenario.IDEAL
              .withExecutors(executors)
              .withSpread(0.3)
              // Or fewer of the larger waves would be in flight.
              .withMostOwedUpdates(Integer.MAX_VALUE)
              .run();
      assertThat(run.positionsPerSecond()).isGreaterThan(before);
      before = run.positionsPerSecond();
    }
  }

  @Property(tries = 30)
  void theSlowestOfThreeSetsThePace(
      @ForAll @IntRange(min = 1, max = 32) int executors,
      @ForAll @IntRange(min = 1, max = 1_000) int updateMillis,
      @ForAll @IntRange(min = 1, max = 300) int launchMillis) {
    double update = updateMillis / 1e3;
    double launch = launchMillis / 1e3;
    Scenario scenario =
        Scenario.IDEAL
            .withExecutors(executors)
            .withDriver(update, 0, launch)
            // No backlog beyond a wave, or cycles would be longer than what is simulated.
            .withMostOwedUpdates(1);
    double tasksPerSecond = scenario.run().positionsPerSecond() / Scenario.POSITIONS;
    double cores = scenario.cores() / (1 + launch);
    double learner = 1 / (update * scenario.updatesPerTask());
    double bound = Math.min(Math.min(scenario.cores(), learner), 1 / launch);
    assertThat(tasksPerSecond).isLessThanOrEqualTo(bound * 1.03);
    // A pipeline whose stages wait for each other as little as waves in flight allow.
    assertThat(tasksPerSecond)
        .isGreaterThanOrEqualTo(0.6 * Math.min(Math.min(cores, learner), 1 / launch));
  }

  @Test
  void aSlowLearnerDecidesAlone() {
    // A backlog that is as large as it may be before the figures begin.
    SimulatedRun run = Scenario.IDEAL.withMostOwedUpdates(16).withDriver(1, 0, 0).run();
    // Half an update a task, of a second each.
    assertThat(run.positionsPerSecond()).isCloseTo(2 * Scenario.POSITIONS, within(10.0));
    assertThat(run.learnerBusy()).isCloseTo(1, within(0.01));
    assertThat(run.limit()).isEqualTo(Limit.LEARNER);
  }

  @Test
  void aSlowSchedulerDecidesAlone() {
    SimulatedRun run = Scenario.IDEAL.withDriver(0, 0, 0.5).run();
    assertThat(run.positionsPerSecond()).isCloseTo(2 * Scenario.POSITIONS, within(5.0));
    assertThat(run.limit()).isEqualTo(Limit.SCHEDULER);
  }

  @Test
  void slowTablesDecideAlone() {
    SimulatedRun run = Scenario.IDEAL.withTwoThreads(0, 0.5).run();
    assertThat(run.positionsPerSecond()).isCloseTo(2 * Scenario.POSITIONS, within(5.0));
    assertThat(run.bookkeepingBusy()).isCloseTo(1, within(0.01));
    assertThat(run.limit()).isEqualTo(Limit.BOOKKEEPING);
  }

  @Property(tries = 50)
  void learningAndBookkeepingOverlap(
      @ForAll @IntRange(min = 1, max = 1_000) int updateMillis,
      @ForAll @IntRange(min = 1, max = 500) int recordMillis) {
    Scenario scenario =
        Scenario.IDEAL
            .withTaskSeconds(0.001)
            .withTwoThreads(updateMillis / 1e3, recordMillis / 1e3);
    double tasks = (double) Scenario.WAVES * scenario.tasksPerWave();
    double learning = tasks * scenario.updatesPerTask() * updateMillis / 1e3;
    double writing = tasks * recordMillis / 1e3;
    double longer = Math.max(learning, writing);
    double shorter = Math.min(learning, writing);
    // Beside a wave's share, which neither can begin with, the books wait for the update in hand
    // when they publish: an eighth of a wave's updates.
    assertThat(scenario.run().whole().seconds()).isBetween(longer, longer + 0.2 * shorter + 1);
  }

  @Test
  void aThinLinkDecidesAlone() {
    SimulatedRun run = Scenario.IDEAL.withNetwork(2_000, 0).run();
    assertThat(run.ingressBytesPerSecond()).isCloseTo(2_000, within(40.0));
    assertThat(run.limit()).isEqualTo(Limit.NETWORK);
  }

  @Test
  void waitingForTheLastOfAWaveIsNobodysWork() {
    SimulatedRun run = Scenario.IDEAL.withPace(Pace.overlapping(1)).withSpread(1).run();
    assertThat(run.executorsBusy()).isLessThan(0.8);
    assertThat(run.limit()).isEqualTo(Limit.WAVES);
  }

  @Property(tries = 30)
  void oneWaveInFlightIsNeverStale(
      @ForAll @IntRange(min = 1, max = 20) int executors, @ForAll long seed) {
    Scenario scenario =
        Scenario.IDEAL
            .withExecutors(executors)
            .withSpread(0.5)
            .withDriver(0.2, 0.001, 0.001)
            .withSeed(seed);
    assertThat(scenario.withPace(Pace.overlapping(1)).run().whole().greatestStaleness()).isZero();
    assertThat(scenario.withPace(Pace.synchronous()).run().whole().greatestStaleness()).isZero();
  }

  @Property(tries = 30)
  void wavesThatEndInTheirOrderAreAsStaleAsThoseInFlightAllow(
      @ForAll @IntRange(min = 2, max = 8) int wavesInFlight,
      @ForAll @IntRange(min = 1, max = 200) int updateMillis) {
    SimulatedRun run =
        Scenario.IDEAL
            .withPace(Pace.overlapping(wavesInFlight))
            .withDriver(updateMillis / 1e3, 0.001, 0.001)
            .run();
    // Each wave that begins after another publishes once, and so may a checkpoint in between.
    assertThat(run.whole().greatestStaleness()).isBetween(1, wavesInFlight);
    assertThat(run.staleness()).isLessThanOrEqualTo(run.whole().greatestStaleness());
    assertThat(run.lateStaleness()).isLessThanOrEqualTo(run.whole().greatestStaleness());
  }

  @Property(tries = 30)
  void gamesAreAsOldAsDebtAndWavesInFlightAllow(
      @ForAll @IntRange(min = 1, max = 8) int wavesInFlight,
      @ForAll @IntRange(min = 1, max = 200) int mostOwed,
      @ForAll @IntRange(min = 1, max = 2_000) int updateMillis) {
    Scenario scenario =
        Scenario.IDEAL
            .withPace(Pace.overlapping(wavesInFlight))
            .withMostOwedUpdates(mostOwed)
            .withDriver(updateMillis / 1e3, 0, 0);
    // What is owed when a wave begins, for others in flight as well, is bounded; its own updates
    // come
    // on top, and those of the waves that begin before it ends.
    double owedPerWave = scenario.updatesPerTask() * scenario.tasksPerWave();
    double together = Math.min(wavesInFlight, 1 + mostOwed / owedPerWave);
    assertThat(scenario.run().staleUpdates())
        .isLessThanOrEqualTo(mostOwed + together * owedPerWave);
  }

  @Test
  void aSynchronousRunTakesTurns() {
    SimulatedRun run = Scenario.IDEAL.withPace(Pace.synchronous()).withDriver(0.25, 0, 0).run();
    // 2 s of play, then 8 updates: 16 tasks on 8 cores.
    assertThat(run.executorsBusy()).isCloseTo(0.5, within(1e-6));
    assertThat(run.learnerBusy()).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void tooManyTasksAreRefused() {
    assertThatThrownBy(() -> Scenario.IDEAL.withTasksPerWave(Integer.MAX_VALUE).run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than can be simulated");
  }
}
