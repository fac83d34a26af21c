package crosscountry.jobs.command;

import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.output.Column;
import crosscountry.jobs.output.OutputFormat;
import crosscountry.jobs.output.ResultPrinter;
import crosscountry.jobs.report.CurvePoint;
import crosscountry.jobs.report.GraphReport;
import crosscountry.jobs.report.ReferenceCounts;
import crosscountry.jobs.report.RunReport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Draws how a run learned. */
@Command(
    name = "report",
    description = "Draw the learning curves of a run, one PNG per graph.",
    mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {

  private static final ResultPrinter<GraphReport> RESULTS =
      new ResultPrinter<>(
          List.of(
              new Column<>("graph", report -> report.curve().graph()),
              new Column<>("cost_model", report -> report.curve().costModel()),
              ofLast("moves", CurvePoint::moves),
              ofLast("evaluations", CurvePoint::evaluations),
              ofLast("seconds", CurvePoint::seconds),
              ofLast("best", CurvePoint::best),
              ofLast("mean", CurvePoint::mean),
              ofReferences("published", ReferenceCounts::published),
              ofReferences("markowitz", ReferenceCounts::markowitz),
              ofReferences("annealed", ReferenceCounts::annealed),
              ofReferences("lower_bound", ReferenceCounts::lowerBound),
              new Column<>("image", report -> report.image().toString())));

  @Option(names = "--run-id", required = true, description = "The run.")
  private String runId;

  @Option(
      names = "--warehouse",
      description = "Folder of the tables, any Hadoop URI (default: ${DEFAULT-VALUE}).",
      defaultValue = "warehouse")
  private String warehouse;

  @Option(
      names = "--output",
      description = "Folder of the images (default: reports/RUN-ID in the warehouse).")
  private Path output;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: table)")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call() {
    RunReport report =
        new RunReport(
            Warehouse.open(warehouse),
            RunIds.valid(runId),
            Quarantine.reporting(ErrorReport::warn));
    RESULTS.print(report.write(folder(report)), format, System.out);
    return ExitStatus.DONE.code();
  }

  private Path folder(RunReport report) {
    if (output != null) {
      return output;
    }
    return report
        .defaultFolder()
        .orElseThrow(
            () ->
                new BadInputException(
                    "the warehouse %s is no folder of this machine; say by --output where the images go"
                        .formatted(warehouse)));
  }

  private static Column<GraphReport> ofLast(String name, Function<CurvePoint, Object> value) {
    return new Column<>(name, report -> value.apply(report.curve().last()));
  }

  private static Column<GraphReport> ofReferences(
      String name, Function<ReferenceCounts, Object> value) {
    return new Column<>(name, report -> value.apply(report.references()));
  }
}
