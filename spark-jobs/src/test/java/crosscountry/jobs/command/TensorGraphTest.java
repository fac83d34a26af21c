package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.RunRow;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A function of tensors, as users type its commands: real Spark, real tables. */
final class TensorGraphTest {

  /** Two layers of a perceptron, and the sum of their products. */
  private static final String LAYERS =
      """
      { lambda ; a:f32[3,3] b:f32[3,3] c:f32[3]. let
          d:f32[3] = dot_general[dimension_numbers=(([1], [0]), ([], []))] a c
          e:f32[3] = tanh d
          f:f32[3] = dot_general[dimension_numbers=(([1], [0]), ([], []))] b e
          g:f32[3] = tanh f
          h:f32[3] = mul g e
          i:f32[] = reduce_sum[axes=(0,)] h
        in (i,) }
      """;

  @TempDir private Path folder;

  private String file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("layers.jaxpr"), LAYERS).toString();
  }

  @ParameterizedTest
  @EnumSource(CostModel.class)
  void selfPlayTrainsOnItAndGoesOnAfterAStop(CostModel model) throws IOException {
    JsonNode begun = only(train(model, "--waves", "2"));
    assertThat(begun.get("cost_model").asText()).isEqualTo(model.label());
    JsonNode resumed = only(train(model, "--waves", "3", "--resume"));
    assertThat(resumed.get("self_play").asLong())
        .isLessThanOrEqualTo(begun.get("self_play").asLong());

    List<TrajectoryRow> games = warehouse().trajectories().read();
    assertThat(games).extracting(TrajectoryRow::wave).contains(0, 1, 2);
    for (TrajectoryRow game : games) {
      assertThat(Arrays.stream(game.stepMultiplications().toArray()).sum())
          .isEqualTo(recounted(model, game.order().toArray()));
    }
    assertRecorded(model);
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
  void whatSearchesFindCostsWhatEvaluateSays(CostModel model, String method) throws IOException {
    JsonNode found =
        only(command("search", model, "--graph", file, "--method", method, "--budget", "1s"));
    assertThat(found.get("multiplications").asLong())
        .isLessThanOrEqualTo(found.get("forward").asLong());
    assertThat(found.get("published").isNull()).isTrue();
    assertRecorded(model);
    OrderRow row = warehouse().orders().read().get(0);
    String order =
        Arrays.stream(row.order().toArray())
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(","));
    JsonNode evaluated =
        only(
            Invocation.of(
                "evaluate",
                "--graph",
                file,
                "--cost-model",
                model.label(),
                "--order",
                order,
                "--format",
                "json"));
    assertThat(evaluated.get("multiplications")).isEqualTo(found.get("multiplications"));
    assertThat(evaluated.get("verified")).isEqualTo(found.get("verified"));
    assertThat(evaluated.get("steps")).hasSize(5);
  }

  @ParameterizedTest
  @EnumSource(CostModel.class)
  void integerProgramsAreNotAskedForItsBound(CostModel model) throws IOException {
    Invocation bound = command("bound", model, "--graph", file, "--budget", "1s");
    assertThat(bound.err()).contains("not raised: the integer program knows scalar graphs only");
    JsonNode row = only(bound);
    assertThat(row.get("rounds").asInt()).isZero();
    assertThat(row.get("lower_bound")).isEqualTo(row.get("cut_bound"));
    assertThat(warehouse().bounds().exists()).isFalse();
    assertRecorded(model);
  }

  private Invocation train(CostModel model, String... options) {
    List<String> settings = new ArrayList<>(List.of("--graphs", file, "--run-id", "test"));
    settings.addAll(Arrays.asList(options));
    settings.add("--synchronous");
    for (String setting :
        List.of(
            "run.polish-windows=1000",
            "self-play.tasks-per-wave=2",
            "self-play.games-per-task=2",
            "search.simulations=4",
            "network.hidden=4",
            "learner.batch-size=4")) {
      settings.addAll(List.of("--set", setting));
    }
    return command("train", model, settings.toArray(String[]::new));
  }

  private Invocation command(String command, CostModel model, String... options) {
    List<String> arguments = new ArrayList<>(List.of(command, "--cost-model", model.label()));
    arguments.addAll(Arrays.asList(options));
    arguments.addAll(List.of("--format", "json", "--warehouse", location()));
    return Invocation.of(arguments.toArray(String[]::new));
  }

  private void assertRecorded(CostModel model) {
    assertThat(warehouse().orders().read()).isNotEmpty();
    for (OrderRow row : warehouse().orders().read()) {
      assertThat(row.costModel()).isEqualTo(model.label());
      assertThat(row.multiplications()).isEqualTo(recounted(model, row.order().toArray()));
    }
  }

  /** Counts on a graph of its own, which shares no table of structures with the run's. */
  private long recounted(CostModel model, int[] equations) {
    ComputationalGraph fresh = model.linearize(Catalog.builtIn().resolve(file).program());
    assertThat(fresh.isScalar()).isFalse();
    return EliminationCost.of(fresh, EliminationOrder.ofEquations(fresh, equations))
        .multiplications();
  }

  private String location() {
    return folder.resolve("warehouse").toString();
  }

  private Warehouse warehouse() {
    return Warehouse.open(location());
  }

  private static JsonNode only(Invocation invocation) throws IOException {
    assertThat(invocation.exitCode()).as(invocation.err()).isZero();
    JsonNode rows = new ObjectMapper().readTree(invocation.out());
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }
}
