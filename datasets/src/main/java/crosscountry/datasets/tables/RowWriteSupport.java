package crosscountry.datasets.tables;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;

/**
 * Writes rows of one table into a file.
 *
 * @param <R> the Java type of a row
 */
final class RowWriteSupport<R> extends WriteSupport<R> {

  private final TableSchema<R> schema;
  private RecordConsumer out;

  RowWriteSupport(TableSchema<R> schema) {
    this.schema = schema;
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return new WriteContext(schema.fileSchema(), Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    out = consumer;
  }

  @Override
  public void write(R row) {
    out.startMessage();
    schema.write(out, row);
    out.endMessage();
  }
}
