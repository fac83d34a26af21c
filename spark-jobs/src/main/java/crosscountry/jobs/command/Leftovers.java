package crosscountry.jobs.command;

import crosscountry.datasets.tables.Warehouse;
import crosscountry.datasets.tables.WarehouseException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs that were killed in the middle of an append left in a warehouse's staging folder. */
final class Leftovers {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  /** No append takes nearly as long, so that no living writer loses its file. */
  private static final Duration AGE = Duration.ofDays(1);

  private Leftovers() {}

  /** Removes old leftovers. They harm nobody, so a run goes on where they can't be removed. */
  static void remove(Warehouse warehouse) {
    try {
      int removed = warehouse.removeStagedBefore(Instant.now().minus(AGE));
      if (removed > 0) {
        LOG.info("removed {} unfinished files of runs that were killed", removed);
      }
    } catch (WarehouseException undeletable) {
      LOG.warn("unfinished files of earlier runs stay: {}", undeletable.getMessage());
    }
  }
}
