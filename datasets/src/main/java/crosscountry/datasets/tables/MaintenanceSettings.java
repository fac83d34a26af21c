package crosscountry.datasets.tables;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What is done to keep a warehouse small.
 *
 * @param settled only files that were appended so long ago are compacted; not negative
 * @param keepTrajectories how long the games of a run are kept after its last one; empty for ever
 * @param keepCheckpoints how many checkpoints of each run are kept, the newest ones, at least 1;
 *     empty for all
 * @param promoted gives the checkpoints that are kept besides, since something refers to them;
 *     asked when it is chosen which are old, and again once each of them is out of the table, right
 *     before it is deleted
 */
public record MaintenanceSettings(
    Duration settled,
    Optional<Duration> keepTrajectories,
    OptionalInt keepCheckpoints,
    Supplier<Set<CheckpointId>> promoted) {

  /** Creates settings. */
  public MaintenanceSettings {
    if (settled.isNegative() || keepTrajectories.filter(Duration::isNegative).isPresent()) {
      throw new IllegalArgumentException("a time to keep is negative");
    }
    if (keepCheckpoints.isPresent() && keepCheckpoints.getAsInt() < 1) {
      throw new IllegalArgumentException("a run must keep a checkpoint to go on from");
    }
  }
}
