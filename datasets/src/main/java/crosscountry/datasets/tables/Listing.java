package crosscountry.datasets.tables;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files of a table, all as they were at one moment, or such of them.
 *
 * @param files their names without the suffix
 * @param compacted what those of them hold that were compacted: where the appends are, by key, in
 *     the order of their rows
 */
record Listing(Set<FileKey> files, Map<FileKey, Map<FileKey, StoredAppend>> compacted) {

  /** Copies the collections. */
  Listing {
    files = Set.copyOf(files);
    compacted = Map.copyOf(compacted);
  }

  /** Returns where each append is to be read, by key. */
  NavigableMap<FileKey, StoredAppend> places() {
    NavigableMap<FileKey, StoredAppend> places = new TreeMap<>();
    for (FileKey file : files) {
      if (!compacted.containsKey(file)) {
        places.put(file, StoredAppend.alone(file));
      }
    }
    compacted.entrySet().stream()
        .sorted(
            Comparator.comparing(
                holder -> new Precedence(holder.getValue().size(), holder.getKey())))
        .forEach(holder -> places.putAll(holder.getValue()));
    return places;
  }

  /** Returns what is there besides some files. */
  Listing without(Set<FileKey> some) {
    Set<FileKey> others = new HashSet<>(files);
    others.removeAll(some);
    Map<FileKey, Map<FileKey, StoredAppend>> contents = new HashMap<>(compacted);
    contents.keySet().removeAll(some);
    return new Listing(others, contents);
  }
}
