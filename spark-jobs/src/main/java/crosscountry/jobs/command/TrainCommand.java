package crosscountry.jobs.command;

import com.typesafe.config.Config;
import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.configuration.ConfigurationLoader;
import crosscountry.jobs.configuration.TrainingConfiguration;
import crosscountry.jobs.output.Column;
import crosscountry.jobs.output.OutputFormat;
import crosscountry.jobs.output.ResultPrinter;
import crosscountry.jobs.retrain.GraphRegistry;
import crosscountry.jobs.server.KnownBounds;
import crosscountry.jobs.server.RunGraph;
import crosscountry.jobs.server.RunHistory;
import crosscountry.jobs.server.RunIdentity;
import crosscountry.jobs.server.Standing;
import crosscountry.jobs.spark.Supervision;
import crosscountry.models.device.DeviceChoice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.MDC;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job: trains by self-play and records what it discovers. */
@Command(
    name = "train",
    description = "Train by self-play and record the orders it discovers.",
    mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {

  private static final ResultPrinter<Standing> RESULTS =
      new ResultPrinter<>(
          List.of(
              new Column<>("graph", row -> row.graph().name()),
              new Column<>("cost_model", row -> row.graph().costModel().label()),
              new Column<>("forward", row -> row.graph().forward()),
              new Column<>("reverse", row -> row.graph().reverse()),
              new Column<>("markowitz", row -> row.graph().markowitz()),
              new Column<>("published", row -> row.graph().published()),
              new Column<>("self_play", row -> row.isPlayed() ? row.best() : null),
              new Column<>("polished", Standing::polished),
              new Column<>("lower_bound", row -> row.graph().lowerBound()),
              new Column<>("moves", Standing::movesToBest),
              new Column<>("seconds", Standing::secondsToBest)));

  @Option(
      names = "--graphs",
      split = ",",
      description =
          "Names of built-in graphs, 'all' for the published ones, 'extra' for the others, 'random:500'"
              + " for 500 random ones, 'registered' for those that retrain has registered, or paths of"
              + " .jaxpr files (default: none, but a run that is resumed keeps its own).")
  private List<String> graphs;

  @Option(
      names = "--cost-model",
      completionCandidates = CostModelOption.Labels.class,
      description =
          "By which rules multiplications are counted: ${COMPLETION-CANDIDATES} (default: as the"
              + " settings say; ${bundle:run.cost-model} if none does).")
  private String costModel;

  @Option(
      names = "--budget",
      description = "How long to train, for example 90s or 5m (default: ${bundle:run.budget}).")
  private String budget;

  @Option(
      names = "--waves",
      description = "Greatest number of waves, 0 for no limit (default: ${bundle:run.waves}).")
  private String waves;

  @Option(names = "--seed", description = "Source of all randomness (default: ${bundle:run.seed}).")
  private String seed;

  @Option(names = "--synchronous", description = "Reproducible: waves and learner take turns.")
  private boolean synchronous;

  @Option(
      names = "--teacher",
      description =
          "none, or annealing: let the learner imitate local search, too (default: ${bundle:run.teacher}).")
  private String teacher;

  @Option(
      names = "--no-polish",
      description = "Leave out the local search on each graph's best order after the last wave.")
  private boolean unpolished;

  @Option(
      names = "--warehouse",
      description = "Folder of the tables, any Hadoop URI (default: ${bundle:run.warehouse}).")
  private String warehouse;

  @Option(names = "--run-id", description = "Name of the run (default: from the clock).")
  private String runId;

  @Option(names = "--resume", description = "Go on where the run of this --run-id stopped.")
  private boolean resume;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Option(names = "--dry-run", description = "Print what would be done and write nothing.")
  private boolean dryRun;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: table)")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call() throws Exception {
    String run = runId();
    ConfigurationLoader loader = given();
    boolean goesOn = goesOn(loader, run);
    if (goesOn) {
      layUnder(loader, run);
    }
    Config effective = loader.load();
    TrainingConfiguration configuration = TrainingConfiguration.of(effective);
    if (settings.printIfAsked(loader)) {
      return ExitStatus.DONE.code();
    }
    Warehouse tables = Warehouse.open(configuration.warehouse());
    Quarantine quarantine =
        dryRun ? Quarantine.reporting(ErrorReport::warn) : Quarantine.keeping(ErrorReport::warn);
    DeviceChoice device = LearnerDevice.chosen(configuration);
    List<RunGraph> prepared = prepared(configuration, tables, quarantine);
    String settingsText = ConfigurationLoader.render(effective);
    if (dryRun) {
      System.out.println(
          DryRun.describe(
              settingsText,
              configuration,
              NetworkFactory.blueprint(configuration),
              device,
              prepared));
      return ExitStatus.DONE.code();
    }
    MDC.put(RunIds.FIELD, run);
    RunIdentity identity =
        new RunIdentity(run, configuration.seed(), settingsText, SoftwareVersion.text());
    TrainingSession session =
        new TrainingSession(configuration, device, identity, prepared, quarantine);
    ProgressLine progress = new ProgressLine(Diagnostics.chosen(), Duration.ofSeconds(5));
    TrainingSession.Outcome outcome = goesOn ? session.resume(progress) : session.begin(progress);
    if (print(outcome.standings()).stream().noneMatch(row -> row.graph().isPractice())) {
      ClosingReport.write(configuration.warehouse(), run, quarantine);
    }
    return outcome.status().code();
  }

  private static List<RunGraph> prepared(
      TrainingConfiguration configuration, Warehouse tables, Quarantine quarantine) {
    List<CatalogEntry> entries =
        GraphArguments.resolveAll(
            configuration.graphs(),
            () -> Optional.of(new GraphRegistry(tables, ErrorReport::warn)));
    KnownBounds bounds = KnownBounds.in(tables, quarantine);
    return entries.parallelStream()
        .map(
            entry ->
                RunGraph.of(
                    entry, configuration.costModel(), bounds, configuration.selfPlay().game()))
        .toList();
  }

  private List<Standing> print(List<Standing> all) {
    List<Standing> results = results(all);
    RESULTS.print(results, format, System.out);
    return results;
  }

  /** Returns what people asked for; graphs for practice only if there are no others. */
  private static List<Standing> results(List<Standing> all) {
    List<Standing> named = all.stream().filter(row -> !row.graph().isPractice()).toList();
    return named.isEmpty() ? all : named;
  }

  private String runId() {
    if (runId != null) {
      return RunIds.valid(runId);
    }
    if (Supervision.isOn()) {
      throw new BadInputException(
          "a supervised driver is started anew by the words it was first started with, so the run needs a name; give it a --run-id");
    }
    if (resume) {
      throw new BadInputException("--resume needs the --run-id of the run to go on with");
    }
    return RunIds.fromClock();
  }

  /** A driver that Spark has started anew cannot be told that the run has begun. */
  private boolean goesOn(ConfigurationLoader loader, String run) {
    if (!resume && !Supervision.isOn()) {
      return false;
    }
    boolean begun = history(loader, run).exists();
    if (resume && !begun) {
      throw new BadInputException(
          "there is no run %s in %s to resume; start it without --resume"
              .formatted(run, TrainingConfiguration.of(loader.load()).warehouse()));
    }
    return begun;
  }

  private static RunHistory history(ConfigurationLoader loader, String run) {
    String warehouse = TrainingConfiguration.of(loader.load()).warehouse();
    return new RunHistory(Warehouse.open(warehouse), run);
  }

  /** A resumed run keeps the settings that it was begun with. */
  private static void layUnder(ConfigurationLoader loader, String run) {
    history(loader, run)
        .configuration(Quarantine.reporting(ErrorReport::warn))
        .ifPresent(
            stored -> ConfigurationLoader.requireSameRun(stored, loader.earlier(stored).load()));
  }

  private ConfigurationLoader given() {
    ConfigurationLoader loader = new ConfigurationLoader();
    settings.layFiles(loader);
    loader.setIfGiven("run.graphs", graphs, "--graphs");
    SettingsOptions.layCostModel(loader, costModel);
    loader.setIfGiven("run.budget", budget, "--budget");
    loader.setIfGiven("run.waves", waves, "--waves");
    loader.setIfGiven("run.seed", seed, "--seed");
    loader.setIfGiven("run.warehouse", warehouse, "--warehouse");
    loader.setIfGiven("run.synchronous", synchronous ? "true" : null, "--synchronous");
    loader.setIfGiven("run.teacher", teacher, "--teacher");
    loader.setIfGiven("run.polish-windows", unpolished ? "0" : null, "--no-polish");
    settings.layOver(loader);
    return loader;
  }
}
