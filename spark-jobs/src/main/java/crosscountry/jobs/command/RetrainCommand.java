package crosscountry.jobs.command;

import crosscountry.datasets.tables.PromotionRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.configuration.ConfigurationLoader;
import crosscountry.jobs.configuration.TrainingConfiguration;
import crosscountry.jobs.output.Column;
import crosscountry.jobs.output.OutputFormat;
import crosscountry.jobs.output.ResultPrinter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.MDC;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The nightly job: trains the promoted network on, and promotes what comes of it if it may. */
@Command(
    name = "retrain",
    description =
        "Train the promoted network on, compare what comes of it with the promoted one, and promote"
            + " it if it is not worse.",
    mixinStandardHelpOptions = true)
public final class RetrainCommand implements Callable<Integer> {

  /** What a graph is there for. */
  private enum Use {
    TRAINED_ON,
    HELD_OUT
  }

  /**
   * What a decision says of one graph.
   *
   * @param decision the decision
   * @param graph name of the graph
   * @param use whether it is trained on
   * @param multiplications of the candidate's order, null if it was not compared
   * @param previous multiplications of the previous network's order
   * @param bestBefore the fewest that were known before the night, null for what is held out
   * @param best the fewest that are known
   */
  private record Compared(
      PromotionRow decision,
      String graph,
      Use use,
      Long multiplications,
      long previous,
      Long bestBefore,
      long best) {

    static Compared trainedOn(PromotionRow decision, int at) {
      return of(decision, decision.graphs(), at, Use.TRAINED_ON, decision.bestBefore().get(at));
    }

    static Compared heldOut(PromotionRow decision, int at) {
      return of(decision, decision.holdOut(), at, Use.HELD_OUT, null);
    }

    private static Compared of(
        PromotionRow decision, PromotionRow.Counts counts, int at, Use use, Long before) {
      return new Compared(
          decision,
          counts.names().get(at),
          use,
          counts.candidate().length() == 0 ? null : counts.candidate().get(at),
          counts.previous().get(at),
          before,
          counts.best().get(at));
    }
  }

  private static final ResultPrinter<Compared> RESULTS =
      new ResultPrinter<>(
          List.of(
              new Column<>("decision", row -> row.decision().decision()),
              new Column<>("outcome", row -> row.decision().outcome().text()),
              new Column<>("run_id", row -> row.decision().candidate().runId()),
              new Column<>("version", row -> row.decision().candidate().version()),
              new Column<>("graph", Compared::graph),
              new Column<>("held_out", row -> row.use() == Use.HELD_OUT),
              new Column<>("multiplications", Compared::multiplications),
              new Column<>("previous", Compared::previous),
              new Column<>("best_before", Compared::bestBefore),
              new Column<>("best", Compared::best)));

  private final Clock clock;

  @Option(
      names = "--graphs",
      split = ",",
      description =
          "Graphs to train on, named as for train (default: all published ones). All that are"
              + " registered are trained on besides.")
  private List<String> graphs;

  @Option(
      names = "--register",
      paramLabel = "FOLDER",
      description = "Register all .jaxpr files of this folder first (default: none).")
  private String register;

  @Option(
      names = "--hold-out",
      split = ",",
      description =
          "Graphs that are never trained on, only compared on, named as for train; random:24:7 means"
              + " 24 random ones from seed 7 on, registered:NAME one that was registered (default:"
              + " ${bundle:retrain.hold-out}).")
  private List<String> holdOut;

  @Option(
      names = "--cost-model",
      completionCandidates = CostModelOption.Labels.class,
      description =
          "By which rules multiplications are counted: ${COMPLETION-CANDIDATES} (default:"
              + " ${bundle:run.cost-model}).")
  private String costModel;

  @Option(
      names = "--budget",
      description = "How long to train, for example 90s or 5m (default: ${bundle:run.budget}).")
  private String budget;

  @Option(
      names = "--waves",
      description = "Greatest number of waves, 0 for no limit (default: ${bundle:run.waves}).")
  private String waves;

  @Option(
      names = "--seed",
      description = "Source of all randomness (default: the setting, plus the day's number).")
  private String seed;

  @Option(
      names = "--warehouse",
      description = "Folder of the tables, any Hadoop URI (default: ${bundle:run.warehouse}).")
  private String warehouse;

  @Option(
      names = "--run-id",
      description =
          "Name of the run (default: nightly- and the date in UTC, or that of the day before if"
              + " that night was begun and not decided on).")
  private String runId;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: table)")
  private OutputFormat format = OutputFormat.TABLE;

  /**
   * Creates the command.
   *
   * @param clock tells which night it is, when leases expire and when decisions are made
   */
  public RetrainCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    if (runId != null) {
      RunIds.valid(runId);
    }
    ConfigurationLoader loader = given();
    TrainingConfiguration.of(loader.load());
    if (settings.printIfAsked(loader)) {
      return ExitStatus.DONE.code();
    }
    layDay(loader);
    String run = run(loader);
    MDC.put(RunIds.FIELD, run);
    RetrainSession.Outcome outcome = new RetrainSession(run, loader, clock).run();
    outcome.decision().ifPresent(this::print);
    return outcome.status().code();
  }

  private String run(ConfigurationLoader loader) {
    if (runId != null) {
      return runId;
    }
    String location = TrainingConfiguration.of(loader.load()).warehouse();
    String run = NightRun.toPlay(Warehouse.open(location), clock.instant());
    if (!run.equals(RunIds.ofNight(clock.instant()))) {
      System.err.printf("going on with run %s, which was begun and not decided on%n", run);
    }
    return run;
  }

  private void print(PromotionRow decision) {
    List<Compared> rows = new ArrayList<>();
    for (int at = 0; at < decision.graphs().names().size(); at++) {
      rows.add(Compared.trainedOn(decision, at));
    }
    for (int at = 0; at < decision.holdOut().names().size(); at++) {
      rows.add(Compared.heldOut(decision, at));
    }
    RESULTS.print(rows, format, System.out);
    System.err.printf(
        "decision %d: %s is %s; %s%n",
        decision.decision(), decision.candidate(), decision.outcome().text(), decision.reason());
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
    loader.setIfGiven("retrain.register", register, "--register");
    loader.setIfGiven("retrain.hold-out", holdOut, "--hold-out");
    settings.layOver(loader);
    return loader;
  }

  /**
   * Adds the day to a seed of the settings: nights that begin with one network would play the same
   * games. What {@code --print-conf} prints is without it, and can be given back as settings.
   */
  private void layDay(ConfigurationLoader loader) {
    if (seed == null) {
      long given = TrainingConfiguration.of(loader.load()).seed();
      loader.lay("run.seed", given + RetrainSession.day(clock), "the day");
    }
  }
}
