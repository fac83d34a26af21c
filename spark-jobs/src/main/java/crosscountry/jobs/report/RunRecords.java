package crosscountry.jobs.report;

import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.RunRow;
import java.util.List;

/**
 * What the tables of runs and metrics have of one run.
 *
 * @param runId the run
 * @param attempts its rows in the table of runs, at least one, in the order in which they were
 *     published
 * @param metrics its rows in the table of metrics, in the order of their files
 */
public record RunRecords(String runId, List<RunRow> attempts, List<MetricRow> metrics) {

  /** Copies the rows. */
  public RunRecords {
    attempts = List.copyOf(attempts);
    metrics = List.copyOf(metrics);
  }

  /** Returns the last word of the newest attempt. */
  public RunRow newest() {
    return attempts.get(attempts.size() - 1);
  }

  /** Returns the wall clock over all attempts. */
  public RunClock clock() {
    return new RunClock(attempts, metrics);
  }
}
