package crosscountry.datasets.tables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts what is done to a table. */
final class TableTally {

  private final String table;
  private final Inventory before;
  private final Set<DataFile> left;
  private final List<CompactedFile.Part> parts = new ArrayList<>();
  private long files;
  private long bytes;

  TableTally(String table, Inventory before) {
    this.table = table;
    this.before = before;
    this.left = new HashSet<>(before.files());
  }

  /** Counts a file that was published. */
  void added(List<CompactedFile.Part> itsParts, long itsBytes) {
    files++;
    bytes += itsBytes;
    parts.addAll(itsParts);
  }

  /** Counts a file that was deleted. */
  void removed(DataFile file) {
    left.remove(file);
  }

  /** Returns what was counted. */
  TableCare care() {
    return new TableCare(
        table,
        before.files().size(),
        left.size() + files,
        rows(before.files(), List.of()),
        rows(left, parts),
        bytes(before.files()),
        bytes(left) + bytes);
  }

  /** Counts an append once, in however many files it is. */
  private static long rows(Collection<DataFile> files, List<CompactedFile.Part> parts) {
    Map<FileKey, Long> rows = new HashMap<>();
    files.forEach(file -> file.parts().forEach(part -> rows.put(part.key(), part.rows())));
    parts.forEach(part -> rows.put(part.key(), part.rows()));
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  private static long bytes(Collection<DataFile> files) {
    return files.stream().mapToLong(DataFile::bytes).sum();
  }
}
