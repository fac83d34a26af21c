package crosscountry.datasets.tables;

import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.Type;

/**
 * How values of one Java type lie in a column of a file.
 *
 * @param <T> the Java type of a value
 */
interface ColumnType<T> {

  /** Returns the field of a file's schema that holds such values. */
  Type field(Type.Repetition repetition, String name);

  /** Writes one value, within a field that has been started. */
  void write(RecordConsumer out, T value);

  /** Returns a converter that hands each value read to a sink. */
  Converter reader(Consumer<T> sink);
}
