package crosscountry.jobs.command;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.jobs.output.Column;
import crosscountry.jobs.output.OutputFormat;
import crosscountry.jobs.output.ResultPrinter;
import crosscountry.jobs.server.RunGraph;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the built-in graphs with their baselines. */
@Command(
    name = "graphs",
    description = "List the built-in graphs, their baselines, bounds and published results.",
    mixinStandardHelpOptions = true)
public final class GraphsCommand implements Callable<Integer> {

  private static final ResultPrinter<RunGraph> PRINTER =
      new ResultPrinter<>(
          List.of(
              new Column<>("name", RunGraph::name),
              new Column<>("inputs", graph -> graph.game().graph().inputs()),
              new Column<>("eliminable", graph -> graph.game().graph().eliminableCount()),
              new Column<>("outputs", graph -> graph.entry().program().outputs().size()),
              new Column<>("forward", RunGraph::forward),
              new Column<>("reverse", RunGraph::reverse),
              new Column<>("markowitz", RunGraph::markowitz),
              new Column<>("lower_bound", RunGraph::lowerBound),
              new Column<>("published", RunGraph::published)));

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: table)")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call() {
    List<RunGraph> graphs = Catalog.builtIn().entries().stream().map(RunGraph::of).toList();
    PRINTER.print(graphs, format, System.out);
    return ExitStatus.DONE.code();
  }
}
