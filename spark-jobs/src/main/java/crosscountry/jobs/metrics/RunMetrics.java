package crosscountry.jobs.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import crosscountry.jobs.server.RunGraph;
import crosscountry.jobs.server.Standing;
import crosscountry.jobs.server.TrainingProgress;
import crosscountry.models.network.LossReport;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * How a run stands, as gauges of Spark's metrics system. Told by the thread of the run, read by
 * those of the sinks; what is not known yet is not a number.
 */
public final class RunMetrics implements Consumer<TrainingProgress> {

  /**
   * More often than anyone scrapes would be a waste: a run tells how it stands 50 times a second.
   */
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final List<String> graphs;
  private volatile Reading reading;

  /** Known to the thread of the run alone. */
  private Duration next = Duration.ZERO;

  /**
   * Creates gauges that know nothing yet.
   *
   * @param graphs the run's graphs; random ones, which are for practice, get no gauge
   */
  public RunMetrics(List<RunGraph> graphs) {
    this.graphs = graphs.stream().filter(graph -> !graph.isPractice()).map(RunGraph::name).toList();
  }

  /** A moment of the run; standings would change while they are read. */
  private record Reading(TrainingProgress progress, Map<String, Long> best) {}

  @Override
  public void accept(TrainingProgress progress) {
    if (progress.elapsed().compareTo(next) < 0) {
      return;
    }
    next = progress.elapsed().plus(INTERVAL);
    Map<String, Long> best = new HashMap<>();
    for (Standing standing : progress.standings()) {
      if (standing.isPlayed() && !standing.graph().isPractice()) {
        best.put(standing.graph().name(), standing.best());
      }
    }
    reading = new Reading(progress, best);
  }

  /** Adds the gauges to a registry, under the names of {@code deploy/README.md}. */
  void registerOn(MetricRegistry registry) {
    gauge(registry, "games", TrainingProgress::games);
    gauge(registry, "positions", TrainingProgress::positions);
    gauge(registry, "evaluations", TrainingProgress::evaluations);
    gauge(registry, "waves_finished", progress -> progress.waves().finished());
    gauge(registry, "waves_in_flight", progress -> progress.waves().inFlight());
    gauge(registry, "version", TrainingProgress::version);
    gauge(registry, "updates", TrainingProgress::steps);
    gauge(registry, "owed_updates", TrainingProgress::owedUpdates);
    gauge(registry, "loss", progress -> loss(progress, LossReport::total));
    gauge(registry, "policy_loss", progress -> loss(progress, LossReport::policyLoss));
    gauge(registry, "value_loss", progress -> loss(progress, LossReport::valueLoss));
    gauge(registry, "learner_share", TrainingProgress::learnerShare);
    gauge(registry, "executor_share", TrainingProgress::busyShare);
    gauge(registry, "result_bytes", progress -> progress.traffic().bytes());
    gauge(registry, "snapshot_bytes", TrainingProgress::snapshotBytes);
    gauge(registry, "seconds_elapsed", progress -> progress.elapsed().toMillis() / 1e3);
    gauge(registry, "seconds_left", progress -> progress.left().toMillis() / 1e3);
    for (String graph : graphs) {
      Gauge<Double> best =
          () -> {
            Reading now = reading;
            Long count = now == null ? null : now.best.get(graph);
            return count == null ? Double.NaN : count;
          };
      // Two names may differ only in what a name of a metric cannot have.
      registry.gauge("best." + graph.replaceAll("[^A-Za-z0-9_]", "_"), () -> best);
    }
  }

  private static double loss(TrainingProgress progress, ToDoubleFunction<LossReport> term) {
    return progress.loss() == null ? Double.NaN : term.applyAsDouble(progress.loss());
  }

  private void gauge(
      MetricRegistry registry, String name, ToDoubleFunction<TrainingProgress> value) {
    Gauge<Double> gauge =
        () -> {
          Reading now = reading;
          return now == null ? Double.NaN : value.applyAsDouble(now.progress);
        };
    registry.register(name, gauge);
  }
}
