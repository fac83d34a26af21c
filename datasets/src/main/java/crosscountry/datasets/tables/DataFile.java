package crosscountry.datasets.tables;

import java.util.List;
import org.apache.parquet.schema.MessageType;

/**
 * A file of a table, as whoever tidies the table sees it.
 *
 * @param file its name without the suffix
 * @param bytes its size
 * @param schema its columns
 * @param parts the appends that it holds
 * @param places where they are, in the same order
 */
record DataFile(
    FileKey file,
    long bytes,
    MessageType schema,
    List<CompactedFile.Part> parts,
    List<StoredAppend> places) {

  /** Creates a description. */
  DataFile {
    parts = List.copyOf(parts);
    places = List.copyOf(places);
  }

  /** Tells whether the file was compacted from others. */
  boolean isCompacted() {
    return places.stream().anyMatch(StoredAppend::isCompacted);
  }

  /** Returns which of two files counts where both hold an append. */
  Precedence precedence() {
    return new Precedence(isCompacted() ? parts.size() : 0, file);
  }

  /** Returns when the last of its appends was made, in milliseconds since 1970. */
  long modified() {
    return parts.stream().mapToLong(CompactedFile.Part::modified).max().orElse(0);
  }

  /** Returns how many rows it has. */
  long rows() {
    return parts.stream().mapToLong(CompactedFile.Part::rows).sum();
  }
}
