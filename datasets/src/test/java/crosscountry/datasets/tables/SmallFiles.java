package crosscountry.datasets.tables;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Files as appends leave them, made without waiting for the disk each time. */
final class SmallFiles {

  private static final Configuration CONFIGURATION = new Configuration();

  private SmallFiles() {}

  /** Writes the file that an append to a table of a local warehouse would. */
  static <R> Path write(Path warehouse, TableSchema<R> schema, FileKey key, List<R> rows)
      throws IOException {
    InMemory file = new InMemory();
    RowWriter.write(file, schema, rows, CONFIGURATION);
    Path folder = Files.createDirectories(warehouse.resolve(schema.table()));
    return Files.write(folder.resolve(key + ".parquet"), file.bytes.toByteArray());
  }

  private static final class InMemory implements OutputFile {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new PositionOutputStream() {
        @Override
        public long getPos() {
          return bytes.size();
        }

        @Override
        public void write(int value) {
          bytes.write(value);
        }

        @Override
        public void write(byte[] source, int offset, int length) {
          bytes.write(source, offset, length);
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
