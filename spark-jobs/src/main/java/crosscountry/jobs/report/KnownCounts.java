package crosscountry.jobs.report;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.tables.Baselines;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.server.KnownBounds;
import crosscountry.jobs.server.OrderCheck;
import crosscountry.jobs.server.RunGraph;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a warehouse and the catalog know of graphs, and what a run has found. */
final class KnownCounts {

  private static final String ANNEALING = "annealing";

  /** What counts are about; by other rules, or of another program, they say nothing. */
  record Subject(String graph, String fingerprint, String costModel) {}

  /** What tells programs and rules apart, whatever a graph is called. */
  private record Key(String fingerprint, String costModel) {

    static Key of(Subject subject) {
      return new Key(subject.fingerprint(), subject.costModel());
    }
  }

  private final String runId;
  private final KnownBounds bounds;
  private final Map<Key, Baselines> baselines = new HashMap<>();
  private final Map<Key, Long> annealed = new HashMap<>();
  private final Map<Key, Map<String, Long>> found = new HashMap<>();

  /**
   * Reads the tables of orders and bounds, whichever run their rows are of.
   *
   * @param runId the run whose own results are wanted, too
   * @param quarantine takes what cannot be used
   * @throws crosscountry.datasets.tables.WarehouseException if one of them cannot be read
   */
  KnownCounts(Warehouse warehouse, String runId, Quarantine quarantine) {
    this.runId = runId;
    bounds = KnownBounds.in(warehouse, quarantine);
    warehouse.orders().usable(new OrderCheck(), quarantine).scan(this::add);
  }

  private void add(OrderRow row) {
    Key key = new Key(row.graphFingerprint(), row.costModel());
    baselines.merge(
        key,
        row.baselines(),
        (some, other) -> some.lowerBound() < other.lowerBound() ? other : some);
    if (row.method().equals(ANNEALING)) {
      annealed.merge(key, row.multiplications(), Math::min);
    }
    if (row.runId().equals(runId)) {
      found
          .computeIfAbsent(key, first -> new TreeMap<>())
          .merge(row.method(), row.multiplications(), Math::min);
    }
  }

  /** Returns what is known of a graph. */
  ReferenceCounts of(Subject subject) {
    Baselines known = baselines.get(Key.of(subject));
    if (known == null) {
      return new ReferenceCounts(
          null, null, null, published(subject), annealed.get(Key.of(subject)), null);
    }
    return new ReferenceCounts(
        known.forward(),
        known.reverse(),
        known.markowitz(),
        published(subject),
        annealed.get(Key.of(subject)),
        bounds.raise(subject.fingerprint(), subject.costModel(), known.lowerBound()));
  }

  /** Returns the multiplications of the run's cheapest order of a graph, by method. */
  Map<String, Long> found(Subject subject) {
    return found.getOrDefault(Key.of(subject), Map.of());
  }

  private static Long published(Subject subject) {
    CostModel costModel = CostModel.labelled(subject.costModel()).orElse(null);
    if (costModel == null) {
      return null;
    }
    return Catalog.builtIn().entries().stream()
        .filter(entry -> entry.published().isPresent() && entry.name().equals(subject.graph()))
        .filter(entry -> entry.program().fingerprint().equals(subject.fingerprint()))
        .findFirst()
        .map(entry -> RunGraph.published(entry, costModel, costModel.linearize(entry.program())))
        .orElse(null);
  }
}
