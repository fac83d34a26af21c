package crosscountry.datasets.tables;

import java.util.function.Consumer;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;

/**
 * Reads the outer level of a three-level list and hands the whole list to a sink.
 *
 * @param <T> the Java type of the whole list
 */
final class ListReader<T> extends GroupConverter {

  private final ListElements<T> elements;
  private final Converter repeated;
  private final Consumer<T> sink;

  ListReader(ListElements<T> elements, Consumer<T> sink) {
    this.elements = elements;
    this.repeated = new RepeatedReader(elements);
    this.sink = sink;
  }

  @Override
  public Converter getConverter(int field) {
    return repeated;
  }

  @Override
  public void start() {
    elements.clear();
  }

  @Override
  public void end() {
    sink.accept(elements.toList());
  }

  /** Reads the middle level, which is entered once per element. */
  private static final class RepeatedReader extends GroupConverter {
    private final ListElements<?> elements;
    private final Converter element;
    private int before;

    RepeatedReader(ListElements<?> elements) {
      this.elements = elements;
      this.element = elements.reader();
    }

    @Override
    public Converter getConverter(int field) {
      return element;
    }

    @Override
    public void start() {
      before = elements.size();
    }

    // We never write a null element, but a file that another program rewrote may hold one, and
    // dropping it would shift all that follow.
    @Override
    public void end() {
      if (elements.size() == before) {
        throw new ParquetDecodingException("a list has a null element");
      }
    }
  }
}
