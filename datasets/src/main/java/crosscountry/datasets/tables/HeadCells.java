package crosscountry.datasets.tables;

import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * The latest value of each of a few scalar columns while they are read side by side. Nothing is
 * boxed, and a text that a dictionary holds is decoded once for all its rows.
 */
final class HeadCells extends GroupConverter {

  private final Cell[] cells;

  /**
   * Creates cells without values.
   *
   * @param schema the columns, each of texts, of 64-bit whole numbers or of truths
   */
  HeadCells(MessageType schema) {
    cells =
        schema.getFields().stream()
            .map(field -> isText(field) ? new TextCell() : new NumberCell())
            .toArray(Cell[]::new);
  }

  private static boolean isText(Type field) {
    return field.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
  }

  /** Returns the latest value of a column of texts. */
  String text(int column) {
    return cells[column].text;
  }

  /** Returns the latest value of a column of whole numbers; of truths, 1 and 0. */
  long number(int column) {
    return cells[column].number;
  }

  @Override
  public Converter getConverter(int field) {
    return cells[field];
  }

  @Override
  public void start() {
    // the columns are read by themselves, not row by row
  }

  @Override
  public void end() {
    // as above
  }

  private abstract static class Cell extends PrimitiveConverter {
    String text;
    long number;
  }

  private static final class TextCell extends Cell {
    private String[] texts = {};

    @Override
    public boolean hasDictionarySupport() {
      return true;
    }

    @Override
    public void setDictionary(Dictionary dictionary) {
      texts = new String[dictionary.getMaxId() + 1];
      for (int id = 0; id < texts.length; id++) {
        texts[id] = dictionary.decodeToBinary(id).toStringUsingUTF8();
      }
    }

    @Override
    public void addValueFromDictionary(int id) {
      text = texts[id];
    }

    @Override
    public void addBinary(Binary value) {
      text = value.toStringUsingUTF8();
    }
  }

  private static final class NumberCell extends Cell {

    @Override
    public void addLong(long value) {
      number = value;
    }

    @Override
    public void addBoolean(boolean value) {
      number = value ? 1 : 0;
    }
  }
}
