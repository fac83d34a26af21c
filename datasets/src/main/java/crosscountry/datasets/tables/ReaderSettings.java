package crosscountry.datasets.tables;

import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.InputFile;

/**
 * Sets up Parquet to read rows of one table and to check what it reads.
 *
 * @param <R> the Java type of a row
 */
final class ReaderSettings<R> extends ParquetReader.Builder<ReadRow<R>> {

  private final TableSchema<R> schema;

  ReaderSettings(InputFile file, TableSchema<R> schema) {
    super(file);
    this.schema = schema;
    usePageChecksumVerification();
  }

  @Override
  protected ReadSupport<ReadRow<R>> getReadSupport() {
    return new RowReadSupport<>(schema);
  }
}
