package crosscountry.datasets.tables;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;

/**
 * Reads the rows of appends from one file, one after the other.
 *
 * @param <R> the Java type of a row
 */
final class RowReader<R> implements AutoCloseable {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final WarehouseFolder folder;
  private final Path file;
  private final TableSchema<R> schema;
  private final FileCursor<ReadRow<R>> cursor;
  private StoredAppend place;

  RowReader(WarehouseFolder folder, FileKey file, TableSchema<R> schema) {
    this.folder = folder;
    this.file = folder.file(schema.table(), file);
    this.schema = schema;
    this.cursor = cursor();
  }

  private FileCursor<ReadRow<R>> cursor() {
    return new FileCursor<>(
        file, folder.configuration(), input -> new ReaderSettings<>(input, schema));
  }

  /**
   * Goes to a row of an append of this file.
   *
   * @param row the row's number in the append, counted from 0
   */
  void moveTo(StoredAppend append, long row) {
    place = append;
    try {
      cursor.moveTo(append, row);
    } catch (IOException fault) {
      throw Diagnosis.notReached(file, fault);
    }
  }

  /**
   * Returns the next row of the append, or null after its last.
   *
   * @throws WarehouseException if the file cannot be read, or not further
   */
  R next() {
    ReadRow<R> read = read();
    if (read == null) {
      return null;
    }
    if (read.row() == null) {
      throw Diagnosis.damaged(
          file,
          read.fault(),
          "its row %d is damaged (%s)"
              .formatted(cursor.number(), Diagnosis.firstLine(read.fault())));
    }
    return read.row();
  }

  /**
   * Returns what became of the next row, or null after the last.
   *
   * @throws WarehouseException if the file cannot be read, or not further
   */
  ReadRow<R> read() {
    try {
      return cursor.read();
    } catch (SchemaMismatchException foreign) {
      throw Diagnosis.foreign(file, foreign);
    } catch (IOException | RuntimeException fault) {
      throw diagnose(fault);
    } catch (FSError disk) {
      // Hadoop's local file system wraps what the disk says into an Error.
      throw Diagnosis.notReached(file, new IOException(disk.getCause()));
    }
  }

  @Override
  public void close() {
    try {
      cursor.close();
    } catch (IOException fault) {
      throw Diagnosis.notReached(file, fault);
    }
  }

  // Parquet reports damage by exceptions of many types, some of them IOExceptions. A file is to
  // blame if its bytes can be had and still make no rows; a fault that passes by is not its own.
  private WarehouseException diagnose(Exception fault) {
    byte[] start;
    try (FSDataInputStream in = folder.open(file)) {
      start = in.readNBytes(MAGIC.length);
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException unreachable) {
      return Diagnosis.notReached(file, unreachable);
    } catch (FSError disk) {
      return Diagnosis.notReached(file, new IOException(disk.getCause()));
    }
    try (FileCursor<ReadRow<R>> again = cursor()) {
      again.moveTo(place, 0);
      ReadRow<R> row;
      do {
        row = again.read();
      } while (row != null);
      return Diagnosis.notReached(file, fault);
    } catch (SchemaMismatchException foreign) {
      return Diagnosis.foreign(file, foreign);
    } catch (IOException | RuntimeException lasting) {
      return Diagnosis.isUnreachable(lasting)
          ? Diagnosis.notReached(file, lasting)
          : Diagnosis.damaged(file, lasting, damage(start, lasting));
    } catch (FSError disk) {
      return Diagnosis.notReached(file, new IOException(disk.getCause()));
    }
  }

  /**
   * Says what is wrong with a file that makes no rows.
   *
   * @param start its first bytes, four at least if it has as many
   * @param fault what reading it ended with
   */
  static String damage(byte[] start, Exception fault) {
    if (start.length == 0) {
      return "it is empty";
    }
    return Arrays.equals(Arrays.copyOf(start, MAGIC.length), MAGIC)
        ? "it is damaged or cut short (" + Diagnosis.firstLine(fault) + ")"
        : "it is not a Parquet file";
  }
}
