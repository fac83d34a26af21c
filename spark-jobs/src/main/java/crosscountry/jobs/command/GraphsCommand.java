package crosscountry.jobs.command;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.environment.annealing.AnnealingBudget;
import crosscountry.environment.annealing.SimulatedAnnealing;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.output.Column;
import crosscountry.jobs.output.OutputFormat;
import crosscountry.jobs.output.ResultPrinter;
import crosscountry.jobs.policy.TrainedPolicy;
import crosscountry.jobs.server.KnownBounds;
import crosscountry.jobs.server.RunGraph;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the built-in graphs with their baselines. */
@Command(
    name = "graphs",
    description =
        "List the built-in graphs, their baselines, bounds and published results; or the equations"
            + " of one graph.",
    mixinStandardHelpOptions = true)
public final class GraphsCommand implements Callable<Integer> {

  /** A tenth of a second to a second for each graph whose bound is not met. */
  private static final AnnealingBudget ANNEALING = new AnnealingBudget.Windows(200_000);

  private static final long ANNEALING_SEED = 1;

  private static final List<Column<RunGraph>> KNOWN =
      List.of(
          new Column<>("name", RunGraph::name),
          new Column<>("inputs", graph -> graph.game().graph().inputs()),
          new Column<>("eliminable", graph -> graph.game().graph().eliminableCount()),
          new Column<>("outputs", graph -> graph.entry().program().outputs().size()),
          new Column<>("forward", RunGraph::forward),
          new Column<>("reverse", RunGraph::reverse),
          new Column<>("markowitz", RunGraph::markowitz),
          new Column<>("lower_bound", RunGraph::lowerBound),
          new Column<>("published", RunGraph::published));

  private static final List<Column<Found>> FOUND_NOW =
      List.of(
          new Column<>("cost_model", row -> row.graph().costModel().label()),
          new Column<>("policy", Found::played),
          new Column<>("annealed", Found::annealed),
          new Column<>("gap", Found::gap),
          new Column<>("optimal", row -> row.gap() == 0));

  /** A graph, what the shipped policy gives for it at once, and what a short search finds. */
  private record Found(RunGraph graph, long played, long annealed) {

    static Found of(RunGraph graph) {
      return new Found(
          graph,
          TrainedPolicy.shipped().play(graph.game()).multiplications(),
          new SimulatedAnnealing(graph.game().graph())
              .stoppedBy(graph.lowerBound())
              .run(ANNEALING, ANNEALING_SEED, () -> false)
              .multiplications());
    }

    /** By how much what the search found may at most be from the cheapest order. */
    long gap() {
      return annealed - graph.lowerBound();
    }
  }

  @Mixin private CostModelOption costModel = new CostModelOption();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: table)")
  private OutputFormat format = OutputFormat.TABLE;

  @Option(
      names = "--equations",
      paramLabel = "GRAPH",
      description =
          "List the equations of this graph, a built-in name or the path of a .jaxpr file, as orders"
              + " count them, with where each stands in the trace (default: list the graphs).")
  private String equations;

  @Override
  public Integer call() {
    if (equations != null) {
      new ResultPrinter<>(EquationRow.COLUMNS)
          .print(EquationRow.of(GraphArguments.resolve(equations)), format, System.out);
      return ExitStatus.DONE.code();
    }
    CostModel model = costModel.model();
    KnownBounds bounds = KnownBounds.shipped();
    List<RunGraph> graphs =
        Catalog.builtIn().entries().parallelStream()
            .map(entry -> RunGraph.of(entry, model, bounds))
            .toList();
    // The columns of CSV are fixed: programs rely on them.
    if (format == OutputFormat.CSV) {
      new ResultPrinter<>(KNOWN).print(graphs, format, System.out);
    } else {
      Stream<Column<Found>> known = KNOWN.stream().map(GraphsCommand::ofGraph);
      new ResultPrinter<>(Stream.concat(known, FOUND_NOW.stream()).toList())
          .print(graphs.parallelStream().map(Found::of).toList(), format, System.out);
    }
    return ExitStatus.DONE.code();
  }

  private static Column<Found> ofGraph(Column<RunGraph> column) {
    Function<RunGraph, Object> value = column.value();
    return new Column<>(column.name(), row -> value.apply(row.graph()));
  }
}
