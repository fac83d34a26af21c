package crosscountry.jobs.report;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.tables.Baselines;
import crosscountry.datasets.tables.OrderFilter;
import crosscountry.datasets.tables.OrderHead;
import crosscountry.datasets.tables.OrderIndex;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.RunRow;
import crosscountry.datasets.tables.Verification;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.query.CheapestOrders;
import crosscountry.jobs.server.KnownBounds;
import crosscountry.jobs.server.OrderCheck;
import crosscountry.jobs.server.RunGraph;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

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

    static Key of(OrderRow row) {
      return new Key(row.graphFingerprint(), row.costModel());
    }
  }

  private final KnownBounds bounds;
  private final Map<Key, Baselines> baselines = new HashMap<>();
  private final Map<Key, Long> annealed = new HashMap<>();
  private final Map<Key, Map<String, Long>> found = new HashMap<>();

  /**
   * Reads of the tables of orders and bounds what they have of a run's graphs, whichever run found
   * it.
   *
   * @param run whose graphs it is about, and whose own results are wanted, too
   * @param quarantine takes what cannot be used
   * @throws crosscountry.datasets.tables.WarehouseException if one of them cannot be read
   */
  KnownCounts(Warehouse warehouse, RunRow run, Quarantine quarantine) {
    bounds = KnownBounds.in(warehouse, quarantine);
    if (warehouse.orders().exists()) {
      // Other runs may have left millions of orders; few of their rows are needed.
      read(warehouse.orderIndex(new OrderCheck(), OrderCheck.ofHeads(), quarantine), run);
    }
  }

  private void read(OrderIndex index, RunRow run) {
    Set<String> fingerprints = new HashSet<>(run.fingerprints());
    Predicate<OrderHead> ofItsGraphs = head -> fingerprints.contains(head.graphFingerprint());
    for (OrderRow row : CheapestOrders.select(index, OrderFilter.ALL, ofItsGraphs, 1)) {
      baselines.merge(
          Key.of(row),
          row.baselines(),
          (some, other) -> some.lowerBound() < other.lowerBound() ? other : some);
    }
    OrderFilter byAnnealing = filter(Set.of(ANNEALING), Set.of());
    for (OrderRow row : CheapestOrders.select(index, byAnnealing, ofItsGraphs, 1)) {
      annealed.merge(Key.of(row), row.multiplications(), Math::min);
    }
    OrderFilter byTheRun = filter(Set.of(), Set.of(run.runId()));
    for (OrderRow row : CheapestOrders.select(index, byTheRun, ofItsGraphs, Integer.MAX_VALUE)) {
      found
          .computeIfAbsent(Key.of(row), first -> new TreeMap<>())
          .merge(row.method(), row.multiplications(), Math::min);
    }
  }

  private static OrderFilter filter(Set<String> methods, Set<String> runs) {
    return new OrderFilter(Set.of(), "", Set.of(), methods, runs, null, Verification.ANY);
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
