package crosscountry.datasets.tables;

import java.util.function.Supplier;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;

/**
 * The values of one scalar column in a part of a file, decoded when one of them is asked for. Texts
 * that a dictionary holds are decoded once for all rows.
 */
final class HeadColumn extends PrimitiveConverter {

  private final Supplier<ColumnReader> reader;
  private final int rows;
  private String[] dictionary = {};
  private String[] texts;
  private long[] numbers;
  private int next;

  /**
   * Creates a column.
   *
   * @param reader gives the reader that stands before the first value, when it is needed
   * @param rows the number of values
   */
  HeadColumn(Supplier<ColumnReader> reader, int rows) {
    this.reader = reader;
    this.rows = rows;
  }

  /** Returns the value of a row in a column of texts. */
  String text(int row) {
    if (texts == null) {
      texts = new String[rows];
      decode();
    }
    return texts[row];
  }

  /** Returns the value of a row in a column of 64-bit numbers, or of truths, as 1 and 0. */
  long number(int row) {
    if (numbers == null) {
      numbers = new long[rows];
      decode();
    }
    return numbers[row];
  }

  private void decode() {
    ColumnReader column = reader.get();
    int present = column.getDescriptor().getMaxDefinitionLevel();
    for (next = 0; next < rows; next++) {
      if (column.getCurrentDefinitionLevel() < present) {
        throw new ParquetDecodingException(
            "column %s is null in a row".formatted(column.getDescriptor().getPath()[0]));
      }
      column.writeCurrentValueToConverter();
      column.consume();
    }
  }

  @Override
  public boolean hasDictionarySupport() {
    return texts != null;
  }

  @Override
  public void setDictionary(Dictionary held) {
    dictionary = new String[held.getMaxId() + 1];
    for (int id = 0; id < dictionary.length; id++) {
      dictionary[id] = held.decodeToBinary(id).toStringUsingUTF8();
    }
  }

  @Override
  public void addValueFromDictionary(int id) {
    texts[next] = dictionary[id];
  }

  @Override
  public void addBinary(Binary value) {
    texts[next] = value.toStringUsingUTF8();
  }

  @Override
  public void addLong(long value) {
    numbers[next] = value;
  }

  @Override
  public void addBoolean(boolean value) {
    numbers[next] = value ? 1 : 0;
  }
}
