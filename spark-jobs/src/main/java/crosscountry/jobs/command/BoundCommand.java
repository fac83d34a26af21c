package crosscountry.jobs.command;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.bound.BoundProof;
import crosscountry.jobs.configuration.ConfigurationLoader;
import crosscountry.jobs.output.Column;
import crosscountry.jobs.output.OutputFormat;
import crosscountry.jobs.output.ResultPrinter;
import crosscountry.jobs.server.KnownBounds;
import crosscountry.jobs.server.RunGraph;
import crosscountry.jobs.server.RunIdentity;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.MDC;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves how cheap an order of one graph can be at best. */
@Command(
    name = "bound",
    description =
        "Raise the lower bound on what every order of one graph takes, by integer programs, and"
            + " record it.",
    mixinStandardHelpOptions = true)
public final class BoundCommand implements Callable<Integer> {

  private static final List<Column<BoundSession.Outcome>> MAIN_COLUMNS =
      List.of(
          new Column<>("graph", outcome -> outcome.graph().name()),
          ofRow("cost_model", OrderRow::costModel),
          new Column<>("cut_bound", outcome -> outcome.graph().cutBound()),
          new Column<>("lower_bound", outcome -> outcome.graph().lowerBound()),
          new Column<>("proven_by_run", outcome -> outcome.result().lowerBound()),
          ofRow("multiplications", OrderRow::multiplications),
          new Column<>(
              "gap", outcome -> outcome.row().multiplications() - outcome.graph().lowerBound()),
          ofRow("optimal", OrderRow::optimal),
          new Column<>("rounds", outcome -> outcome.result().rounds()),
          new Column<>("seconds", outcome -> outcome.result().elapsed().toMillis() / 1e3));

  private static final List<Column<BoundSession.Outcome>> FURTHER_COLUMNS =
      List.of(
          ofRow("method", OrderRow::method),
          ofRow("verified", OrderRow::verified),
          ofRow("seed", OrderRow::seed),
          ofRow("run_id", OrderRow::runId),
          ofRow("order", row -> Arrays.stream(row.order().toArray()).boxed().toList()));

  private static final ResultPrinter<BoundSession.Outcome> FOR_PROGRAMS =
      new ResultPrinter<>(Stream.concat(MAIN_COLUMNS.stream(), FURTHER_COLUMNS.stream()).toList());

  /** Fewer columns, so that a line fits a screen. */
  private static final ResultPrinter<BoundSession.Outcome> FOR_PEOPLE =
      new ResultPrinter<>(MAIN_COLUMNS);

  @Option(
      names = "--graph",
      required = true,
      description = "Name of a built-in graph, or path of a .jaxpr file.")
  private String graph;

  @Mixin private CostModelOption costModel = new CostModelOption();

  @Option(
      names = "--budget",
      description =
          "How long to go on, for example 30s or 10m (default: ${DEFAULT-VALUE}); a proven optimum"
              + " ends the proof earlier.",
      defaultValue = "10m")
  private String budget;

  @Option(
      names = "--seed",
      description =
          "Source of the random choices that find orders to set out from (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--warehouse",
      description = "Folder of the tables, any Hadoop URI (default: ${DEFAULT-VALUE}).",
      defaultValue = "warehouse")
  private String warehouse;

  @Option(names = "--run-id", description = "Name of the run (default: from the clock).")
  private String runId;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: table)")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call() throws Exception {
    CostModel model = costModel.model();
    Duration time = BudgetArgument.parse(budget);
    String run = runId == null ? RunIds.fromClock() : RunIds.valid(runId);
    Warehouse tables = Warehouse.open(warehouse);
    RunGraph prepared =
        RunGraph.of(
            GraphArguments.resolve(graph),
            model,
            KnownBounds.in(tables, Quarantine.reporting(ErrorReport::warn)));
    MDC.put(RunIds.FIELD, run);
    RunIdentity identity = new RunIdentity(run, seed, configuration(model), SoftwareVersion.text());
    BoundSession.Outcome outcome = new BoundSession(tables, identity, prepared, time).run();
    (format == OutputFormat.TABLE ? FOR_PEOPLE : FOR_PROGRAMS)
        .print(List.of(outcome), format, System.out);
    prepared
        .verifier()
        .obstacle()
        .ifPresent(reason -> System.err.println("not verified: " + reason));
    if (!BoundProof.isApplicableTo(prepared)) {
      System.err.printf(
          "not raised: the integer program knows scalar graphs only, so the bound of %s is that of"
              + " its cuts%n",
          prepared.name());
    }
    if (outcome.status() == ExitStatus.STOPPED) {
      System.err.printf(
          "stopped on request; what was proven until then is recorded as run %s%n", run);
    }
    return outcome.status().code();
  }

  private static Column<BoundSession.Outcome> ofRow(String name, Function<OrderRow, Object> value) {
    return new Column<>(name, outcome -> value.apply(outcome.row()));
  }

  /** Returns what was asked for, in the form in which training's settings are recorded. */
  private String configuration(CostModel model) {
    Config given =
        ConfigFactory.parseMap(
            Map.of(
                "graph", graph,
                "cost-model", model.label(),
                "budget", budget,
                "seed", seed,
                "warehouse", warehouse));
    return ConfigurationLoader.render(given.atPath("crosscountry.bound"));
  }
}
