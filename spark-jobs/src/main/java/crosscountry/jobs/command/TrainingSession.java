package crosscountry.jobs.command;

import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.RestoredCheckpoint;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.datasets.tables.WarehouseException;
import crosscountry.jobs.configuration.Teacher;
import crosscountry.jobs.configuration.TrainingConfiguration;
import crosscountry.jobs.server.Counters;
import crosscountry.jobs.server.ParameterServer;
import crosscountry.jobs.server.Polishing;
import crosscountry.jobs.server.RunGraph;
import crosscountry.jobs.server.RunHistory;
import crosscountry.jobs.server.RunIdentity;
import crosscountry.jobs.server.RunLog;
import crosscountry.jobs.server.RunRecorder;
import crosscountry.jobs.server.Standing;
import crosscountry.jobs.server.Teaching;
import crosscountry.jobs.server.TrainingProgress;
import crosscountry.jobs.server.TrainingRun;
import crosscountry.jobs.spark.SparkSessions;
import crosscountry.models.learning.Learner;
import java.util.List;
import java.util.Optional;
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
  private final List<RunGraph> graphs;
  private final Quarantine quarantine;
  private final RunIdentity identity;
  private final Warehouse warehouse;
  private final RunHistory history;
  private final List<Standing> standings;

  TrainingSession(
      TrainingConfiguration configuration,
      RunIdentity identity,
      List<RunGraph> graphs,
      Quarantine quarantine) {
    this.configuration = configuration;
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
    Learner learner = NetworkFactory.newLearner(configuration);
    return train(learner, ParameterServer.Progress.START, Optional.empty(), watcher);
  }

  /** Goes on from the newest checkpoint of an earlier attempt. */
  Outcome resume(Consumer<TrainingProgress> watcher) throws InterruptedException {
    RestoredCheckpoint restored = history.newestCheckpoint();
    restored.skipped().forEach(sentence -> LOG.warn("skipped a checkpoint: {}", sentence));
    CheckpointRow row =
        restored
            .checkpoint()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "run %s has no checkpoint in %s to resume from; start it without --resume"
                            .formatted(identity.runId(), warehouse.location())));
    Counters counters = Counters.ofJson(row.counters());
    Learner learner = NetworkFactory.restoredLearner(configuration, row, counters);
    ParameterServer.Progress progress =
        new ParameterServer.Progress(
            counters.version(), counters.steps(), counters.steps(), counters.positions());
    return train(learner, progress, Optional.of(counters), watcher);
  }

  private Outcome train(
      Learner learner,
      ParameterServer.Progress progress,
      Optional<Counters> restored,
      Consumer<TrainingProgress> watcher)
      throws InterruptedException {
    StopSignal stop = StopSignal.installed();
    ParameterServer server =
        new ParameterServer(learner, configuration.learning(), configuration.seed(), progress);
    int attempt = history.nextAttempt();
    RunLog log = new RunLog(warehouse, identity, attempt, graphs);
    RunRecorder recorder =
        new RunRecorder(warehouse, identity, configuration.teacher().method(), graphs);
    Leftovers.remove(warehouse);
    log.begin();
    LOG.info("run {} begins on {}", identity.runId(), graphNames());
    try (SparkSession spark = SparkSessions.forTraining("crosscountry train " + identity.runId())) {
      JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
      if (configuration.teacher() == Teacher.ANNEALING) {
        new Teaching(context, configuration.teacherWindows(), configuration.seed())
            .run(graphs, server);
      }
      // Only now, so that an attempt that goes on has seen its games in the order in which they
      // came.
      restored.ifPresent(counters -> history.restore(server, standings, counters, quarantine));
      boolean complete =
          new TrainingRun(
                  context,
                  configuration,
                  standings,
                  server,
                  firstWave(restored),
                  recorder,
                  watcher,
                  stop)
              .run();
      if (complete && configuration.polishWindows() > 0) {
        new Polishing(configuration.polishWindows(), configuration.seed(), recorder)
            .run(standings, attempt, stop);
      }
      ExitStatus status = complete ? ExitStatus.DONE : ExitStatus.STOPPED;
      log.end(
          complete ? "done" : "stopped",
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
      log.endAfter(failure, ExitStatus.FAILURE.code(), ErrorReport.firstLine(failure));
      throw failure;
    }
  }

  /** A synchronous run replays the same waves, others go on behind all that has been recorded. */
  private int firstWave(Optional<Counters> restored) {
    int counted = restored.map(Counters::nextWave).orElse(0);
    return configuration.pace().isSynchronous()
        ? counted
        : Math.max(counted, history.firstFreeWave());
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
