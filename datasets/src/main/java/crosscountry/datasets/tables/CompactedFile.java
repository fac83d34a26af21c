package crosscountry.datasets.tables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * What the footer of a compacted file says: which appends it holds, and where.
 *
 * @param parts the appends in the order of their rows, which is that of their keys
 * @param groups the row groups in the order of their rows
 */
record CompactedFile(List<Part> parts, List<RowGroup> groups) {

  private static final String METADATA = "crosscountry.appends";
  private static final String FIRST_SEGMENT = "compacted.";
  private static final int DIGITS = 32;
  private static final Pattern NAME = Pattern.compile("compacted\\.[0-9a-f]{" + DIGITS + "}");

  /**
   * An append.
   *
   * @param key what it was appended as
   * @param rows how many rows it has
   * @param modified when it was appended, in milliseconds since 1970
   */
  record Part(FileKey key, long rows, long modified) {}

  /** Creates a description. */
  CompactedFile {
    parts = List.copyOf(parts);
    groups = List.copyOf(groups);
  }

  /** Tells by its name whether a file may be a compacted one. */
  static boolean isNamed(String key) {
    return NAME.matcher(key).matches();
  }

  /**
   * Returns the name of the file that holds given appends. It follows from them, so that a
   * compaction that was killed and is done again arrives at the same file.
   */
  static FileKey nameOf(Collection<Part> parts, MessageType schema) {
    String digest = new ContentDigest().text(text(parts)).text(schema.toString()).hexadecimal();
    return new FileKey(FIRST_SEGMENT + digest.substring(0, DIGITS));
  }

  /** Returns what the footer is to say. */
  static Map<String, String> metadata(Collection<Part> parts) {
    return Map.of(METADATA, text(parts));
  }

  private static String text(Collection<Part> parts) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(part.key()).append(' ').append(part.rows()).append(' ').append(part.modified());
      text.append('\n');
    }
    return text.toString();
  }

  /**
   * Reads a footer.
   *
   * @return empty if it is not that of a compacted file
   * @throws IllegalArgumentException if what it says of appends makes no sense
   */
  static Optional<CompactedFile> of(ParquetMetadata footer) {
    String text = footer.getFileMetaData().getKeyValueMetaData().get(METADATA);
    if (text == null) {
      return Optional.empty();
    }
    List<RowGroup> groups = new ArrayList<>();
    long first = 0;
    for (BlockMetaData group : footer.getBlocks()) {
      groups.add(new RowGroup(group.getStartingPos(), first));
      first += group.getRowCount();
    }
    List<Part> parts = text.lines().map(CompactedFile::part).toList();
    // Another program may have rewritten the file, and kept in its footer what it knows not.
    return parts.stream().mapToLong(Part::rows).sum() == first
        ? Optional.of(new CompactedFile(parts, groups))
        : Optional.empty();
  }

  private static Part part(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 3) {
      throw new IllegalArgumentException("its footer says \"%s\" of an append".formatted(line));
    }
    return new Part(new FileKey(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
  }

  /**
   * Returns where the appends are, in their order.
   *
   * @param file the name of the file that has this footer
   */
  List<StoredAppend> appends(FileKey file) {
    List<StoredAppend> appends = new ArrayList<>();
    long first = 0;
    int group = 0;
    for (Part part : parts) {
      while (group + 1 < groups.size() && groups.get(group + 1).first() <= first) {
        group++;
      }
      RowGroup begin = groups.isEmpty() ? RowGroup.START : groups.get(group);
      appends.add(new StoredAppend(part.key(), file, first, part.rows(), begin));
      first += part.rows();
    }
    return appends;
  }
}
