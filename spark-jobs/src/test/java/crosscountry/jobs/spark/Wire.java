package crosscountry.jobs.spark;

import java.nio.ByteBuffer;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoRegistrator;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Spark's serializer as sessions set it up, without Spark. Confined to one thread. */
public final class Wire {

  /** Kryo asks for no types. */
  private static final ClassTag<Object> ANYTHING = ClassTag$.MODULE$.apply(Object.class);

  private final SerializerInstance serializer;

  private Wire(Class<? extends KryoRegistrator> classes) {
    this.serializer =
        new KryoSerializer(
                new SparkConf(false)
                    .set("spark.kryo.registrationRequired", "true")
                    .set("spark.kryo.registrator", classes.getName()))
            .newInstance();
  }

  /** Returns the wire of the program. */
  public static Wire compact() {
    return new Wire(WireClasses.class);
  }

  /** Returns a wire over which everything goes in the form of Java's own serialization. */
  public static Wire java() {
    return new Wire(JavaWireClasses.class);
  }

  /** Returns the bytes of an object. */
  public byte[] bytes(Object value) {
    ByteBuffer bytes = serializer.serialize(value, ANYTHING);
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  /** Returns the object that bytes stand for. */
  public Object read(byte[] bytes) {
    return serializer.deserialize(ByteBuffer.wrap(bytes), ANYTHING);
  }

  /** Returns what arrives of an object. */
  @SuppressWarnings("unchecked") // What arrives has the class of what was sent.
  public <T> T sent(T value) {
    return (T) read(bytes(value));
  }
}
