package crosscountry.jobs.command;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Table;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.datasets.tables.WarehouseException;
import crosscountry.jobs.configuration.ConfigurationLoader;
import crosscountry.jobs.configuration.RefitSettings;
import crosscountry.jobs.configuration.TrainingConfiguration;
import crosscountry.jobs.refit.EpochReport;
import crosscountry.jobs.refit.GameLibrary;
import crosscountry.jobs.refit.RefitRecorder;
import crosscountry.jobs.refit.RefitRun;
import crosscountry.jobs.refit.RefitWireClasses;
import crosscountry.jobs.refit.Survey;
import crosscountry.jobs.server.Counters;
import crosscountry.jobs.server.KnownBounds;
import crosscountry.jobs.server.RunGraph;
import crosscountry.jobs.server.RunHistory;
import crosscountry.jobs.server.RunIdentity;
import crosscountry.jobs.server.RunLog;
import crosscountry.jobs.spark.LossGuard;
import crosscountry.jobs.spark.LostClusterException;
import crosscountry.jobs.spark.SparkSessions;
import crosscountry.models.device.DeviceChoice;
import crosscountry.models.device.DevicePreference;
import crosscountry.models.device.DeviceSettings;
import crosscountry.models.device.RunningDevice;
import crosscountry.models.device.WithoutGpu;
import crosscountry.models.learning.LearnerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One refit, from opening the warehouse to the last row of the runs table. */
final class RefitSession {

  private static final Logger LOG = LoggerFactory.getLogger(RefitSession.class);

  private static final int ONLY_ATTEMPT = 1;

  private static final DeviceChoice ON_PROCESSORS =
      new DeviceChoice.Cpu("a refit learns on executors, which have no GPU");

  /** What learner.device asks is of training. */
  private static final DeviceSettings PROCESSORS =
      new DeviceSettings(DevicePreference.CPU, WithoutGpu.CPU, 0);

  private final String runId;
  private final Config effective;
  private final TrainingConfiguration configuration;
  private final RefitSettings settings;
  private final Counters begun;
  private final RunningDevice device;
  private final LearnerState start;
  private final List<String> named;
  private final List<CatalogEntry> entries;
  private final Warehouse warehouse;

  /**
   * Prepares a refit.
   *
   * @param effective every setting
   * @param from the checkpoint to go on from, if any
   * @param named the graphs as the user named them; none for the built-in ones
   * @param entries the functions whose games are learnt from
   * @throws BadInputException if the configuration asks for another network than the checkpoint's
   */
  RefitSession(
      String runId,
      Config effective,
      Optional<CheckpointRow> from,
      List<String> named,
      List<CatalogEntry> entries) {
    this.runId = runId;
    this.named = named;
    this.effective = effective;
    this.configuration = TrainingConfiguration.of(effective);
    this.settings = configuration.refit();
    this.begun = from.map(row -> Counters.ofJson(row.counters())).orElse(Counters.START);
    this.device = RunningDevice.start(ON_PROCESSORS, PROCESSORS);
    this.start =
        from.map(row -> NetworkFactory.restoredLearner(configuration, row, begun, 1))
            .orElseGet(() -> NetworkFactory.newLearner(configuration, 1))
            .state();
    this.entries = entries;
    this.warehouse = Warehouse.open(configuration.warehouse());
  }

  /**
   * How a refit ended.
   *
   * @param status the exit status
   * @param epochs what each epoch saw
   */
  record Outcome(ExitStatus status, List<EpochReport> epochs) {}

