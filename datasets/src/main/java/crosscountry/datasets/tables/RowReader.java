package crosscountry.datasets.tables;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;

/**
 * Reads the rows of one file, one after the other.
 *
 * @param <R> the Java type of a row
 */
final class RowReader<R> implements AutoCloseable {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final WarehouseFolder folder;
  private final Path file;
  private final TableSchema<R> schema;
  private ParquetReader<R> rows;

  RowReader(WarehouseFolder folder, FileKey key, TableSchema<R> schema) {
    this.folder = folder;
    this.file = folder.file(schema.table(), key);
    this.schema = schema;
  }

  /**
   * Returns the next row, or null after the last.
   *
   * @throws WarehouseException if the file cannot be read, or not further
   */
  R next() {
    try {
      if (rows == null) {
        rows = open();
      }
      return rows.read();
    } catch (SchemaMismatchException foreign) {
      throw Diagnosis.foreign(file, foreign);
    } catch (IOException | RuntimeException fault) {
      throw diagnose(fault);
    }
  }

  private ParquetReader<R> open() throws IOException {
    InputFile input = HadoopInputFile.fromPath(file, folder.configuration());
    return new Settings<>(input, schema).usePageChecksumVerification().build();
  }

  @Override
  public void close() {
    try {
      if (rows != null) {
        rows.close();
      }
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
    }
    try (ParquetReader<R> again = open()) {
      R row;
      do {
        row = again.read();
      } while (row != null);
      return Diagnosis.notReached(file, fault);
    } catch (SchemaMismatchException foreign) {
      return Diagnosis.foreign(file, foreign);
    } catch (IOException | RuntimeException lasting) {
      return Diagnosis.damaged(file, lasting, damage(start, lasting));
    }
  }

  private static String damage(byte[] start, Exception fault) {
    if (start.length == 0) {
      return "it is empty";
    }
    return Arrays.equals(start, MAGIC)
        ? "it is damaged or cut short (" + Diagnosis.firstLine(fault) + ")"
        : "it is not a Parquet file";
  }

  /** Sets up Parquet to read rows of one table. */
  private static final class Settings<R> extends ParquetReader.Builder<R> {
    private final TableSchema<R> schema;

    Settings(InputFile file, TableSchema<R> schema) {
      super(file);
      this.schema = schema;
    }

    @Override
    protected ReadSupport<R> getReadSupport() {
      return new RowReadSupport<>(schema);
    }
  }
}
