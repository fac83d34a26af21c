package crosscountry.datasets.tables;

import static org.apache.parquet.schema.Type.Repetition.OPTIONAL;
import static org.apache.parquet.schema.Type.Repetition.REQUIRED;

import java.util.function.Function;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.Type;

/**
 * One column of a table.
 *
 * @param name the name in snake_case, never changed once a file has been written
 * @param type how values lie in a file
 * @param repetition required, or optional where a row may have no value
 * @param value what a row has in this column
 * @param <R> the Java type of a row
 * @param <T> the Java type of a value
 */
record Column<R, T>(
    String name, ColumnType<T> type, Type.Repetition repetition, Function<R, T> value) {

  /** Returns a column in which every row has a value. */
  static <R, T> Column<R, T> required(String name, ColumnType<T> type, Function<R, T> value) {
    return new Column<>(name, type, REQUIRED, value);
  }

  /**
   * Returns a column in which a row may have null; a column that is added later is one of these.
   */
  static <R, T> Column<R, T> nullable(String name, ColumnType<T> type, Function<R, T> value) {
    return new Column<>(name, type, OPTIONAL, value);
  }

  /** Returns the column's field in a file's schema. */
  Type field() {
    return type.field(repetition, name);
  }

  /** Tells whether a row may have null here. */
  boolean isNullable() {
    return repetition == OPTIONAL;
  }

  /**
   * Writes a row's value at this column's place among the fields.
   *
   * @throws IllegalArgumentException if the column cannot hold the value
   */
  void write(RecordConsumer out, int index, R row) {
    T present = value.apply(row);
    if (present == null) {
      if (!isNullable()) {
        throw new IllegalArgumentException("column " + name + " must not be null");
      }
      return;
    }
    out.startField(name, index);
    try {
      type.write(out, present);
    } catch (IllegalArgumentException unfit) {
      throw new IllegalArgumentException("column " + name + ": " + unfit.getMessage(), unfit);
    }
    out.endField(name, index);
  }
}
