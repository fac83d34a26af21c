package crosscountry.jobs.retrain;

import crosscountry.datasets.tables.Longs;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.server.OrderCheck;
import crosscountry.jobs.server.RunGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The fewest multiplications that are known of graphs, by one cost model. */
final class FewestKnown {

  private final Map<String, Long> byFingerprint = new HashMap<>();

  private FewestKnown() {}

  /**
   * Reads what a warehouse's table of orders knows.
   *
   * @param counted which orders count
   * @param quarantine is told of rows that cannot be used
   */
  static FewestKnown in(
      Warehouse warehouse,
      CostModel costModel,
      Predicate<OrderRow> counted,
      Quarantine quarantine) {
    FewestKnown known = new FewestKnown();
    warehouse
        .orders()
        .usable(new OrderCheck(), quarantine)
        .scan(
            row -> {
              if (row.costModel().equals(costModel.label()) && counted.test(row)) {
                known.byFingerprint.merge(row.graphFingerprint(), row.multiplications(), Math::min);
              }
            });
    return known;
  }

  /** Returns the fewest of each graph, of what is read and of forward, reverse and Markowitz. */
  Longs of(List<RunGraph> graphs) {
    return Longs.of(graphs.stream().mapToLong(this::of).toArray());
  }

  private long of(RunGraph graph) {
    long plain = Math.min(graph.markowitz(), Math.min(graph.forward(), graph.reverse()));
    return Math.min(plain, byFingerprint.getOrDefault(graph.fingerprint(), plain));
  }
}
