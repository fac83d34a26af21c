package crosscountry.datasets.tables;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells which appends are not to be kept. */
final class Retention {

  private Retention() {}

  /**
   * Returns the games of those runs whose last games are older than an instant. The games of one
   * run stay or go together: who goes on with a run needs all of them. So a run stays, too, of
   * which a file cannot be read, as it may be the last; and all do if that may be of any run.
   */
  static Set<FileKey> oldGames(Inventory trajectories, Instant before) {
    Map<String, Instant> last = new HashMap<>();
    for (DataFile file : trajectories.files()) {
      for (CompactedFile.Part part : file.parts()) {
        last.merge(
            part.key().run(),
            Instant.ofEpochMilli(part.modified()),
            (one, other) -> one.isAfter(other) ? one : other);
      }
    }
    return keys(trajectories).stream()
        .filter(key -> last.get(key.run()).isBefore(before))
        .filter(key -> !mayHoldGames(trajectories.unreadable(), key.run()))
        .collect(Collectors.toSet());
  }

  private static boolean mayHoldGames(Set<FileKey> files, String run) {
    return files.stream()
        .anyMatch(file -> CompactedFile.isNamed(file.value()) || file.run().equals(run));
  }

  /**
   * Returns the checkpoints of each run that are older than its newest ones.
   *
   * @param count how many of each run are kept; more if none of these can be gone on from
   * @param promoted checkpoints that are kept besides
   */
  static Set<FileKey> oldCheckpoints(
      Inventory inventory, int count, Set<CheckpointId> promoted, CheckpointTable checkpoints) {
    Map<String, List<FileKey>> byRun =
        keys(inventory).stream()
            .sorted(Comparator.reverseOrder())
            .collect(Collectors.groupingBy(FileKey::run));
    Set<FileKey> old = new HashSet<>();
    for (List<FileKey> newestFirst : byRun.values()) {
      int kept = Math.min(count, newestFirst.size());
      if (kept < newestFirst.size()) {
        boolean isSound = newestFirst.subList(0, kept).stream().anyMatch(checkpoints::isSound);
        while (!isSound && kept < newestFirst.size()) {
          isSound = checkpoints.isSound(newestFirst.get(kept));
          kept++;
        }
        old.addAll(newestFirst.subList(kept, newestFirst.size()));
      }
    }
    promoted.forEach(checkpoint -> old.remove(checkpoint.key()));
    return old;
  }

  private static Set<FileKey> keys(Inventory inventory) {
    return inventory.files().stream()
        .flatMap(file -> file.parts().stream())
        .map(CompactedFile.Part::key)
        .collect(Collectors.toSet());
  }
}
