package crosscountry.datasets.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetReader;

/**
 * A checkpoint on its own, outside of a warehouse: the bytes of a Parquet file like those of the
 * table, with the one row of the checkpoint. It may come from anywhere, a jar as well.
 */
public final class CheckpointFile {

  private CheckpointFile() {}

  /** Returns the file of a checkpoint. */
  public static byte[] write(CheckpointRow row) {
    BytesOutput file = new BytesOutput();
    try {
      RowWriter.write(file, CheckpointSchema.SCHEMA, List.of(row), new Configuration());
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory cannot fail to be written", impossible);
    }
    return file.toArray();
  }

  /**
   * Returns the checkpoint of a file.
   *
   * @param file the content of the file
   * @param name what to call it in an error
   * @throws DamagedFileException if it holds no sound checkpoint
   */
  public static CheckpointRow read(byte[] file, String name) {
    ReadRow<CheckpointRow> read;
    try (ParquetReader<ReadRow<CheckpointRow>> rows =
        new ReaderSettings<>(new BytesInput(file), CheckpointSchema.SCHEMA).build()) {
      read = rows.read();
    } catch (SchemaMismatchException foreign) {
      throw damaged(name, foreign.getMessage(), foreign);
    } catch (IOException | RuntimeException fault) {
      // Parquet reports damage by exceptions of many types; memory itself does not fail.
      throw damaged(name, RowReader.damage(file, fault), fault);
    }
    if (read == null) {
      throw damaged(name, "it holds no checkpoint", null);
    }
    if (read.row() == null) {
      throw damaged(name, RowReader.damage(file, read.fault()), read.fault());
    }
    return read.row();
  }

  private static DamagedFileException damaged(String name, String damage, Exception cause) {
    return new DamagedFileException("cannot read %s: %s".formatted(name, damage), damage, cause);
  }
}
