package crosscountry.jobs.command;

import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.report.RunReport;

/** The learning curves that a training run leaves beside its tables when it ends. */
final class ClosingReport {

  private ClosingReport() {}

  /**
   * Writes the curves where the warehouse is a folder of this machine. They can be drawn again at
   * any time, so that a failure is no more than a warning on stderr.
   *
   * @param quarantine takes what cannot be drawn
   */
  static void write(String warehouse, String runId, Quarantine quarantine) {
    try {
      RunReport report = new RunReport(Warehouse.open(warehouse), runId, quarantine);
      report
          .defaultFolder()
          .ifPresent(
              folder -> {
                report.write(folder);
                System.err.printf("the learning curves are in %s%n", folder);
              });
    } catch (RuntimeException fault) {
      ErrorReport.warn(
          "the run is recorded, but not drawn: %s".formatted(ErrorReport.firstLine(fault)));
    }
  }
}
