package crosscountry.jobs.server;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.catalog.ShippedBound;
import crosscountry.datasets.tables.BoundRow;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.linearization.CostModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The greatest lower bounds that have been proven at some expense: those that come with the
 * program, and those of a warehouse.
 */
public final class KnownBounds {

  /** What comes with the program is proven of scalar graphs, which these have in common. */
  private static final List<CostModel> ALIKE_ON_SCALARS =
      List.of(CostModel.PRINCIPLE, CostModel.ALPHAGRAD);

  /** What a bound is about. */
  private record Subject(String fingerprint, String costModel) {}

  private final Map<Subject, Long> greatest = new HashMap<>();

  private KnownBounds() {}

  /** Returns the bounds that come with the program. */
  public static KnownBounds shipped() {
    KnownBounds bounds = new KnownBounds();
    for (CatalogEntry entry : Catalog.builtIn().entries()) {
      entry.bound().ifPresent(bound -> bounds.add(entry, bound));
    }
    return bounds;
  }

  /**
   * Returns the bounds that come with the program and those of a warehouse.
   *
   * @param quarantine takes what cannot be used
   * @throws crosscountry.datasets.tables.WarehouseException if its table cannot be read
   */
  public static KnownBounds in(Warehouse warehouse, Quarantine quarantine) {
    KnownBounds bounds = shipped();
    warehouse
        .bounds()
        .usable(KnownBounds::fault, quarantine)
        .scan(
            row ->
                bounds.add(new Subject(row.graphFingerprint(), row.costModel()), row.lowerBound()));
    return bounds;
  }

  private static Optional<String> fault(BoundRow row) {
    if (row.lowerBound() < 0) {
      return Optional.of("its lower bound is %d".formatted(row.lowerBound()));
    }
    return Double.isFinite(row.seconds())
        ? CountingRules.fault(row.costModel())
        : Optional.of("its seconds are %s".formatted(row.seconds()));
  }

  private void add(CatalogEntry entry, ShippedBound bound) {
    String fingerprint = entry.program().fingerprint();
    for (CostModel model : ALIKE_ON_SCALARS) {
      add(new Subject(fingerprint, model.label()), bound.multiplications());
    }
  }

  private void add(Subject subject, long lowerBound) {
    greatest.merge(subject, lowerBound, Math::max);
  }

  /**
   * Returns the greatest lower bound on what every order of a graph costs.
   *
   * @param fingerprint of the graph's traced program
   * @param costModel the name of the rules by which multiplications are counted
   * @param otherwise a lower bound from elsewhere
   */
  public long raise(String fingerprint, String costModel, long otherwise) {
    return Math.max(
        otherwise, greatest.getOrDefault(new Subject(fingerprint, costModel), otherwise));
  }
}
