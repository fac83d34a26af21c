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

/** The same classes in the form of Java's own serialization, to compare sizes and times with. */
public final class JavaWireClasses implements KryoRegistrator {

  @Override
  public void registerClasses(Kryo kryo) {
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
