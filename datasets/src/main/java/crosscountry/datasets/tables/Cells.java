package crosscountry.datasets.tables;

import java.util.IdentityHashMap;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Converter;

/**
 * The values of one row while it is being read.
 *
 * @param <R> the Java type of a row
 */
final class Cells<R> {

  private final IdentityHashMap<Column<R, ?>, Object> values = new IdentityHashMap<>();

  /** Forgets all values, for the next row. */
  void clear() {
    values.clear();
  }

  /** Returns the converter that puts values of a column here. */
  <T> Converter reader(Column<R, T> column) {
    return column.type().reader(value -> values.put(column, value));
  }

  /**
   * Returns the value in a column, or null.
   *
   * @throws ParquetDecodingException if there is none although every row must have one
   */
  @SuppressWarnings("unchecked") // only reader(column) puts a column's values, and they are its T
  <T> T get(Column<R, T> column) {
    T value = (T) values.get(column);
    if (value == null && !column.isNullable()) {
      throw new ParquetDecodingException("column " + column.name() + " is null in a row");
    }
    return value;
  }
}
