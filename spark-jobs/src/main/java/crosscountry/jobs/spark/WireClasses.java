package crosscountry.jobs.spark;

import com.esotericsoftware.kryo.Kryo;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.jobs.search.Finding;
import crosscountry.jobs.selfplay.GameBatch;
import crosscountry.jobs.selfplay.SelfPlayAssignment;
import crosscountry.models.network.NetworkSnapshot;
import org.apache.spark.serializer.KryoRegistrator;

/**
 * Every class that crosses the wire, and how. Registration is required, so that a class that starts
 * to cross it unnoticed fails at once, and is the same on all JVMs.
 */
public final class WireClasses implements KryoRegistrator {

  @Override
  public void registerClasses(Kryo kryo) {
    kryo.register(SelfPlayAssignment.class, new AssignmentSerializer());
    kryo.register(GameBatch.class, new GameBatchSerializer());
    kryo.register(NetworkSnapshot.class, new SnapshotSerializer());
    kryo.register(ComputationalGraph.class, new GraphSerializer<>(ComputationalGraph.class));
    kryo.register(Finding.class, new FindingSerializer());
    kryo.register(ComputationalGraph[].class, new GraphSerializer<>(ComputationalGraph[].class));
  }
}