  /**
   * Learns and records.
   *
   * @param watcher is told of each epoch
   * @throws BadInputException if the run is there already, or there is nothing to learn from
   */
  Outcome run(Consumer<EpochReport> watcher) {
    if (new RunHistory(warehouse, runId).exists()) {
      throw new BadInputException(
          "run %s is already in %s; choose another --run-id"
              .formatted(runId, warehouse.location()));
    }
    List<String> keys = keys();
    StopSignal stop = StopSignal.installed();
    try (SparkSession spark =
        SparkSessions.registering("crosscountry refit " + runId, RefitWireClasses.class)) {
      LossGuard guard = LossGuard.over(spark.sparkContext(), configuration.withoutExecutors());
      try {
        JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
        GameLibrary library = library();
        Survey survey = survey(context, library, keys);
        return learn(context, guard, library, survey, watcher, stop);
      } catch (BadInputException | WarehouseException | LostClusterException explained) {
        throw explained;
      } catch (Throwable failure) {
        Optional<LostClusterException> loss =
            guard.loss(failure, "nothing has been learnt; run refit again");
        if (loss.isPresent()) {
          throw loss.get();
        }
        throw failure;
      } finally {
        guard.end();
      }
    }
  }

  /** Returns the keys of the files to read. */
  private List<String> keys() {
    Table<TrajectoryRow> table = warehouse.trajectories();
    if (!table.exists()) {
      throw new BadInputException(
          "%s has no games to learn from yet; check --warehouse, or run train"
              .formatted(warehouse.location()));
    }
    List<FileKey> all = table.keys();
    if (settings.runs().isEmpty()) {
      return all.stream().map(FileKey::value).toList();
    }
    List<String> keys = new ArrayList<>();
    for (String run : settings.runs()) {
      FileKey prefix = FileKey.ofRun(run);
      List<String> ofRun =
          all.stream().filter(key -> key.startsWith(prefix)).map(FileKey::value).toList();
      if (ofRun.isEmpty()) {
        throw new BadInputException(
            "run %s has no games in %s; check --runs and --warehouse"
                .formatted(run, warehouse.location()));
      }
      keys.addAll(ofRun);
    }
    return keys.stream().distinct().toList();
  }

  private GameLibrary library() {
    return new GameLibrary(
        warehouse.location().toString(),
        configuration.costModel(),
        configuration.selfPlay().game(),
        entries.stream()
            .map(entry -> configuration.costModel().linearize(entry.program()))
            .toList(),
        entries.stream().map(entry -> entry.program().fingerprint()).toList());
  }

  private Survey survey(JavaSparkContext context, GameLibrary library, List<String> keys) {
    Survey survey =
        unwrapped(
            () -> Survey.of(context, library, keys, configuration.learning().replay().bestGames()));
    survey.damage().forEach(ErrorReport::warn);
    if (survey.graphs().isEmpty()) {
      throw new BadInputException(
          "%s has no games to learn from in what was asked for (%s); check --runs, --graphs and --cost-model"
              .formatted(
                  warehouse.location(),
                  survey.leftOutText().isEmpty() ? "they have no moves" : survey.leftOutText()));
    }
    if (!survey.leftOutText().isEmpty()) {
      LOG.warn("left out: {}", survey.leftOutText());
    }
    return survey;
  }

