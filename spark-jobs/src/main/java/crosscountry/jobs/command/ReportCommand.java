package crosscountry.jobs.command;

import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.output.Column;
import crosscountry.jobs.output.OutputFormat;
import crosscountry.jobs.output.ResultPrinter;
import crosscountry.jobs.report.CurveImages;
import crosscountry.jobs.report.CurvePoint;
import crosscountry.jobs.report.GraphReport;
import crosscountry.jobs.report.ReferenceCounts;
import crosscountry.jobs.report.RunReport;
import crosscountry.jobs.report.RunSummary;
import crosscountry.jobs.report.page.ReportPage;
import crosscountry.jobs.report.tensorboard.EventFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what a run did, as a page and as pictures. */
@Command(
    name = "report",
    description = "Show a run: a page with its curves and figures, and one PNG per graph.",
    mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {

  private static final List<Column<GraphReport>> COLUMNS =
      List.of(
          new Column<>("graph", GraphReport::graph),
          new Column<>("cost_model", GraphReport::costModel),
          ofLast("moves", CurvePoint::moves),
          ofLast("evaluations", CurvePoint::evaluations),
          ofLast("seconds", CurvePoint::seconds),
          ofLast("best", CurvePoint::best),
          ofLast("mean", CurvePoint::mean),
          ofReferences("published", ReferenceCounts::published),
          ofReferences("markowitz", ReferenceCounts::markowitz),
          ofReferences("annealed", ReferenceCounts::annealed),
          ofReferences("lower_bound", ReferenceCounts::lowerBound));

  @Option(names = "--run-id", required = true, description = "The run.")
  private String runId;

  @Option(
      names = "--warehouse",
      description = "Folder of the tables, any Hadoop URI (default: ${DEFAULT-VALUE}).",
      defaultValue = "warehouse")
  private String warehouse;

  @Option(
      names = "--output",
      description = "Folder of page and images (default: reports/RUN-ID in the warehouse).")
  private Path output;

  @Option(
      names = "--tensorboard",
      description = "Write an event file beside them, for TensorBoard.")
  private boolean tensorboard;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: table)")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call() {
    RunReport report =
        new RunReport(
            Warehouse.open(warehouse),
            RunIds.valid(runId),
            Quarantine.reporting(ErrorReport::warn));
    Path folder = folder(report);
    RunSummary summary = report.read();
    Path page = new ReportPage(summary, Instant.now()).write(folder);
    System.err.printf("the report page is %s%n", page);
    if (tensorboard) {
      System.err.printf(
          "the events for TensorBoard are %s%n", new EventFile(summary.records()).write(folder));
    }
    // Last, because neither page nor events need a font or a drawing library.
    CurveImages images = new CurveImages(summary, folder);
    images.write();
    if (images.leftOut() > 0) {
      System.err.printf(
          "%d random graphs are left without a picture, and the others have one%n",
          images.leftOut());
    }
    results(images).print(summary.graphs(), format, System.out);
    return ExitStatus.DONE.code();
  }

  private static ResultPrinter<GraphReport> results(CurveImages images) {
    List<Column<GraphReport>> columns = new ArrayList<>(COLUMNS);
    columns.add(
        new Column<>("image", report -> images.of(report).map(Path::toString).orElse(null)));
    return new ResultPrinter<>(columns);
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
                    "the warehouse %s is no folder of this machine; say by --output where page and images go"
                        .formatted(warehouse)));
  }

  private static Column<GraphReport> ofLast(String name, Function<CurvePoint, Object> value) {
    return new Column<>(
        name, report -> report.curve().map(curve -> value.apply(curve.last())).orElse(null));
  }

  private static Column<GraphReport> ofReferences(
      String name, Function<ReferenceCounts, Object> value) {
    return new Column<>(name, report -> value.apply(report.references()));
  }
}
