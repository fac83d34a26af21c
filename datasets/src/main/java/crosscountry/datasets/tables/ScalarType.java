package crosscountry.datasets.tables;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * A column type with one primitive value per row.
 *
 * @param <T> the Java type of a value
 */
final class ScalarType<T> implements ColumnType<T> {

  /** UTF-8 text. */
  static final ScalarType<String> TEXT =
      new ScalarType<>(
          BINARY,
          stringType(),
          (out, text) -> out.addBinary(encode(text)),
          sink -> new BinaryReader<>(Binary::toStringUsingUTF8, sink));

  /** Opaque bytes. */
  static final ScalarType<Bytes> BYTES =
      new ScalarType<>(
          BINARY,
          null,
          (out, bytes) -> out.addBinary(Binary.fromConstantByteArray(bytes.toArray())),
          sink -> new BinaryReader<>(binary -> Bytes.owning(binary.getBytes()), sink));

  /** Signed 32-bit whole numbers. */
  static final ScalarType<Integer> INT =
      new ScalarType<>(INT32, null, RecordConsumer::addInteger, IntReader::new);

  /** Signed 64-bit whole numbers. */
  static final ScalarType<Long> LONG =
      new ScalarType<>(
          INT64, null, RecordConsumer::addLong, sink -> new LongReader<>(Long::valueOf, sink));

  /** Points in time, to the microsecond, in UTC. */
  static final ScalarType<Instant> TIMESTAMP =
      new ScalarType<>(
          INT64,
          timestampType(true, MICROS),
          (out, instant) -> out.addLong(Micros.ofInstant(instant)),
          sink -> new LongReader<>(Micros::toInstant, sink));

  /** 64-bit floating point numbers. */
  static final ScalarType<Double> REAL =
      new ScalarType<>(DOUBLE, null, RecordConsumer::addDouble, DoubleReader::new);

  /** True or false. */
  static final ScalarType<Boolean> TRUTH =
      new ScalarType<>(BOOLEAN, null, RecordConsumer::addBoolean, BooleanReader::new);

  private final PrimitiveTypeName primitive;
  private final LogicalTypeAnnotation annotation;
  private final BiConsumer<RecordConsumer, T> writer;
  private final Function<Consumer<T>, Converter> reader;

  private ScalarType(
      PrimitiveTypeName primitive,
      LogicalTypeAnnotation annotation,
      BiConsumer<RecordConsumer, T> writer,
      Function<Consumer<T>, Converter> reader) {
    this.primitive = primitive;
    this.annotation = annotation;
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public Type field(Type.Repetition repetition, String name) {
    return Types.primitive(primitive, repetition).as(annotation).named(name);
  }

  @Override
  public void write(RecordConsumer out, T value) {
    writer.accept(out, value);
  }

  @Override
  public Converter reader(Consumer<T> sink) {
    return reader.apply(sink);
  }

  // The lenient encoder would put question marks in place of a lone surrogate, silently.
  private static Binary encode(String text) {
    try {
      return Binary.fromConstantByteBuffer(
          StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)));
    } catch (CharacterCodingException malformed) {
      throw new IllegalArgumentException("the text is not valid Unicode", malformed);
    }
  }

  private static final class BinaryReader<T> extends PrimitiveConverter {
    private final Function<Binary, T> decode;
    private final Consumer<T> sink;

    BinaryReader(Function<Binary, T> decode, Consumer<T> sink) {
      this.decode = decode;
      this.sink = sink;
    }

    @Override
    public void addBinary(Binary value) {
      sink.accept(decode.apply(value));
    }
  }

  private static final class IntReader extends PrimitiveConverter {
    private final Consumer<Integer> sink;

    IntReader(Consumer<Integer> sink) {
      this.sink = sink;
    }

    @Override
    public void addInt(int value) {
      sink.accept(value);
    }
  }

  private static final class LongReader<T> extends PrimitiveConverter {
    private final Function<Long, T> decode;
    private final Consumer<T> sink;

    LongReader(Function<Long, T> decode, Consumer<T> sink) {
      this.decode = decode;
      this.sink = sink;
    }

    @Override
    public void addLong(long value) {
      sink.accept(decode.apply(value));
    }
  }

  private static final class DoubleReader extends PrimitiveConverter {
    private final Consumer<Double> sink;

    DoubleReader(Consumer<Double> sink) {
      this.sink = sink;
    }

    @Override
    public void addDouble(double value) {
      sink.accept(value);
    }
  }

  private static final class BooleanReader extends PrimitiveConverter {
    private final Consumer<Boolean> sink;

    BooleanReader(Consumer<Boolean> sink) {
      this.sink = sink;
    }

    @Override
    public void addBoolean(boolean value) {
      sink.accept(value);
    }
  }
}
