package crosscountry.jobs.command;

import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.report.CurveImages;
import crosscountry.jobs.report.RunReport;
import crosscountry.jobs.report.RunSummary;
import crosscountry.jobs.report.page.ReportPage;
import java.nio.file.Path;
import java.time.Instant;

/** The page and the learning curves that a training run leaves beside its tables when it ends. */
final class ClosingReport {

  private ClosingReport() {}

  /**
   * Writes them where the warehouse is a folder of this machine. They can be drawn again at any
   * time, so that a failure is no more than a warning on stderr.
   *
   * @param quarantine takes what cannot be drawn
   */
  static void write(String warehouse, String runId, Quarantine quarantine) {
    try {
      RunReport report = new RunReport(Warehouse.open(warehouse), runId, quarantine);
      report.defaultFolder().ifPresent(folder -> write(report.read(), folder));
    } catch (RuntimeException fault) {
      ErrorReport.warn(
          "the run is recorded, but not drawn: %s".formatted(ErrorReport.firstLine(fault)));
    }
  }

  /** The page needs neither a font nor a drawing library, which the images may lack. */
  private static void write(RunSummary summary, Path folder) {
    Path page = new ReportPage(summary, Instant.now()).write(folder);
    System.err.printf("the report page is %s%n", page);
    new CurveImages(summary, folder).write();
    System.err.printf("the learning curves are in %s%n", folder);
  }
}
