package crosscountry.datasets.tables;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/**
 * Sets up Parquet to write rows of one table.
 *
 * @param <R> the Java type of a row
 */
final class RowWriter<R> extends ParquetWriter.Builder<R, RowWriter<R>> {

  private final TableSchema<R> schema;

  private RowWriter(OutputFile file, TableSchema<R> schema) {
    super(file);
    this.schema = schema;
  }

  /**
   * Writes rows into a new file and closes it.
   *
   * @throws IllegalArgumentException if a row has a value that its column cannot hold
   */
  static <R> void write(
      OutputFile file, TableSchema<R> schema, List<R> rows, Configuration configuration)
      throws IOException {
    RowWriter<R> settings = new RowWriter<>(file, schema);
    settings.withConf(configuration).withCompressionCodec(CompressionCodecName.ZSTD);
    try (ParquetWriter<R> writer = settings.build()) {
      for (int index = 0; index < rows.size(); index++) {
        write(writer, rows.get(index), index);
      }
    }
  }

  private static <R> void write(ParquetWriter<R> writer, R row, int index) throws IOException {
    try {
      writer.write(row);
    } catch (IllegalArgumentException unfit) {
      throw new IllegalArgumentException(
          "row %d does not fit: %s".formatted(index, unfit.getMessage()), unfit);
    }
  }

  @Override
  protected RowWriter<R> self() {
    return this;
  }

  @Override
  protected WriteSupport<R> getWriteSupport(Configuration configuration) {
    return new RowWriteSupport<>(schema);
  }
}
