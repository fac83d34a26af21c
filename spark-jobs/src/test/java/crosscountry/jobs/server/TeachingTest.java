package crosscountry.jobs.server;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.environment.annealing.AnnealingBudget;
import crosscountry.environment.annealing.SimulatedAnnealing;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.FeatureSet;
import crosscountry.environment.game.GameSettings;
import crosscountry.environment.game.Reductions;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.configuration.LearningSettings;
import crosscountry.jobs.spark.SparkSessions;
import crosscountry.models.learning.Learner;
import crosscountry.models.learning.LearnerSettings;
import crosscountry.models.learning.ReplaySettings;
import crosscountry.models.network.NetworkBlueprint;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** What the teacher found is among the games that the learner imitates. */
final class TeachingTest {

  private static final long WINDOWS = 500;
  private static final long SEED = 5;

  /** One best game of each graph, from which all is drawn. */
  private static final LearningSettings SETTINGS =
      new LearningSettings(8, 1.0, 100, new ReplaySettings(1000, 1, 1), LearnerSettings.defaults());

  private final List<RunGraph> graphs =
      Stream.of("PropaneCombustion", "HumanHeartDipole")
          .map(
              name ->
                  RunGraph.of(
                      Catalog.builtIn().resolve(name),
                      CostModel.PRINCIPLE,
                      KnownBounds.shipped(),
                      new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL)))
          .toList();

  @Test
  void theLearnerImitatesWhatTheTeacherFound() throws InterruptedException {
    ParameterServer taught = server();
    teach(taught, WINDOWS, () -> false);
    assertThat(taught.progress()).isEqualTo(ParameterServer.Progress.START);
    assertThat(taught.owedUpdates()).as("nothing has been played").isZero();

    ParameterServer shown = server();
    graphs.forEach(graph -> shown.show(graph.game(), annealed(graph)));
    assertThat(learnt(taught)).isEqualTo(learnt(shown)).isNotEqualTo(learnt(server()));
  }

  @Test
  void aRequestToStopEndsTheSearchWithNothing() throws InterruptedException {
    ParameterServer taught = server();
    teach(taught, Long.MAX_VALUE, () -> true);
    assertThat(learnt(taught)).isEqualTo(learnt(server()));
  }

  private void teach(ParameterServer server, long windows, BooleanSupplier stop)
      throws InterruptedException {
    try (SparkSession spark = SparkSessions.forTraining("teaching")) {
      new Teaching(new JavaSparkContext(spark.sparkContext()), windows, SEED)
          .run(graphs, server, stop);
    }
  }

  /** Lets a server learn after dear games have arrived, which are not to be imitated. */
  private float[] learnt(ParameterServer server) {
    for (RunGraph graph : graphs) {
      EliminationOrder forward = HeuristicOrder.FORWARD.of(graph.game().graph());
      Trajectory dear = Trajectory.of(graph.game(), forward);
      assertThat(dear.multiplications()).isGreaterThan(annealed(graph).multiplications());
      server.absorb(new ArrivedGames(graph.game(), List.of(dear), graph.game().moves()));
    }
    server.update();
    return server.publish().parameters();
  }

  private static Trajectory annealed(RunGraph graph) {
    EliminationOrder order =
        new SimulatedAnnealing(graph.game().graph())
            .run(new AnnealingBudget.Windows(WINDOWS), SEED, () -> false)
            .order();
    return Trajectory.of(graph.game(), order);
  }

  private static ParameterServer server() {
    Learner learner =
        Learner.create(new NetworkBlueprint(EncodedPosition.FEATURES, 4), 1, SETTINGS.settings());
    return new ParameterServer(learner, SETTINGS, 1, ParameterServer.Progress.START);
  }
}
