package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.RunRow;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.structure.Shape;
import crosscountry.jobs.configuration.ConfigurationLoader;
import crosscountry.jobs.configuration.TrainingConfiguration;
import crosscountry.jobs.search.SearchMethod;
import crosscountry.jobs.server.KnownBounds;
import crosscountry.jobs.server.RunGraph;
import crosscountry.jobs.server.RunIdentity;
import crosscountry.jobs.server.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Graphs whose edges carry Jacobians with a structure, on real Spark, into real tables. */
final class TensorGraphTest {

  private static final Shape SCALAR = Shape.SCALAR;
  private static final Shape VECTOR = Shape.of(3);
  private static final Shape MATRIX = Shape.of(3, 3);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(CostModel.class)
  void selfPlayTrainsOnThemAndGoesOnAfterAStop(CostModel model) throws InterruptedException {
    RunGraph graph = graph(model);
    TrainingSession.Outcome begun = session(graph, 2).begin(progress -> {});
    assertThat(begun.status()).isEqualTo(ExitStatus.DONE);
    Standing standing = begun.standings().get(0);
    assertThat(standing.isPlayed()).isTrue();

    TrainingSession.Outcome resumed = session(graph, 3).resume(progress -> {});
    assertThat(resumed.status()).isEqualTo(ExitStatus.DONE);
    assertThat(resumed.standings().get(0).best()).isLessThanOrEqualTo(standing.best());

    List<TrajectoryRow> games = warehouse().trajectories().read();
    assertThat(games).extracting(TrajectoryRow::wave).contains(0, 1, 2);
    for (TrajectoryRow game : games) {
      assertThat(Arrays.stream(game.stepMultiplications().toArray()).sum())
          .isEqualTo(recounted(graph, game.order().toArray()));
    }
    assertRecorded(graph);
    assertThat(warehouse().checkpoints().latest("test").checkpoint()).isPresent();
    assertThat(warehouse().runs().read())
        .extracting(RunRow::status)
        .containsExactlyInAnyOrder("running", "done", "running", "done");
  }

  @ParameterizedTest
  @CsvSource({
    "PRINCIPLE,markowitz",
    "ALPHAGRAD,markowitz",
    "GRAPHAX,least-excess",
    "PRINCIPLE,annealing",
    "ALPHAGRAD,annealing",
    "GRAPHAX,annealing"
  })
  void searchesFindOrdersOfThem(CostModel model, String method) throws InterruptedException {
    RunGraph graph = graph(model);
    SearchSession.Outcome outcome =
        new SearchSession(folder.toString(), identity(), graph, Duration.ofSeconds(1))
            .run(SearchMethod.named(method).orElseThrow());
    assertThat(outcome.status()).isEqualTo(ExitStatus.DONE);
    assertThat(outcome.result().multiplications()).isLessThanOrEqualTo(graph.forward());
    assertRecorded(graph);
  }

  private void assertRecorded(RunGraph graph) {
    assertThat(warehouse().orders().read()).isNotEmpty();
    for (OrderRow row : warehouse().orders().read()) {
      assertThat(row.costModel()).isEqualTo(graph.costModel().label());
      assertThat(row.graphFingerprint()).isEqualTo(graph.fingerprint());
      assertThat(row.multiplications()).isEqualTo(recounted(graph, row.order().toArray()));
    }
  }

  /** Counts on a graph of its own, which shares no table of structures with the run's. */
  private static long recounted(RunGraph graph, int[] equations) {
    ComputationalGraph fresh = graph.costModel().linearize(graph.entry().program());
    return EliminationCost.of(fresh, EliminationOrder.ofEquations(fresh, equations))
        .multiplications();
  }

  private TrainingSession session(RunGraph graph, int waves) {
    TrainingConfiguration configuration =
        TrainingConfiguration.of(
            new ConfigurationLoader()
                .set("run.graphs", List.of(graph.name()), "--graphs")
                .set("run.cost-model", graph.costModel().label(), "--cost-model")
                .set("run.waves", waves, "--waves")
                .set("run.synchronous", true, "--synchronous")
                .set("run.polish-windows", 1000, "--set")
                .set("run.warehouse", folder.toString(), "--warehouse")
                .set("self-play.tasks-per-wave", 2, "--set")
                .set("self-play.games-per-task", 2, "--set")
                .set("search.simulations", 4, "--set")
                .set("network.hidden", 4, "--set")
                .set("learner.batch-size", 4, "--set")
                .load());
    return new TrainingSession(configuration, identity(), List.of(graph));
  }

  private static RunIdentity identity() {
    return new RunIdentity("test", 1, "settings", "test");
  }

  private Warehouse warehouse() {
    return Warehouse.open(folder.toString());
  }

  private static RunGraph graph(CostModel model) {
    RunGraph graph =
        RunGraph.of(
            new CatalogEntry("layers", "a test", layers(), Optional.empty(), Optional.empty()),
            model,
            KnownBounds.shipped());
    assertThat(graph.game().graph().isScalar()).isFalse();
    return graph;
  }

  /** Two layers of a perceptron, and the sum of their products. */
  private static Program layers() {
    Map<String, String> timesVector =
        Map.of("dimension_numbers", "(([1], [0]), ([], []))", "precision", "None");
    return new Program(
        "layers",
        List.of(MATRIX, MATRIX, VECTOR),
        List.of(
            new Equation("dot_general", List.of(input(0), input(2)), timesVector, VECTOR),
            new Equation("tanh", List.of(result(1)), Map.of(), VECTOR),
            new Equation("dot_general", List.of(input(1), result(2)), timesVector, VECTOR),
            new Equation("tanh", List.of(result(3)), Map.of(), VECTOR),
            new Equation("mul", List.of(result(4), result(2)), Map.of(), VECTOR),
            new Equation("reduce_sum", List.of(result(5)), Map.of("axes", "(0,)"), SCALAR)),
        List.of(result(6)));
  }

  private static Operand input(int position) {
    return new Operand.Input(position);
  }

  private static Operand result(int equation) {
    return new Operand.Result(equation);
  }
}
