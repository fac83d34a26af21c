package crosscountry.jobs.command;

import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.RestoredCheckpoint;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.datasets.tables.WarehouseException;
import crosscountry.jobs.configuration.Teacher;
import crosscountry.jobs.configuration.TrainingConfiguration;
import crosscountry.jobs.metrics.RunMetrics;
import crosscountry.jobs.metrics.RunMetricsPlugin;
import crosscountry.jobs.server.Counters;
import crosscountry.jobs.server.ParameterServer;
import crosscountry.jobs.server.Polishing;
import crosscountry.jobs.server.Resumption;
import crosscountry.jobs.server.RunGraph;
import crosscountry.jobs.server.RunHistory;
import crosscountry.jobs.server.RunIdentity;
import crosscountry.jobs.server.RunLog;
import crosscountry.jobs.server.RunRecorder;
import crosscountry.jobs.server.Standing;
import crosscountry.jobs.server.Teaching;
import crosscountry.jobs.server.TrainingProgress;
import crosscountry.jobs.server.TrainingRun;
import crosscountry.jobs.spark.ExecutorWatch;
import crosscountry.jobs.spark.LossGuard;
import crosscountry.jobs.spark.LostClusterException;
import crosscountry.jobs.spark.SparkSessions;
import crosscountry.models.device.DeviceChoice;
import crosscountry.models.learning.Learner;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at a run, from opening the warehouse to the last row of the runs table. */
final class TrainingSession {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingSession.class);

  private final TrainingConfiguration configuration;
  private final DeviceChoice device;
  private final List<RunGraph> graphs;
  private final Quarantine quarantine;
  private final RunIdentity identity;
  private final Warehouse warehouse;
  private final RunHistory history;
  private final List<Standing> standings;

  TrainingSession(
      TrainingConfiguration configuration,
      DeviceChoice device,
      RunIdentity identity,
      List<RunGraph> graphs,
      Quarantine quarantine) {
    this.configuration = configuration;
    this.device = device;
    this.graphs = graphs;
    this.quarantine = quarantine;
    this.identity = identity;
    this.warehouse = Warehouse.open(configuration.warehouse());
    this.history = new RunHistory(warehouse, identity.runId());
    this.standings = graphs.stream().map(Standing::new).toList();
  }

  /**
   * How an attempt ended.
   *
   * @param status the exit status
   * @param standings what was found, one per graph
   */
  record Outcome(ExitStatus status, List<Standing> standings) {}

  /** Begins a new run. */
  Outcome begin(Consumer<TrainingProgress> watcher) throws InterruptedException {
    if (history.exists()) {
      throw new BadInputException(
          "run %s is already in %s; go on with it by --resume, or choose another --run-id"
              .formatted(identity.runId(), warehouse.location()));
    }
    LearnerDevice started = LearnerDevice.start(device, configuration);
    try (Learner learner = firstLearner(started)) {
      return train(learner, started, ParameterServer.Progress.START, Optional.empty(), watcher);
    }
  }

  /** Goes on from the newest checkpoint of an earlier attempt, or from nothing if it left none. */
  Outcome resume(Consumer<TrainingProgress> watcher) throws InterruptedException {
    RestoredCheckpoint restored = history.newestCheckpoint();
    restored.tell(LOG::warn);
    Counters counters =
        restored.checkpoint().map(row -> Counters.ofJson(row.counters())).orElse(Counters.START);
    LearnerDevice started = LearnerDevice.start(device, configuration);
    try (Learner learner =
        restored
            .checkpoint()
            .map(
                row ->
                    NetworkFactory.restoredLearner(configuration, row, counters, started.workers()))
            .orElseGet(() -> firstLearner(started))) {
      Resumption resumption = history.resumption(counters, configuration.pace(), quarantine);
      return train(learner, started, resumption.progress(), Optional.of(resumption), watcher);
    }
  }

  private Learner firstLearner(LearnerDevice started) {
    return NetworkFactory.firstLearner(configuration, warehouse.checkpoints(), started.workers());
  }

  private Outcome train(
      Learner learner,
      LearnerDevice started,
      ParameterServer.Progress progress,
      Optional<Resumption> resumption,
      Consumer<TrainingProgress> watcher)
      throws InterruptedException {
    RunMetrics metrics = new RunMetrics(graphs);
    RunMetricsPlugin.show(metrics);
    // A run whose cluster cannot be used has not begun.
    try (SparkSession spark = SparkSessions.forTraining("crosscountry train " + identity.runId())) {
      ExecutorWatch watch = ExecutorWatch.over(spark.sparkContext());
      LossGuard guard = LossGuard.over(spark.sparkContext(), configuration.withoutExecutors());
      try {
        JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
        return train(
            context, guard, learner, started, progress, resumption, watcher.andThen(metrics));
      } finally {
        // Before the executors go because the run is over.
        watch.end();
        guard.end();
      }
    }
  }

  private Outcome train(
      JavaSparkContext context,
      LossGuard guard,
      Learner learner,
      LearnerDevice started,
      ParameterServer.Progress progress,
      Optional<Resumption> resumption,
      Consumer<TrainingProgress> watcher)
      throws InterruptedException {
    StopSignal stop = StopSignal.installed();
    ParameterServer server =
        new ParameterServer(learner, configuration.learning(), configuration.seed(), progress);
    int attempt = history.nextAttempt();
    RunLog log = new RunLog(warehouse, identity, attempt, graphs, started.describe());
    RunRecorder recorder =
        new RunRecorder(warehouse, identity, attempt, configuration.teacher().method(), graphs);
    Leftovers.remove(warehouse);
    log.begin();
    if (resumption.isPresent()) {
      LOG.info(
          "run {} goes on with {}: attempt {}, from version {}, {} updates and {} positions",
          identity.runId(),
          graphNames(),
          attempt,
          progress.version(),
          progress.steps(),
          progress.positions());
    } else {
      LOG.info("run {} begins on {}", identity.runId(), graphNames());
    }
    TrainingRun run = null;
    try {
      if (configuration.teacher() == Teacher.ANNEALING) {
        new Teaching(context, configuration.teacherWindows(), configuration.seed())
            .run(graphs, server, stop);
      }
      // Only now, so that an attempt that goes on has seen its games in the order in which they
      // came.
      Set<Integer> finished =
          resumption
              .map(point -> history.restore(server, standings, point, quarantine))
              .orElse(Set.of());
      run =
          new TrainingRun(
              context, configuration, standings, server, finished, recorder, watcher, stop);
      boolean complete = run.run();
      LOG.info(load(run.progress()));
      if (complete && configuration.polishWindows() > 0) {
        LOG.info("local search on what self-play has found");
        new Polishing(configuration.polishWindows(), configuration.seed(), recorder)
            .run(standings, stop);
      }
      ExitStatus status = complete ? ExitStatus.DONE : ExitStatus.STOPPED;
      log.end(
          complete ? RunLog.DONE : "stopped",
          status.code(),
          complete ? null : "stopped on request; --resume goes on");
      return new Outcome(status, standings);
    } catch (WarehouseException unwritable) {
      log.endAfter(unwritable, ExitStatus.FAILURE.code(), ErrorReport.firstLine(unwritable));
      throw new WarehouseException(
          "%s; then train --resume --run-id %s goes on from the last checkpoint"
              .formatted(ErrorReport.firstLine(unwritable), identity.runId()),
          unwritable);
    } catch (Throwable failure) {
      // Whatever ends the attempt, even what Spark throws undeclared, belongs into the runs table.
      Optional<LostClusterException> loss =
          guard.loss(failure, wayOut(run != null && run.isSaved()));
      log.endAfter(
          failure,
          ExitStatus.FAILURE.code(),
          ErrorReport.firstLine(loss.isPresent() ? loss.get() : failure));
      if (loss.isPresent()) {
        throw loss.get();
      }
      throw failure;
    }
  }

  private String wayOut(boolean saved) {
    String resume = "train --resume --run-id " + identity.runId();
    return saved
        ? "what was played and learnt is saved, and %s goes on".formatted(resume)
        : "then %s goes on from the last checkpoint".formatted(resume);
  }

  private static String load(TrainingProgress end) {
    return String.format(
        Locale.ROOT,
        "executors were busy %.0f %% of the time and the learner %.0f %%; a task's games took %.1f kB on the wire, a version of the network %.1f kB",
        100 * end.busyShare(),
        100 * end.learnerShare(),
        end.resultBytes() == null ? 0 : end.resultBytes() / 1e3,
        end.snapshotBytes() / 1e3);
  }

  /** Names the graphs, of which those for practice may be thousands. */
  private String graphNames() {
    long practice = graphs.stream().filter(RunGraph::isPractice).count();
    String named =
        graphs.stream()
            .filter(graph -> !graph.isPractice())
            .map(RunGraph::name)
            .collect(Collectors.joining(", "));
    return practice == 0
        ? named
        : "%s%s random graphs".formatted(named.isEmpty() ? "" : named + " and ", practice);
  }
}