  private Outcome learn(
      JavaSparkContext context,
      LossGuard guard,
      GameLibrary library,
      Survey survey,
      Consumer<EpochReport> watcher,
      BooleanSupplier stop) {
    KnownBounds bounds = KnownBounds.in(warehouse, Quarantine.reporting(ErrorReport::warn));
    List<RunGraph> graphs =
        survey.graphs().parallelStream()
            .map(
                graph ->
                    RunGraph.of(
                        entries.get(graph),
                        configuration.costModel(),
                        bounds,
                        configuration.selfPlay().game()))
            .toList();
    int copies = settings.workers() > 0 ? settings.workers() : context.defaultParallelism();
    RunIdentity identity = identity(graphs, copies);
    String learner = new LearnerDevice(device, copies).describe();
    LOG.info("learns {}; {}", learner, ON_PROCESSORS.describe());
    RunLog log = new RunLog(warehouse, identity, ONLY_ATTEMPT, graphs, learner);
    RefitRecorder recorder =
        new RefitRecorder(warehouse, identity, configuration.learning(), begun, survey.positions());
    Leftovers.remove(warehouse);
    log.begin();
    LOG.info(
        "run {} learns from {} games with {} positions, of {} graphs",
        runId,
        survey.games(),
        survey.positions(),
        graphs.size());
    List<EpochReport> epochs = new ArrayList<>();
    try {
      RefitRun run = refit(context, library, survey, copies);
      boolean complete = recorded(run, recorder, epochs, watcher, stop);
      ExitStatus status = complete ? ExitStatus.DONE : ExitStatus.STOPPED;
      log.end(
          complete ? "done" : "stopped",
          status.code(),
          complete ? null : "stopped on request; refit --from it goes on");
      return new Outcome(status, epochs);
    } catch (WarehouseException unwritable) {
      log.endAfter(unwritable, ExitStatus.FAILURE.code(), ErrorReport.firstLine(unwritable));
      throw unwritable;
    } catch (Throwable failure) {
      // Whatever ends the attempt, even what Spark throws undeclared, belongs into the runs table.
      Optional<LostClusterException> loss = guard.loss(failure, wayOut(recorder));
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

  private String wayOut(RefitRecorder recorder) {
    return recorder.hasPublished()
        ? "refit --from %s goes on from the last network that it has saved".formatted(runId)
        : "no network was saved; run refit again under another --run-id";
  }

  /** Learns, and keeps what has been learnt even where the run then fails. */
  private boolean recorded(
      RefitRun run,
      RefitRecorder recorder,
      List<EpochReport> epochs,
      Consumer<EpochReport> watcher,
      BooleanSupplier stop) {
    Consumer<EpochReport> recording =
        epoch -> {
          recorder.record(epoch, run.state());
          epochs.add(epoch);
          watcher.accept(epoch);
        };
    RefitProgressLine progress = new RefitProgressLine(Diagnostics.chosen(), Duration.ofSeconds(5));
    try {
      boolean complete = unwrapped(() -> run.run(settings.epochs(), stop, recording, progress));
      keepRest(run, recorder, epochs);
      return complete;
    } catch (Throwable failure) {
      // Spark throws the failure of a task undeclared, and it is no RuntimeException.
      try {
        keepRest(run, recorder, epochs);
      } catch (RuntimeException another) {
        failure.addSuppressed(another);
      }
      throw failure;
    }
  }

  /** Publishes the network if no epoch has: as it was begun with, or of the epoch that failed. */
  private void keepRest(RefitRun run, RefitRecorder recorder, List<EpochReport> epochs) {
    LearnerState state = run.state();
    long recorded = epochs.isEmpty() ? start.steps() : epochs.get(epochs.size() - 1).steps();
    if (state.steps() > recorded) {
      recorder.checkpoint(epochs.size() + 1L, state);
    } else if (epochs.isEmpty()) {
      recorder.checkpoint(0, state);
    }
  }

  private RefitRun refit(JavaSparkContext context, GameLibrary library, Survey survey, int copies) {
    return new RefitRun(
        context,
        library,
        survey,
        start,
        configuration.learning().settings(),
        new RefitRun.Feed(
            configuration.learning().batchSize(),
            settings.averagingFrequency(),
            copies,
            configuration.learning().replay().bestShare()),
        configuration.seed());
  }

  /**
   * A run that goes on from here by self-play plays the graphs that it has learnt from. How many
   * copies have learnt is part of what came of it, and depends on the machines unless it is told.
   */
  private RunIdentity identity(List<RunGraph> graphs, int copies) {
    List<String> played = named.isEmpty() ? graphs.stream().map(RunGraph::name).toList() : named;
    Config recorded =
        effective
            .withValue("crosscountry.run.graphs", ConfigValueFactory.fromIterable(played))
            .withValue("crosscountry.refit.workers", ConfigValueFactory.fromAnyRef(copies));
    return new RunIdentity(
        runId, configuration.seed(), ConfigurationLoader.render(recorded), SoftwareVersion.text());
  }

  /** Says of a file that a task cannot read what the task said, which Spark buries in its own. */
  private static <T> T unwrapped(Supplier<T> job) {
    try {
      return job.get();
    } catch (Throwable failure) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof WarehouseException unreadable) {
          throw unreadable;
        }
      }
      throw failure;
    }
  }
}
