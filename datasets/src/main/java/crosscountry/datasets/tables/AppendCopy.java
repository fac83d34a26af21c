package crosscountry.datasets.tables;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.schema.MessageType;

/** Copies the rows of appends, as they are, into one new file of their table. */
final class AppendCopy {

  private final WarehouseFolder folder;
  private final String table;

  AppendCopy(WarehouseFolder folder, String table) {
    this.folder = folder;
    this.table = table;
  }

  /**
   * Publishes the new file, unless it is there, once it was read to its end.
   *
   * @param target the name of the new file
   * @param schema the columns, which those of all appends are
   * @param metadata what its footer is to say besides
   * @param appends what is copied, in this order
   * @return whether it was published
   * @throws UnreadableInputException if one of the appends cannot be read
   * @throws IOException if the new file cannot be written
   */
  boolean publish(
      FileKey target, MessageType schema, Map<String, String> metadata, List<StoredAppend> appends)
      throws IOException {
    try (StagedFile staged = folder.stage(table, target)) {
      long rows = write(staged, schema, metadata, appends);
      requireRows(staged.path(), rows);
      return folder.publish(staged, folder.file(table, target));
    }
  }

  private long write(
      StagedFile staged,
      MessageType schema,
      Map<String, String> metadata,
      List<StoredAppend> appends)
      throws IOException {
    Map<FileKey, FileCursor<Group>> open = new HashMap<>();
    try (ParquetWriter<Group> out =
        RawRows.writer(staged, schema, metadata, folder.configuration())) {
      long rows = 0;
      for (StoredAppend append : appends) {
        FileCursor<Group> cursor = open.computeIfAbsent(append.file(), this::cursor);
        rows += copy(append, cursor, out);
        if (!append.isCompacted()) {
          open.remove(append.file()).close();
        }
      }
      return rows;
    } finally {
      for (FileCursor<Group> cursor : open.values()) {
        cursor.close();
      }
    }
  }

  private FileCursor<Group> cursor(FileKey file) {
    return RawRows.cursor(folder.file(table, file), folder.configuration());
  }

  private static long copy(StoredAppend append, FileCursor<Group> cursor, ParquetWriter<Group> out)
      throws IOException {
    long rows = 0;
    for (Group row = first(append, cursor); row != null; row = next(append, cursor)) {
      out.write(row);
      rows++;
    }
    return rows;
  }

  private static Group first(StoredAppend append, FileCursor<Group> cursor) throws IOException {
    cursor.moveTo(append, 0);
    return next(append, cursor);
  }

  // Parquet reports damage by exceptions of many types.
  private static Group next(StoredAppend append, FileCursor<Group> cursor)
      throws UnreadableInputException {
    try {
      return cursor.read();
    } catch (IOException | RuntimeException fault) {
      throw new UnreadableInputException(append.file(), fault);
    } catch (FSError disk) {
      // Hadoop's local file system wraps what the disk says into an Error.
      throw new UnreadableInputException(append.file(), new IOException(disk.getCause()));
    }
  }

  /** Reads a file to its end: what it replaces will be deleted. */
  private void requireRows(Path file, long expected) throws IOException {
    Configuration configuration = folder.configuration();
    long rows = 0;
    try (FileCursor<Group> cursor = RawRows.cursor(file, configuration)) {
      // Any key does; the rows are all those of the file.
      cursor.moveTo(StoredAppend.alone(new FileKey("all")), 0);
      while (cursor.read() != null) {
        rows++;
      }
    } catch (RuntimeException | FSError damaged) {
      throw new IOException(damaged);
    }
    if (rows != expected) {
      throw new IOException("%s has %d rows instead of %d".formatted(file, rows, expected));
    }
  }

  /**
   * Reads a file of the table to its end.
   *
   * @throws IOException if it cannot be read, or has not so many rows
   */
  void requireSound(FileKey file, long rows) throws IOException {
    requireRows(folder.file(table, file), rows);
  }
}
