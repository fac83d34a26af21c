package crosscountry.jobs.command;

import crosscountry.environment.accumulation.OrderVerification;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.jobs.output.Column;
import crosscountry.jobs.output.OutputFormat;
import crosscountry.jobs.output.ResultPrinter;
import crosscountry.jobs.server.KnownBounds;
import crosscountry.jobs.server.RunGraph;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks, counts and proves one order. */
@Command(
    name = "evaluate",
    description = "Check an elimination order, count it and prove it numerically.",
    mixinStandardHelpOptions = true)
public final class EvaluateCommand implements Callable<Integer> {

  private static final ResultPrinter<Evaluated> PRINTER =
      new ResultPrinter<>(
          List.of(
              new Column<>("graph", row -> row.graph.name()),
              new Column<>("cost_model", row -> row.graph.costModel().label()),
              new Column<>("method", row -> "given"),
              new Column<>("multiplications", row -> row.cost.multiplications()),
              new Column<>("forward", row -> row.graph.forward()),
              new Column<>("reverse", row -> row.graph.reverse()),
              new Column<>("markowitz", row -> row.graph.markowitz()),
              new Column<>("lower_bound", row -> row.graph.lowerBound()),
              new Column<>("optimal", row -> row.cost.multiplications() == row.graph.lowerBound()),
              new Column<>("valid", row -> true),
              new Column<>(
                  "verified", row -> row.verification.confirms(row.cost.multiplications())),
              new Column<>("order", row -> Arrays.stream(row.order.equations()).boxed().toList()),
              new Column<>("steps", row -> Arrays.stream(row.cost.steps()).boxed().toList())));

  @Option(
      names = "--graph",
      required = true,
      description = "Name of a built-in graph, or path of a .jaxpr file.")
  private String graph;

  @Option(
      names = "--order",
      required = true,
      description = "Equation numbers separated by commas or blanks, or @FILE that holds them.")
  private String order;

  @Mixin private CostModelOption costModel = new CostModelOption();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: table)")
  private OutputFormat format = OutputFormat.TABLE;

  private record Evaluated(
      RunGraph graph,
      EliminationOrder order,
      EliminationCost cost,
      OrderVerification verification) {}

  @Override
  public Integer call() {
    RunGraph prepared =
        RunGraph.of(GraphArguments.resolve(graph), costModel.model(), KnownBounds.shipped());
    EliminationOrder parsed =
        EliminationOrder.ofEquations(prepared.game().graph(), OrderArgument.equations(order));
    EliminationCost cost = EliminationCost.of(prepared.game().graph(), parsed);
    OrderVerification verification = prepared.verifier().verify(parsed);
    PRINTER.print(List.of(new Evaluated(prepared, parsed, cost, verification)), format, System.out);
    verification.obstacle().ifPresent(reason -> System.err.println("not verified: " + reason));
    return ExitStatus.DONE.code();
  }
}
