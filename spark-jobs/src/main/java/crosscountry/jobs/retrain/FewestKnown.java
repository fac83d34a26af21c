package crosscountry.jobs.retrain;

import crosscountry.datasets.tables.Longs;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.server.OrderCheck;
import crosscountry.jobs.server.RunGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fewest multiplications that are known of graphs, by one cost model. */
final class FewestKnown {

  private final Map<String, Long> byFingerprint = new HashMap<>();
  private final Map<String, Long> byOthers = new HashMap<>();

  private FewestKnown() {}

  /**
   * Reads what a warehouse's table of orders knows now.
   *
   * @param runId the run whose orders are told from those of others
   * @param quarantine is told of rows that cannot be used
   */
  static FewestKnown in(
      Warehouse warehouse, CostModel costModel, String runId, Quarantine quarantine) {
    FewestKnown known = new FewestKnown();
    warehouse
        .orders()
        .usable(new OrderCheck(), quarantine)
        .scan(
            row -> {
              if (row.costModel().equals(costModel.label())) {
                known.byFingerprint.merge(row.graphFingerprint(), row.multiplications(), Math::min);
                if (!row.runId().equals(runId)) {
                  known.byOthers.merge(row.graphFingerprint(), row.multiplications(), Math::min);
                }
              }
            });
    return known;
  }

  /** Returns the fewest of each graph, of what is read and of forward, reverse and Markowitz. */
  Longs of(List<RunGraph> graphs) {
    return fewest(graphs, byFingerprint);
  }

  /** Returns the same, but for what the run itself has found. */
  Longs withoutRun(List<RunGraph> graphs) {
    return fewest(graphs, byOthers);
  }

  private static Longs fewest(List<RunGraph> graphs, Map<String, Long> known) {
    return Longs.of(graphs.stream().mapToLong(graph -> fewest(graph, known)).toArray());
  }

  private static long fewest(RunGraph graph, Map<String, Long> known) {
    long plain = Math.min(graph.markowitz(), Math.min(graph.forward(), graph.reverse()));
    return Math.min(plain, known.getOrDefault(graph.fingerprint(), plain));
  }
}
