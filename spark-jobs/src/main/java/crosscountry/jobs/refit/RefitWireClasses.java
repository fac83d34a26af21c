package crosscountry.jobs.refit;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import crosscountry.jobs.spark.WireClasses;
import java.util.List;
import org.apache.spark.serializer.KryoRegistrator;
import org.deeplearning4j.spark.api.worker.NetBroadcastTuple;
import org.deeplearning4j.spark.impl.paramavg.aggregator.ParameterAveragingAggregationTuple;
import org.nd4j.kryo.Nd4jRegistrator;

/**
 * Every class that crosses the wire when the network is refitted: those of {@link WireClasses}, and
 * DL4J's. Starts ND4J in every JVM, which refitting needs there anyway.
 */
public final class RefitWireClasses implements KryoRegistrator {

  @Override
  public void registerClasses(Kryo kryo) {
    new WireClasses().registerClasses(kryo);
    new Nd4jRegistrator().registerClasses(kryo);
    // The graph's configuration is a tree of objects that DL4J writes down in no other way.
    for (Class<?> type :
        List.of(
            GameLibrary.class,
            CheapestGames.class,
            SurveyPart.class,
            Slice.class,
            NetBroadcastTuple.class,
            ParameterAveragingAggregationTuple.class)) {
      kryo.register(type, new JavaSerializer());
    }
  }
}
