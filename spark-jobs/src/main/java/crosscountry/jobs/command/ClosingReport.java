package crosscountry.jobs.command;

import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.report.RunReport;

/** The learning curves that a training run leaves beside its tables when it ends. */
final class ClosingReport {

  private ClosingReport() {}

  /**
   * Writes the curves where the warehouse is a folder of this machine. They can be drawn again at
   * any time, so that a failure is no more than a warning on stderr.
   */
  static void write(String warehouse, String runId) {
    try {
      RunReport report = new RunReport(Warehouse.open(warehouse), runId);
      report
          .defaultFolder()
          .ifPresent(
              folder -> {
                report.write(folder);
                System.err.printf("the learning curves are in %s%n", folder);
              });
    } catch (RuntimeException fault) {
      System.err.printf(
          "warning: the run is recorded, but not drawn: %s%n", ErrorReport.firstLine(fault));
    }
  }
}
