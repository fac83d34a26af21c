package crosscountry.jobs.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.jobs.search.Finding;
import crosscountry.jobs.selfplay.GameBatch;
import crosscountry.jobs.selfplay.SelfPlayAssignment;
import crosscountry.models.network.NetworkSnapshot;
import java.util.List;
import org.apache.spark.serializer.KryoRegistrator;

/**
 * Every class that crosses the wire. Registration is required, so that a class that starts to cross
 * it unnoticed fails at once, and is the same on all JVMs.
 */
public final class WireClasses implements KryoRegistrator {

  @Override
  public void registerClasses(Kryo kryo) {
    // Kryo 4 cannot set the fields of a Java record; Java's own serialization builds them properly.
    for (Class<?> type :
        List.of(
            SelfPlayAssignment.class,
            GameBatch.class,
            NetworkSnapshot.class,
            ComputationalGraph.class,
            Finding.class)) {
      kryo.register(type, new JavaSerializer());
    }
    kryo.register(ComputationalGraph[].class);
  }
}
