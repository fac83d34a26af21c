package crosscountry.datasets.tables;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.parquet.schema.MessageType;

/**
 * What is to be done to a table.
 *
 * @param inventory what there is
 * @param rewrites files that are to become one
 * @param expired files of which nothing is to be kept
 * @param replaced files whose rows other files hold, which were read to their ends
 */
record TablePlan(
    Inventory inventory, List<Rewrite> rewrites, List<DataFile> expired, List<DataFile> replaced) {

  /** Files that are at least as large stay as they are. */
  private static final long LARGE = 64L << 20;

  /** A new file takes in no more files once it has so many bytes. */
  private static final long FULL = 128L << 20;

  /** The footer tells of each append, so that a new file takes in no more than so many. */
  private static final int MOST_APPENDS = 10_000;

  /** Creates a plan. */
  TablePlan {
    rewrites = List.copyOf(rewrites);
    expired = List.copyOf(expired);
    replaced = List.copyOf(replaced);
  }

  /**
   * Plans what is to be done.
   *
   * @param gone keys of the appends that are not to be kept
   * @param settled only files that were appended before it are merged; {@link Instant#MIN} for none
   * @param isSound tells whether a file can stand in for others, which a damaged one could not; is
   *     asked of files only that hold what others hold, too
   */
  static TablePlan of(
      Inventory inventory, Set<FileKey> gone, Instant settled, Predicate<DataFile> isSound) {
    Map<FileKey, DataFile> holders = holders(inventory, isSound);
    List<DataFile> expired = new ArrayList<>();
    List<DataFile> replaced = new ArrayList<>();
    List<DataFile> toRewrite = new ArrayList<>();
    for (DataFile file : inventory.files()) {
      Set<DataFile> others =
          file.parts().stream()
              .filter(part -> !gone.contains(part.key()))
              .map(part -> holders.get(part.key()))
              .collect(Collectors.toCollection(HashSet::new));
      if (others.isEmpty()) {
        expired.add(file);
      } else if (others.contains(file)) {
        if (isPartial(file, gone, holders) || isSmall(file, settled)) {
          toRewrite.add(file);
        }
      } else if (!others.contains(null)) {
        // A damaged file stays as long as no sound one holds some of its appends.
        replaced.add(file);
      }
    }
    List<Rewrite> rewrites = new ArrayList<>();
    for (List<DataFile> inputs : batches(toRewrite)) {
      Rewrite rewrite =
          Rewrite.of(
              inputs,
              place ->
                  !gone.contains(place.key())
                      && holders.get(place.key()).file().equals(place.file()));
      if (rewrite.isWorthwhile()) {
        rewrites.add(rewrite);
      }
    }
    // Whoever was killed after writing a new file may have left it beside all that it replaces.
    Set<FileKey> outputs = rewrites.stream().map(Rewrite::output).collect(Collectors.toSet());
    replaced.removeIf(file -> outputs.contains(file.file()));
    return new TablePlan(inventory, rewrites, expired, replaced);
  }

  /**
   * Returns the file of each append that is to stay, where several have its rows: the one that
   * counts for readers. But only a sound one may stand in for others.
   */
  private static Map<FileKey, DataFile> holders(Inventory inventory, Predicate<DataFile> isSound) {
    List<DataFile> files = new ArrayList<>(inventory.files());
    files.sort(Comparator.comparing(DataFile::precedence).reversed());
    Set<FileKey> shared = shared(files);
    Map<FileKey, DataFile> holders = new HashMap<>();
    for (DataFile file : files) {
      boolean standsIn =
          file.parts().stream()
              .map(CompactedFile.Part::key)
              .anyMatch(key -> shared.contains(key) && !holders.containsKey(key));
      if (!standsIn || isSound.test(file)) {
        file.parts().forEach(part -> holders.putIfAbsent(part.key(), file));
      }
    }
    return holders;
  }

  /** Returns the appends whose rows are in several files. */
  private static Set<FileKey> shared(List<DataFile> files) {
    Set<FileKey> seen = new HashSet<>();
    return files.stream()
        .flatMap(file -> file.parts().stream())
        .map(CompactedFile.Part::key)
        .filter(key -> !seen.add(key))
        .collect(Collectors.toSet());
  }

  private static boolean isPartial(
      DataFile file, Set<FileKey> gone, Map<FileKey, DataFile> holders) {
    return file.parts().stream()
        .anyMatch(part -> gone.contains(part.key()) || !holders.get(part.key()).equals(file));
  }

  private static boolean isSmall(DataFile file, Instant settled) {
    return file.bytes() < LARGE && Instant.ofEpochMilli(file.modified()).isBefore(settled);
  }

  /** Puts files of the same columns together, by the keys that they begin with. */
  private static List<List<DataFile>> batches(List<DataFile> files) {
    Map<MessageType, List<DataFile>> bySchema =
        files.stream()
            .sorted(Comparator.comparing(file -> file.parts().get(0).key()))
            .collect(
                Collectors.groupingBy(DataFile::schema, LinkedHashMap::new, Collectors.toList()));
    List<List<DataFile>> batches = new ArrayList<>();
    for (List<DataFile> alike : bySchema.values()) {
      long bytes = FULL;
      int appends = 0;
      for (DataFile file : alike) {
        if (bytes >= FULL || appends + file.parts().size() > MOST_APPENDS) {
          batches.add(new ArrayList<>());
          bytes = 0;
          appends = 0;
        }
        batches.get(batches.size() - 1).add(file);
        bytes += file.bytes();
        appends += file.parts().size();
      }
    }
    return batches;
  }

  /** Returns what would be done; a new file takes at most the bytes of what it is made of. */
  TableCare expected(String table) {
    Set<FileKey> there = inventory.files().stream().map(DataFile::file).collect(Collectors.toSet());
    TableTally tally = new TableTally(table, inventory);
    for (Rewrite rewrite : rewrites) {
      if (!there.contains(rewrite.output())) {
        tally.added(rewrite.parts(), rewrite.bytes());
      }
      rewrite.inputs().forEach(tally::removed);
    }
    expired.forEach(tally::removed);
    replaced.forEach(tally::removed);
    return tally.care();
  }
}
