package crosscountry.jobs.report;

import java.util.List;

/**
 * All that is reported of a run.
 *
 * @param records what the tables of runs and metrics have of it
 * @param graphs what it did on each of its graphs, in the run's order; random graphs, of which
 *     there may be thousands, are left out where the run has others
 */
public record RunSummary(RunRecords records, List<GraphReport> graphs) {

  /** Copies the reports. */
  public RunSummary {
    graphs = List.copyOf(graphs);
  }
}
