package crosscountry.jobs.command;

import com.typesafe.config.Config;
import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.CheckpointTable;
import crosscountry.datasets.tables.RestoredCheckpoint;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.configuration.ConfigurationLoader;
import crosscountry.jobs.configuration.RefitSettings;
import crosscountry.jobs.configuration.TrainingConfiguration;
import crosscountry.jobs.output.Column;
import crosscountry.jobs.output.OutputFormat;
import crosscountry.jobs.output.ResultPrinter;
import crosscountry.jobs.refit.EpochReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.MDC;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Learns from the games of a warehouse on all executors, without playing. */
// The standard options would take --version, which here is that of a network, as in the tables.
@Command(
    name = "refit",
    description =
        "Learn from all games of a warehouse, or those of some runs, on all executors, and write the"
            + " network as a checkpoint of a new run.")
public final class RefitCommand implements Callable<Integer> {

  private static final String THIS_REFIT =
      "what is asked of this refit, not of the run it goes on from";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  @SuppressWarnings("UnusedVariable") // Set and read by picocli.
  private boolean helpRequested;

  @Option(
      names = "--runs",
      split = ",",
      description = "Runs whose games to learn from (default: all of the warehouse).")
  private List<String> runs;

  @Option(
      names = "--graphs",
      split = ",",
      description =
          "Graphs whose games to learn from, named as for train (default: the built-in ones).")
  private List<String> graphs;

  @Option(
      names = "--cost-model",
      completionCandidates = CostModelOption.Labels.class,
      description =
          "Learn from games that were counted by these rules: ${COMPLETION-CANDIDATES} (default:"
              + " those of the run of --from, or as the settings say).")
  private String costModel;

  @Option(
      names = "--from",
      paramLabel = "RUN",
      description = "Go on from the network of this run, with its settings (default: new weights).")
  private String from;

  @Option(
      names = "--version",
      description = "With --from: version of the network (default: the run's newest checkpoint).")
  private Long version;

  @Option(
      names = "--epochs",
      description =
          "How many times to draw as many examples as there are (default: ${bundle:refit.epochs}).")
  private String epochs;

  @Option(
      names = "--batch-size",
      description =
          "Examples of one step of a copy of the network (default: ${bundle:learner.batch-size}).")
  private String batchSize;

  @Option(
      names = "--averaging-frequency",
      description =
          "Steps of each copy between two averagings (default: ${bundle:refit.averaging-frequency}).")
  private String averagingFrequency;

  @Option(names = "--seed", description = "Source of all randomness (default: ${bundle:run.seed}).")
  private String seed;

  @Option(
      names = "--warehouse",
      description = "Folder of the tables, any Hadoop URI (default: ${bundle:run.warehouse}).")
  private String warehouse;

  @Option(
      names = "--run-id",
      description = "Name of the run that the network is written as (default: from the clock).")
  private String runId;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: table)")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call() {
    String run = runId == null ? RunIds.fromClock() : RunIds.valid(runId);
    ConfigurationLoader loader = given();
    TrainingConfiguration asked = TrainingConfiguration.of(loader.load());
    RefitSettings refit = asked.refit();
    refit.runs().forEach(RunIds::valid);
    Optional<CheckpointRow> start = checkpoint(asked.warehouse(), refit.from());
    if (start.isPresent()) {
      loader
          .earlier(start.get().configuration())
          // Whose games, which network and how many copies it was is part of this run, not of the
          // one before; and the warehouse may have been moved since.
          .lay("run.warehouse", asked.warehouse(), THIS_REFIT)
          .lay("refit.runs", refit.runs(), THIS_REFIT)
          .lay("refit.from", refit.from(), THIS_REFIT)
          .lay("refit.workers", refit.workers(), THIS_REFIT);
    }
    Config effective = loader.load();
    TrainingConfiguration.of(effective);
    if (settings.printIfAsked(loader)) {
      return ExitStatus.DONE.code();
    }
    MDC.put(RunIds.FIELD, run);
    RefitSession session =
        new RefitSession(run, effective, start, asked.graphs(), entries(asked.graphs()));
    RefitSession.Outcome outcome = session.run(RefitCommand::tell);
    printer(run).print(outcome.epochs(), format, System.out);
    if (outcome.status() == ExitStatus.STOPPED) {
      System.err.printf("stopped on request; refit --from %s goes on%n", run);
    }
    return outcome.status().code();
  }

  /** Returns the functions that games are looked for of. */
  private static List<CatalogEntry> entries(List<String> named) {
    return named.isEmpty() ? Catalog.builtIn().entries() : GraphArguments.resolveAll(named);
  }

  /** Returns the checkpoint to go on from, if a run is named. */
  private Optional<CheckpointRow> checkpoint(String location, String run) {
    if (run.isEmpty()) {
      if (version != null) {
        throw new BadInputException("--version needs --from, the run whose network it is");
      }
      return Optional.empty();
    }
    RunIds.valid(run, "--from");
    CheckpointTable checkpoints = Warehouse.open(location).checkpoints();
    Optional<CheckpointRow> found =
        version == null ? newest(checkpoints, run) : ofVersion(checkpoints, run);
    if (found.isEmpty()) {
      throw new BadInputException(
          "run %s has no checkpoint%s in %s; check --from and --warehouse"
              .formatted(
                  run, version == null ? "" : " of version " + version, checkpoints.location()));
    }
    return found;
  }

  private static Optional<CheckpointRow> newest(CheckpointTable checkpoints, String run) {
    RestoredCheckpoint found = checkpoints.latest(run);
    found.tell(ErrorReport::warn);
    return found.checkpoint();
  }

  private Optional<CheckpointRow> ofVersion(CheckpointTable checkpoints, String run) {
    return version < 0 ? Optional.empty() : checkpoints.find(run, version);
  }

  private static void tell(EpochReport epoch) {
    System.err.printf(
        Locale.ROOT,
        "epoch %d | %,d examples, %d steps | loss %.4f, policy %.4f, value %.4f | %.0f s%n",
        epoch.epoch(),
        epoch.examples(),
        epoch.steps(),
        epoch.loss(),
        epoch.policyLoss(),
        epoch.valueLoss(),
        epoch.elapsedSeconds());
  }

  private static ResultPrinter<EpochReport> printer(String run) {
    return new ResultPrinter<>(
        List.of(
            new Column<>("run_id", epoch -> run),
            new Column<>("version", EpochReport::version),
            new Column<>("epoch", EpochReport::epoch),
            new Column<>("steps", EpochReport::steps),
            new Column<>("examples", EpochReport::examples),
            new Column<>("policy_loss", EpochReport::policyLoss),
            new Column<>("value_loss", EpochReport::valueLoss),
            new Column<>("loss", EpochReport::loss),
            new Column<>("seconds", EpochReport::elapsedSeconds)));
  }

  private ConfigurationLoader given() {
    ConfigurationLoader loader = new ConfigurationLoader();
    settings.layFiles(loader);
    loader.setIfGiven("run.graphs", graphs, "--graphs");
    SettingsOptions.layCostModel(loader, costModel);
    loader.setIfGiven("run.seed", seed, "--seed");
    loader.setIfGiven("run.warehouse", warehouse, "--warehouse");
    loader.setIfGiven("learner.batch-size", batchSize, "--batch-size");
    loader.setIfGiven("refit.epochs", epochs, "--epochs");
    loader.setIfGiven("refit.averaging-frequency", averagingFrequency, "--averaging-frequency");
    loader.setIfGiven("refit.runs", runs, "--runs");
    loader.setIfGiven("refit.from", from, "--from");
    settings.layOver(loader);
    return loader;
  }
}
