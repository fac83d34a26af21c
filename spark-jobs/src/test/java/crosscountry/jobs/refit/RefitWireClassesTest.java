package crosscountry.jobs.refit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.models.learning.LearnerSettings;
import crosscountry.models.network.Architecture;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.PolicyValueNetwork;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.worker.NetBroadcastTuple;
import org.deeplearning4j.spark.impl.paramavg.aggregator.ParameterAveragingAggregationTuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import scala.reflect.ClassTag$;

/** What leaves a JVM arrives in another, where nothing else would be let through. */
final class RefitWireClassesTest {

  private final SerializerInstance serializer =
      new KryoSerializer(
              new SparkConf()
                  .set("spark.kryo.registrationRequired", "true")
                  .set("spark.kryo.registrator", RefitWireClasses.class.getName()))
          .newInstance();

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void networksArriveWithTheirVerticesAndTheirOptimizer(Architecture architecture) {
    LearnerSettings settings = LearnerSettings.defaults();
    ComputationGraph graph =
        PolicyValueNetwork.create(
                new NetworkBlueprint(architecture, EncodedPosition.FEATURES, 8),
                1,
                settings.optimizer(),
                settings.losses())
            .graph();
    NetBroadcastTuple arrived =
        sent(
            new NetBroadcastTuple(
                graph.getConfiguration(), graph.params(), graph.getUpdater().getStateViewArray()));
    assertThat(arrived.getGraphConfiguration()).isEqualTo(graph.getConfiguration());
    assertThat(arrived.getGraphConfiguration().clone()).isEqualTo(graph.getConfiguration());
    assertThat(arrived.getParameters()).isEqualTo(graph.params());
    assertThat(arrived.getUpdaterState()).isEqualTo(graph.getUpdater().getStateViewArray());

    ParameterAveragingAggregationTuple sum =
        sent(
            ParameterAveragingAggregationTuple.builder()
                .parametersSum(graph.params())
                .aggregationsCount(2)
                .build());
    assertThat(sum.getParametersSum()).isEqualTo(graph.params());
    assertThat(sum.getAggregationsCount()).isEqualTo(2);
  }

  @Test
  void gamesArrive(@TempDir Path folder) {
    GameLibrary library = sent(StoredRows.library(Warehouse.open(folder.toString())));
    VertexGame game = library.game(0);
    assertThat(game.graph().eliminableCount()).isEqualTo(98);
    int[] moves = game.opening().restOf(HeuristicOrder.REVERSE.of(game.graph()).vertices());
    CheapestGames cheapest = sent(new CheapestGames(Map.of(0, List.of(moves))));
    assertThat(cheapest.in(library).of(game).get(0).vertices()).isEqualTo(moves);
    Slice slice = new Slice(7, List.of("a.wave-1", "b.wave-2"));
    assertThat(sent(slice)).isEqualTo(slice);
  }

  @Test
  void whatIsNotRegisteredIsRefused() {
    assertThatThrownBy(() -> sent(new StringBuilder("stowaway")))
        .hasMessageContaining("not registered");
  }

  private <T> T sent(T value) {
    @SuppressWarnings("unchecked") // The tag says no more than that it is an object.
    scala.reflect.ClassTag<T> tag =
        (scala.reflect.ClassTag<T>) ClassTag$.MODULE$.apply(value.getClass());
    return serializer.deserialize(serializer.serialize(value, tag), tag);
  }
}
