package crosscountry.jobs.selfplay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.configuration.ConfigurationLoader;
import crosscountry.jobs.configuration.SelfPlaySettings;
import crosscountry.jobs.configuration.TrainingConfiguration;
import crosscountry.jobs.policy.TrainedPolicy;
import crosscountry.jobs.spark.SparkSessions;
import crosscountry.jobs.spark.Wire;
import crosscountry.models.network.NetworkSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/**
 * A real wave, in a session that refuses whatever is not registered: the meter sees what the games
 * weigh, and little else.
 */
final class WireMeterTest {

  private static final int TASKS = 6;
  private static final long PATIENCE_SECONDS = 120;

  /** What Spark tells of a task besides its result takes 842 bytes. */
  private static final long MOST_OVERHEAD = 2000;

  private final ComputationalGraph[] graphs =
      Stream.of("RoeFlux_1d", "HumanHeartDipole", "Perceptron")
          .map(name -> CostModel.PRINCIPLE.linearize(Catalog.builtIn().resolve(name).program()))
          .toArray(ComputationalGraph[]::new);

  private final NetworkSnapshot snapshot = TrainedPolicy.shipped().snapshot();
  private final Wire wire = Wire.compact();

  @Test
  void aWaveWeighsWhatItsGamesWeigh() throws Exception {
    try (SparkSession spark = SparkSessions.forTraining("traffic")) {
      SparkContext context = spark.sparkContext();
      WireMeter meter = WireMeter.attach(context, "self-play wave");
      List<GameBatch> batches = playWave(new JavaSparkContext(context));
      context.listenerBus().waitUntilEmpty();
      Traffic traffic = meter.traffic();
      assertThat(batches).hasSize(TASKS);
      assertThat(traffic.results()).isEqualTo(TASKS);
      long games = batches.stream().mapToLong(batch -> wire.bytes(batch).length).sum();
      assertThat(traffic.bytes()).isBetween(games, games + TASKS * MOST_OVERHEAD);
    }
  }

  @Test
  void otherJobsAreNotCounted() throws Exception {
    try (SparkSession spark = SparkSessions.forTraining("traffic")) {
      SparkContext context = spark.sparkContext();
      WireMeter meter = WireMeter.attach(context, "self-play wave");
      JavaSparkContext jobs = new JavaSparkContext(context);
      assertThat(jobs.parallelize(List.of(1, 2, 3), 3).count()).isEqualTo(3);
      jobs.setJobDescription("something else");
      assertThat(jobs.parallelize(List.of(1, 2, 3), 3).count()).isEqualTo(3);
      context.listenerBus().waitUntilEmpty();
      assertThat(meter.traffic()).isEqualTo(Traffic.NOTHING);
    }
  }

  @Test
  void failuresAreNotCounted() throws Exception {
    try (SparkSession spark = SparkSessions.forTraining("traffic")) {
      SparkContext context = spark.sparkContext();
      WireMeter meter = WireMeter.attach(context, "self-play wave");
      JavaSparkContext jobs = new JavaSparkContext(context);
      jobs.setJobDescription("self-play wave 0");
      assertThatThrownBy(
              () -> jobs.parallelize(List.of(0), 1).map(zero -> Math.floorDiv(1, zero)).collect())
          .hasMessageContaining("by zero");
      context.listenerBus().waitUntilEmpty();
      assertThat(meter.traffic()).isEqualTo(Traffic.NOTHING);
      assertThat(jobs.parallelize(List.of(1, 2, 3), 3).count()).isEqualTo(3);
      context.listenerBus().waitUntilEmpty();
      assertThat(meter.traffic().results()).isEqualTo(3);
    }
  }

  @Test
  void aNetworkIsAsLargeAsItIsSent() {
    try (SparkSession spark = SparkSessions.forTraining("traffic")) {
      assertThat(spark.sparkContext().isStopped()).isFalse();
      assertThat(WireSize.of(snapshot)).isEqualTo(wire.bytes(snapshot).length);
    }
  }

  private List<GameBatch> playWave(JavaSparkContext context) throws InterruptedException {
    SelfPlaySettings settings =
        TrainingConfiguration.of(
                new ConfigurationLoader()
                    .set("self-play.tasks-per-wave", TASKS, "--set")
                    .set("self-play.games-per-task", 12, "--set")
                    .load())
            .selfPlay();
    LinkedBlockingQueue<WaveEvent> events = new LinkedBlockingQueue<>();
    WaveLauncher launcher = new WaveLauncher(context, graphs, settings, 1, 2, events);
    Wave wave = launcher.launch(0, snapshot, 1);
    List<GameBatch> batches = new ArrayList<>();
    WaveEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    while (event instanceof WaveEvent.GamesArrived arrived) {
      batches.add(arrived.batch());
      event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(event).isInstanceOf(WaveEvent.Finished.class);
    wave.release();
    return batches;
  }
}
