package crosscountry.datasets.tables;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The checkpoints that are or were promoted, by any cost model. It may be asked often, as decisions
 * are read only where there are others than the last time. One thread at a time may use it.
 */
public final class PromotedCheckpoints implements Supplier<Set<CheckpointId>> {

  private final PromotionTable promotions;
  private List<FileKey> decisions = List.of();
  private Set<CheckpointId> promoted = Set.of();

  /** Looks at a warehouse's decisions. */
  public PromotedCheckpoints(Warehouse warehouse) {
    this.promotions = warehouse.promotions();
  }

  /**
   * Returns them as they are now.
   *
   * @throws WarehouseException if a decision cannot be read, so that nobody knows what it promoted
   */
  @Override
  public Set<CheckpointId> get() {
    List<FileKey> now = promotions.table().keys();
    if (!now.equals(decisions)) {
      PromotionHistory history = promotions.history();
      if (!history.skipped().isEmpty()) {
        throw new WarehouseException(
            "it cannot be told which checkpoints are promoted, so none is deleted; leave out"
                + " --keep-checkpoints, or see to this first: "
                + history.skipped().get(0));
      }
      promoted = history.everPromoted();
      decisions = now;
    }
    return promoted;
  }
}
