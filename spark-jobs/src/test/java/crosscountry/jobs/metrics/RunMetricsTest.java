package crosscountry.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.selfplay.Traffic;
import crosscountry.jobs.server.KnownBounds;
import crosscountry.jobs.server.RunGraph;
import crosscountry.jobs.server.Standing;
import crosscountry.jobs.server.TrainingProgress;
import crosscountry.jobs.server.WaveCount;
import crosscountry.jobs.spark.SparkSessions;
import crosscountry.models.network.LossReport;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.spark.metrics.sink.JmxSink;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What JMX shows of a run, by Spark's own sink. */
final class RunMetricsTest {

  private static final String SINK = "spark.metrics.conf.driver.sink.jmx.class";

  @TempDir private Path folder;

  @AfterEach
  void forgetTheSink() {
    System.clearProperty(SINK);
  }

  @Test
  void jmxShowsHowARunStands() throws JMException {
    RunGraph graph =
        RunGraph.of(
            Catalog.builtIn().resolve("g"),
            CostModel.PRINCIPLE,
            KnownBounds.in(
                Warehouse.open(folder.toString()), Quarantine.reporting(sentence -> {})));
    Standing standing = new Standing(graph);
    RunMetrics metrics = new RunMetrics(List.of(graph));
    RunMetricsPlugin.show(metrics);
    System.setProperty(SINK, JmxSink.class.getName());
    try (SparkSession session = SparkSessions.forTraining("metrics")) {
      assertThat(session.sparkContext().isStopped()).isFalse();
      assertThat(value("games")).as("before the first wave").isEqualTo(Double.NaN);

      metrics.accept(progress(standing, 1, null));
      assertThat(value("games")).isEqualTo(30.0);
      assertThat(value("policy_loss")).as("before the first update").isEqualTo(Double.NaN);
      assertThat(value("best.g")).as("before the first game").isEqualTo(Double.NaN);

      standing.recall(HeuristicOrder.FORWARD.of(graph.game().graph()), 632, 1L);
      metrics.accept(progress(standing, 1.5, null));
      assertThat(value("seconds_elapsed")).as("renewed once a second").isEqualTo(1.0);

      metrics.accept(progress(standing, 2, new LossReport(3, 1, 0.5, 0.2, 0.1, 1.25, 1, 1e-3)));
      assertThat(value("seconds_elapsed")).isEqualTo(2.0);
      assertThat(value("seconds_left")).as("six waves, of half a second").isEqualTo(3.0);
      assertThat(value("best.g")).isEqualTo(632.0);
      assertThat(value("policy_loss")).isEqualTo(1.0);
      assertThat(value("value_loss")).isEqualTo(0.1);
      assertThat(value("owed_updates")).isEqualTo(3.0);
      assertThat(value("waves_in_flight")).isEqualTo(2.0);
      assertThat(value("executor_games")).isInstanceOf(Long.class);
    }
  }

  private static Object value(String name) throws JMException {
    return ManagementFactory.getPlatformMBeanServer()
        .getAttribute(
            new ObjectName(
                "metrics:name=crosscountry.driver.plugin.%s.%s,type=gauges"
                    .formatted(RunMetricsPlugin.class.getName(), name)),
            "Value");
  }

  private static TrainingProgress progress(Standing standing, double seconds, LossReport loss) {
    return new TrainingProgress(
        List.of(standing),
        Duration.ofMillis((long) (1000 * seconds)),
        Duration.ofSeconds(95),
        new WaveCount(4, 2, OptionalInt.of(6)),
        30,
        1000,
        4000,
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        3,
        70,
        7,
        Traffic.NOTHING,
        0,
        loss);
  }
}
