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

/** What a warehouse and the catalog know of graphs, apart from what self-play found. */
final class KnownCounts {

  private static final String ANNEALING = "annealing";

  /** What counts are about; by other rules, or of another program, they say nothing. */
  private record Subject(String fingerprint, String costModel) {}

  private final KnownBounds bounds;
  private final Map<Subject, Baselines> baselines = new HashMap<>();
  private final Map<Subject, Long> annealed = new HashMap<>();

  /**
   * Reads the tables of orders and bounds, whichever run their rows are of.
   *
   * @param quarantine takes what cannot be used
   * @throws crosscountry.datasets.tables.WarehouseException if one of them cannot be read
   */
  KnownCounts(Warehouse warehouse, Quarantine quarantine) {
    bounds = KnownBounds.in(warehouse, quarantine);
    warehouse.orders().usable(new OrderCheck(), quarantine).scan(this::add);
  }

  private void add(OrderRow row) {
    Subject subject = new Subject(row.graphFingerprint(), row.costModel());
    baselines.merge(
        subject,
        row.baselines(),
        (some, other) -> some.lowerBound() < other.lowerBound() ? other : some);
    if (row.method().equals(ANNEALING)) {
      annealed.merge(subject, row.multiplications(), Math::min);
    }
  }

  /** Returns what is known of the graph of a curve. */
  ReferenceCounts of(LearningCurve curve) {
    Subject subject = new Subject(curve.fingerprint(), curve.costModel());
    Baselines known = baselines.get(subject);
    return new ReferenceCounts(
        published(curve),
        known == null ? null : known.markowitz(),
        annealed.get(subject),
        known == null
            ? null
            : bounds.raise(subject.fingerprint(), subject.costModel(), known.lowerBound()));
  }

  private Long published(LearningCurve curve) {
    CostModel costModel = CostModel.labelled(curve.costModel()).orElse(null);
    if (costModel == null) {
      return null;
    }
    return Catalog.builtIn().entries().stream()
        .filter(entry -> entry.published().isPresent() && entry.name().equals(curve.graph()))
        .filter(entry -> entry.program().fingerprint().equals(curve.fingerprint()))
        .findFirst()
        .map(entry -> RunGraph.published(entry, costModel, costModel.linearize(entry.program())))
        .orElse(null);
  }
}
