package crosscountry.jobs.command;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.configuration.ConfigurationLoader;
import crosscountry.jobs.output.Column;
import crosscountry.jobs.output.OutputFormat;
import crosscountry.jobs.output.ResultPrinter;
import crosscountry.jobs.policy.TrainedPolicy;
import crosscountry.jobs.search.PolicyMethod;
import crosscountry.jobs.search.SearchMethod;
import crosscountry.jobs.server.KnownBounds;
import crosscountry.jobs.server.RunGraph;
import crosscountry.jobs.server.RunIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.slf4j.MDC;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Searches for one order of one graph, without training. */
@Command(
    name = "search",
    description =
        "Search for an order of one graph by one method, without training, and record it.",
    mixinStandardHelpOptions = true)
public final class SearchCommand implements Callable<Integer> {

  private static final Column<SearchSession.Outcome> ORDER =
      ofRow("order", row -> Arrays.stream(row.order().toArray()).boxed().toList());
  private static final Column<SearchSession.Outcome> LOWER_BOUND =
      ofRow("lower_bound", row -> row.baselines().lowerBound());
  private static final Column<SearchSession.Outcome> GAP =
      ofRow("gap", row -> row.multiplications() - row.baselines().lowerBound());
  private static final Column<SearchSession.Outcome> PUBLISHED =
      new Column<>("published", outcome -> outcome.graph().published());
  private static final Column<SearchSession.Outcome> SECONDS =
      new Column<>("seconds", outcome -> outcome.result().elapsed().toMillis() / 1e3);

  private static final ResultPrinter<SearchSession.Outcome> FOR_PROGRAMS =
      new ResultPrinter<>(
          List.of(
              ofRow("graph", OrderRow::graph),
              ofRow("cost_model", OrderRow::costModel),
              ofRow("method", OrderRow::method),
              ofRow("multiplications", OrderRow::multiplications),
              ofRow("forward", row -> row.baselines().forward()),
              ofRow("reverse", row -> row.baselines().reverse()),
              ofRow("markowitz", row -> row.baselines().markowitz()),
              PUBLISHED,
              LOWER_BOUND,
              GAP,
              ofRow("optimal", OrderRow::optimal),
              ofRow("verified", OrderRow::verified),
              new Column<>("windows", outcome -> outcome.result().windows()),
              SECONDS,
              ofRow("seed", OrderRow::seed),
              ofRow("run_id", OrderRow::runId),
              ORDER));

  /** Fewer columns, so that a line fits a screen. */
  private static final ResultPrinter<SearchSession.Outcome> FOR_PEOPLE =
      new ResultPrinter<>(
          List.of(
              ofRow("graph", OrderRow::graph),
              ofRow("cost_model", OrderRow::costModel),
              ofRow("method", OrderRow::method),
              ofRow("multiplications", OrderRow::multiplications),
              PUBLISHED,
              LOWER_BOUND,
              GAP,
              ofRow("optimal", OrderRow::optimal),
              ofRow("verified", OrderRow::verified),
              SECONDS,
              ORDER));

  @Option(
      names = "--graph",
      required = true,
      description = "Name of a built-in graph, or path of a .jaxpr file.")
  private String graph;

  @Option(
      names = "--method",
      required = true,
      completionCandidates = MethodNames.class,
      description = "${COMPLETION-CANDIDATES}")
  private String method;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "For --method policy: the network to play, a file that export-policy wrote or a folder that"
              + " holds one (default: the one that comes with the program).")
  private Path policy;

  @Mixin private CostModelOption costModel = new CostModelOption();

  @Option(
      names = "--budget",
      description =
          "How long to search, for example 10s or 5m (default: ${DEFAULT-VALUE}); rules and the"
              + " policy take none.",
      defaultValue = "10s")
  private String budget;

  @Option(
      names = "--seed",
      description = "Source of all randomness (default: ${DEFAULT-VALUE}).",
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
    SearchMethod chosen = chosenMethod();
    CostModel model = costModel.model();
    Duration time = BudgetArgument.parse(budget);
    String run = runId == null ? RunIds.fromClock() : RunIds.valid(runId);
    RunGraph prepared =
        RunGraph.of(
            GraphArguments.resolve(graph),
            model,
            KnownBounds.in(Warehouse.open(warehouse), Quarantine.reporting(ErrorReport::warn)));
    requireApplicable(chosen, prepared);
    MDC.put(RunIds.FIELD, run);
    RunIdentity identity = new RunIdentity(run, seed, configuration(model), SoftwareVersion.text());
    SearchSession session = new SearchSession(warehouse, identity, prepared, time);
    SearchSession.Outcome outcome = session.run(chosen);
    (format == OutputFormat.TABLE ? FOR_PEOPLE : FOR_PROGRAMS)
        .print(List.of(outcome), format, System.out);
    prepared
        .verifier()
        .obstacle()
        .ifPresent(reason -> System.err.println("not verified: " + reason));
    if (outcome.status() == ExitStatus.STOPPED) {
      System.err.printf(
          "stopped on request; the best order until then is recorded as run %s%n", run);
    }
    return outcome.status().code();
  }

  /** What {@code --method} takes, for the help. */
  static final class MethodNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return SearchMethod.all().stream().map(SearchMethod::name).iterator();
    }
  }

  private static Column<SearchSession.Outcome> ofRow(
      String name, Function<OrderRow, Object> value) {
    return new Column<>(name, outcome -> value.apply(outcome.row()));
  }

  private SearchMethod chosenMethod() {
    SearchMethod named =
        SearchMethod.named(method)
            .orElseThrow(
                () ->
                    new BadInputException(
                        "unknown method '%s'; the methods are %s"
                            .formatted(onOneLine(method), String.join(", ", new MethodNames()))));
    if (named instanceof PolicyMethod shipped) {
      PolicyMethod chosen = policy == null ? shipped : new PolicyMethod(TrainedPolicy.in(policy));
      // A network that cannot be used is bad input, which leaves no trace in the tables.
      chosen.policy().snapshot();
      return chosen;
    }
    if (policy != null) {
      throw new BadInputException(
          "--policy is for --method policy, but the method is %s".formatted(named.name()));
    }
    return named;
  }

  private static void requireApplicable(SearchMethod method, RunGraph graph) {
    if (!method.isApplicableTo(graph.game().graph())) {
      throw new BadInputException(
          "%s cannot search %s by cost model %s, whose tables for tensors let what is left depend on the order of elimination; choose another --method or --cost-model"
              .formatted(method.name(), graph.name(), graph.costModel().label()));
    }
  }

  private static String onOneLine(String given) {
    return given.replaceAll("\\p{Cntrl}", "?");
  }

  /** Returns what was asked for, in the form in which training's settings are recorded. */
  private String configuration(CostModel model) {
    Config given =
        ConfigFactory.parseMap(
            Map.of(
                "graph", graph,
                "method", method,
                "cost-model", model.label(),
                "budget", budget,
                "seed", seed,
                "warehouse", warehouse));
    Config whole =
        policy == null
            ? given
            : given.withValue("policy", ConfigValueFactory.fromAnyRef(policy.toString()));
    return ConfigurationLoader.render(whole.atPath("crosscountry.search"));
  }
}
