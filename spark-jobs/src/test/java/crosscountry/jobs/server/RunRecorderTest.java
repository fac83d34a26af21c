package crosscountry.jobs.server;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.FeatureSet;
import crosscountry.environment.game.GameSettings;
import crosscountry.environment.game.Reductions;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.search.SearchSettings;
import crosscountry.environment.search.SearchingPlayer;
import crosscountry.environment.search.Transpositions;
import crosscountry.jobs.configuration.LearningSettings;
import crosscountry.jobs.selfplay.GameBatch;
import crosscountry.jobs.selfplay.GameMix;
import crosscountry.jobs.selfplay.PlayTally;
import crosscountry.jobs.selfplay.SelfPlayAssignment;
import crosscountry.jobs.selfplay.Traffic;
import crosscountry.models.evaluation.EvaluatorKind;
import crosscountry.models.learning.Learner;
import crosscountry.models.learning.LearnerSettings;
import crosscountry.models.learning.ReplaySettings;
import crosscountry.models.network.NetworkBlueprint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of a wave say what the tables' documentation says of them. */
final class RunRecorderTest {

  private static final int WAVE = 3;
  private static final SearchSettings SEARCH =
      new SearchSettings(2, 2, 1, 50, 0.1, Transpositions.SHARED);

  @TempDir private Path folder;

  private final RunGraph graph =
      RunGraph.of(
          Catalog.builtIn().resolve("PropaneCombustion"),
          CostModel.PRINCIPLE,
          KnownBounds.shipped(),
          new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL));
  private final Trajectory game =
      new SearchingPlayer(graph.game(), (position, judgement) -> {}, SEARCH)
          .play(new SplittableRandom(1));
  private final Standing standing = new Standing(graph);
  private final ParameterServer server = server();
  private Warehouse warehouse;
  private RunRecorder recorder;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(folder.toString());
    recorder =
        new RunRecorder(
            warehouse,
            new RunIdentity("run", 1, "settings", "test"),
            1,
            "self-play",
            List.of(graph));
    standing.admit(game, 1, 0.5);
  }

  @Test
  void aWaveHasItsOwnVersionTheMeanStalenessAndTheStepsSoFar() {
    learn();
    server.publish();
    learn();

    // Three games that were two versions late, one that was in time.
    record(new Arrival(batch(0, 3), 2), new Arrival(batch(1, 1), 0));

    MetricRow row = metrics(MetricRow.Kind.WAVE);
    assertThat(row.version()).as("the version the wave played with").isEqualTo(7);
    assertThat(row.step()).isEqualTo(2);
    assertThat(row.play().staleness()).isEqualTo(1.5);
    assertThat(row.play().games()).isEqualTo(4);
    assertThat(warehouse.trajectories().read())
        .extracting(TrajectoryRow::staleness)
        .as("the games that were kept")
        .containsExactly(2L, 0L);
  }

  @Test
  void aWaveCountsAllGamesWhetherKeptOrNot() {
    record(new Arrival(batch(0, 3), 0), new Arrival(batch(1, 2), 0));

    MetricRow row = metrics(MetricRow.Kind.WAVE);
    assertThat(row.play().games()).isEqualTo(5);
    assertThat(row.play().moves()).isEqualTo(5L * graph.game().moves());
    assertThat(row.play().evaluations()).isEqualTo(5 * game.evaluations());
    assertThat(row.play().busyShare()).isEqualTo(0.25);
    assertThat(row.costs().mean()).isEqualTo((double) game.multiplications());
    assertThat(row.costs().evaluated()).as("no game was played without noise").isNull();
  }

  @Test
  void aWaveTellsHowBusyLearnerAndWireWere() {
    learn();
    record(new Arrival(batch(0, 1), 0));

    assertThat(metrics(MetricRow.Kind.WAVE).load())
        .isEqualTo(new MetricRow.Load(0.5, server.owedUpdates(), 1_500.0, 16_000L));
  }

  @Test
  void anUpdateThatWasUndoneIsAnEvent() {
    recorder.noteUpdate(
        new LearnerReport(
            new Update.RolledBack(4, "the network went back"), server.progress(), 0, 0),
        Duration.ofSeconds(1));
    record(new Arrival(batch(0, 1), 0));

    MetricRow row = metrics(MetricRow.Kind.EVENT);
    assertThat(row.event()).isEqualTo("the network went back");
    assertThat(row.learning()).isNull();
  }

  @Test
  void theGameWithoutNoiseIsTold() {
    record(new Arrival(batch(0, 3, new GameMix(1, 0, 2, 1, 2)), 0), new Arrival(batch(1, 2), 0));

    assertThat(metrics(MetricRow.Kind.WAVE).costs().evaluated()).isEqualTo(game.multiplications());
  }

  @Test
  void aWaveBeforeTheFirstStepHasNone() {
    record(new Arrival(batch(0, 1), 0));

    assertThat(metrics(MetricRow.Kind.WAVE).step()).isNull();
  }

  @Test
  void aStepHasTheVersionThatItMakes() {
    Update update = learn();
    recorder.noteUpdate(
        new LearnerReport(update, server.progress(), server.replayPositions(), 0),
        Duration.ofSeconds(1));
    record(new Arrival(batch(0, 1), 0));

    MetricRow row = metrics(MetricRow.Kind.STEP);
    assertThat(row.step()).isOne();
    assertThat(row.version()).isEqualTo(server.publish().version());
  }

  private Update learn() {
    server.absorb(new ArrivedGames(graph.game(), List.of(game), graph.game().moves()));
    return server.update();
  }

  private void record(Arrival... arrivals) {
    recorder.recordWave(WAVE, List.of(arrivals), List.of(standing), progress());
  }

  private MetricRow metrics(MetricRow.Kind kind) {
    List<MetricRow> rows =
        warehouse.metrics().read().stream().filter(row -> row.kind() == kind).toList();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private GameBatch batch(int partition, int games) {
    return batch(partition, games, new GameMix(0, games, 0, 1, 1));
  }

  /** Returns a batch of equal games, of which one was kept. */
  private GameBatch batch(int partition, int games, GameMix mix) {
    SelfPlayAssignment assignment =
        new SelfPlayAssignment(
            0,
            WAVE,
            partition,
            mix,
            1,
            SEARCH,
            EvaluatorKind.ROWS,
            new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL));
    PlayTally tally = PlayTally.NOTHING;
    for (int number = 0; number < games; number++) {
      tally = tally.plus(graph.game(), game);
    }
    return new GameBatch(assignment, 7, List.of(game), tally, 1);
  }

  private TrainingProgress progress() {
    return new TrainingProgress(
        List.of(standing),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        new WaveCount(1, 0, OptionalInt.empty()),
        1,
        graph.game().moves(),
        game.evaluations(),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        server.owedUpdates(),
        server.progress().steps(),
        server.progress().version(),
        new Traffic(2, 3_000),
        16_000,
        null);
  }

  private static ParameterServer server() {
    LearningSettings settings =
        new LearningSettings(
            4, 2.0, 100, new ReplaySettings(1000, 8, 0.5), LearnerSettings.defaults());
    Learner learner =
        Learner.create(new NetworkBlueprint(EncodedPosition.FEATURES, 4), 1, settings.settings());
    return new ParameterServer(learner, settings, 1, ParameterServer.Progress.START);
  }
}
