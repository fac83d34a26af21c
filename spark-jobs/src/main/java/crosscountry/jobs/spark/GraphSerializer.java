package crosscountry.jobs.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.Serializable;

/**
 * Sends graphs in the form of Java's own serialization. That is not compact, but each executor is
 * sent the graphs once in a run.
 *
 * @param <T> a graph, or an array of graphs, which then share the descriptions of their classes
 */
final class GraphSerializer<T extends Serializable> extends FramedSerializer<T> {

  private final Class<T> type;

  GraphSerializer(Class<T> type) {
    super("A graph");
    this.type = type;
  }

  @Override
  void writeBody(Kryo kryo, Output body, T graphs) {
    // A new one, because it goes on in the stream that it began, which would be another body's.
    new JavaSerializer().write(kryo, body, graphs);
  }

  @Override
  T readBody(Kryo kryo, Input body) {
    return type.cast(new JavaSerializer().read(kryo, body, type));
  }
}
