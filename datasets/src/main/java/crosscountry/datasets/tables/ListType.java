package crosscountry.datasets.tables;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.apache.parquet.schema.Type.Repetition.REQUIRED;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.ConversionPatterns;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * A column type with a list per row, in the format's standard three levels: {@code
 * name.list.element}.
 *
 * @param <T> the Java type of a whole list
 */
final class ListType<T> implements ColumnType<T> {

  /** The name of the repeated level. */
  static final String REPEATED = "list";

  /** The name of the level that holds one element. */
  static final String ELEMENT = "element";

  /** Lists of 32-bit whole numbers. */
  static final ListType<Ints> INTS =
      new ListType<>(
          Types.primitive(INT32, REQUIRED).named(ELEMENT),
          Ints::length,
          (out, ints, position) -> out.addInteger(ints.get(position)),
          ListElements.OfInts::new);

  /** Lists of 64-bit whole numbers. */
  static final ListType<Longs> LONGS =
      new ListType<>(
          Types.primitive(INT64, REQUIRED).named(ELEMENT),
          Longs::length,
          (out, longs, position) -> out.addLong(longs.get(position)),
          ListElements.OfLongs::new);

  /** Lists of 32-bit floating point numbers. */
  static final ListType<Floats> FLOATS =
      new ListType<>(
          Types.primitive(FLOAT, REQUIRED).named(ELEMENT),
          Floats::length,
          (out, floats, position) -> out.addFloat(floats.get(position)),
          ListElements.OfFloats::new);

  private final Type element;
  private final ToIntFunction<T> length;
  private final ElementWriter<T> writer;
  private final Supplier<ListElements<T>> elements;

  private ListType(
      Type element,
      ToIntFunction<T> length,
      ElementWriter<T> writer,
      Supplier<ListElements<T>> elements) {
    this.element = element;
    this.length = length;
    this.writer = writer;
    this.elements = elements;
  }

  /** Returns the type of lists whose elements are of another column type. */
  static <E> ListType<List<E>> of(ColumnType<E> type) {
    return new ListType<>(
        type.field(REQUIRED, ELEMENT),
        List::size,
        (out, list, position) -> type.write(out, list.get(position)),
        () -> new ListElements.OfValues<>(type));
  }

  @Override
  public Type field(Type.Repetition repetition, String name) {
    return ConversionPatterns.listOfElements(repetition, name, element);
  }

  @Override
  public void write(RecordConsumer out, T value) {
    int count = length.applyAsInt(value);
    out.startGroup();
    if (count > 0) {
      out.startField(REPEATED, 0);
      for (int position = 0; position < count; position++) {
        out.startGroup();
        out.startField(ELEMENT, 0);
        writer.write(out, value, position);
        out.endField(ELEMENT, 0);
        out.endGroup();
      }
      out.endField(REPEATED, 0);
    }
    out.endGroup();
  }

  @Override
  public Converter reader(Consumer<T> sink) {
    return new ListReader<>(elements.get(), sink);
  }

  /** Writes the element at one position of a list. */
  @FunctionalInterface
  private interface ElementWriter<T> {
    void write(RecordConsumer out, T list, int position);
  }
}
