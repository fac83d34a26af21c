package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.tables.CheckpointFile;
import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.RunRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.fixture.EndOfSpark;
import crosscountry.jobs.policy.StoredPolicies;
import crosscountry.jobs.policy.TrainedPolicy;
import crosscountry.jobs.server.Counters;
import crosscountry.models.learning.Learner;
import crosscountry.models.learning.LearnerSettings;
import crosscountry.models.network.Architecture;
import crosscountry.models.network.NetworkBlueprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole refits: real Spark, real networks, the games of a real run. */
final class RefitCommandTest {

  private static final String GRAPH = "RoeFlux_1d";

  @TempDir private static Path folder;

  @BeforeAll
  static void plays() {
    Invocation train =
        Invocation.of(
            "train",
            "--run-id",
            "played",
            "--graphs",
            GRAPH + ",random:1",
            "--waves",
            "2",
            "--synchronous",
            "--no-polish",
            "--warehouse",
            location(),
            "--set",
            "self-play.tasks-per-wave=4",
            "--set",
            "self-play.games-per-task=16",
            "--set",
            "self-play.searched-games-per-task=1",
            "--set",
            "search.simulations=4");
    assertThat(train.exitCode()).as(train.err()).isZero();
  }

  @Test
  void whatTheGamesTeachIsRecordedAndPlays() throws IOException {
    Invocation refit = refit("learnt", "--runs", "played", "--epochs", "4");
    assertThat(refit.exitCode()).as(refit.err()).isZero();
    assertThat(refit.err()).contains("epoch 4");
    JsonNode epochs = new ObjectMapper().readTree(refit.out());
    assertThat(epochs).hasSize(4);
    assertThat(epochs.get(3).get("loss").asDouble())
        .isLessThan(epochs.get(0).get("loss").asDouble());

    assertThat(warehouse().runs().read(FileKey.ofRun("learnt")))
        .extracting(RunRow::status)
        .containsExactlyInAnyOrder("running", "done");
    assertThat(warehouse().runs().read(FileKey.ofRun("learnt")))
        .extracting(RunRow::hardware)
        .allSatisfy(hardware -> assertThat(hardware).endsWith("per operation, 2 workers"));
    List<MetricRow> metrics = warehouse().metrics().read(FileKey.ofRun("learnt"));
    assertThat(metrics)
        .extracting(row -> row.learning().loss())
        .containsExactlyElementsOf(
            epochs.findValues("loss").stream().map(JsonNode::asDouble).toList());
    CheckpointRow newest = newest("learnt");
    assertThat(newest.version()).isEqualTo(4);
    assertThat(steps(newest))
        .isEqualTo(epochs.get(3).get("steps").asLong())
        .isEqualTo(metrics.get(3).step());

    Path policy = folder.resolve("learnt.parquet");
    Invocation export =
        Invocation.of(
            "export-policy",
            "--warehouse",
            location(),
            "--run-id",
            "learnt",
            "--output",
            policy.toString());
    assertThat(export.exitCode()).as(export.err()).isZero();
    Invocation search =
        Invocation.of(
            "search",
            "--graph",
            GRAPH,
            "--method",
            "policy",
            "--policy",
            policy.toString(),
            "--warehouse",
            location(),
            "--format",
            "json");
    JsonNode found = new ObjectMapper().readTree(search.out()).get(0);
    assertThat(found.get("verified").asBoolean()).isTrue();
    assertThat(found.get("multiplications").asLong()).isLessThan(untrained());
  }

  @Test
  void theSameSeedGivesTheSameNetworkFromWhichOthersGoOn() {
    String[] options = {
      "--epochs",
      "1",
      "--seed",
      "7",
      // For a run that goes on by playing: few games, and updates all the same.
      "--set",
      "self-play.games-per-task=4",
      "--set",
      "learner.draws-per-position=1"
    };
    assertThat(refit("first", options).exitCode()).isZero();
    assertThat(refit("second", options).exitCode()).isZero();
    CheckpointRow first = newest("first");
    assertThat(newest("second").parameters()).isEqualTo(first.parameters());
    assertThat(newest("second").updaterState()).isEqualTo(first.updaterState());

    Invocation onward = refit("onward", "--from", "first", "--version", "1", "--epochs", "1");
    assertThat(onward.exitCode()).as(onward.err()).isZero();
    CheckpointRow other = newest("onward");
    assertThat(steps(other)).isEqualTo(2 * steps(first));
    assertThat(other.parameters()).isNotEqualTo(first.parameters());
    assertThat(other.configuration()).contains("\"from\" : \"first\"");
    refit("onward").assertRefusedWith("run onward is already in");

    Invocation played =
        Invocation.of(
            "train",
            "--resume",
            "--run-id",
            "first",
            "--waves",
            "1",
            "--no-polish",
            "--warehouse",
            location());
    assertThat(played.exitCode()).as(played.err()).isZero();
    assertThat(newest("first").version()).isGreaterThan(1);
    assertThat(steps(newest("first"))).isGreaterThan(steps(first));
  }

  @Test
  void whatCannotBeLearntFromIsRefusedAndLeavesNoTrace() {
    refit("new", "--warehouse", folder.resolve("empty").toString())
        .assertRefusedWith("has no games to learn from yet");
    refit("new", "--runs", "played,nobody").assertRefusedWith("run nobody has no games");
    refit("new", "--from", "nobody").assertRefusedWith("run nobody has no checkpoint");
    refit("new", "--from", "played", "--version", "77").assertRefusedWith("of version 77");
    refit("new", "--set", "refit.from=nobody").assertRefusedWith("run nobody has no checkpoint");
    refit("new", "--version", "1").assertRefusedWith("--version needs --from");
    refit("new", "--epochs", "0").assertRefusedWith("refit.epochs");
    refit("new", "--seed", "many").assertRefusedWith("run.seed");
    refit("a.b").assertRefusedWith("--run-id");
    refit("new", "--cost-model", "graphax").assertRefusedWith("counted by another cost model");
    refit("new", "--graphs", "g").assertRefusedWith("of graphs that are not known");
    warehouse()
        .checkpoints()
        .append(
            StoredPolicies.checkpoint(
                "old",
                1,
                new NetworkBlueprint(Architecture.LINEAR, 12, 0).toText(),
                new float[26]));
    refit("new", "--from", "old").assertRefusedWith("reads 12 features");
    assertThat(warehouse().runs().keys(FileKey.ofRun("new"))).isEmpty();
  }

  @Test
  void aRefitWhoseSparkEndsSaysWhatItHasSavedAndFromWhatAnotherGoesOn() {
    Invocation ended =
        EndOfSpark.onceThereIs(
            folder.resolve("warehouse/checkpoints"),
            "lost.",
            () -> refit("lost", "--epochs", "100000"));
    assertThat(ended.exitCode()).as(ended.err()).isOne();
    assertThat(ended.err().lines().filter(line -> line.startsWith("error: ")))
        .singleElement()
        .asString()
        .startsWith("error: Spark has ended: ")
        .endsWith("; refit --from lost goes on from the last network that it has saved");
    assertThat(newest("lost").version()).isPositive();
    assertThat(warehouse().runs().read(FileKey.ofRun("lost")))
        .extracting(RunRow::status)
        .containsExactlyInAnyOrder("running", "failed");
  }

  @Test
  void helpTellsTheOptions() {
    Invocation help = Invocation.of("refit", "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("--runs", "--from", "--averaging-frequency", "--version");
  }

  /** Returns what a network with new weights takes. */
  private static long untrained() throws IOException {
    NetworkBlueprint blueprint =
        new NetworkBlueprint(Architecture.NEIGHBOURHOOD, EncodedPosition.FEATURES, 32);
    float[] weights =
        Learner.create(blueprint, 1, LearnerSettings.defaults()).snapshot(0).parameters();
    Path file = folder.resolve("untrained.parquet");
    CheckpointRow row = StoredPolicies.checkpoint("untrained", 0, blueprint.toText(), weights);
    Files.write(file, CheckpointFile.write(row));
    VertexGame game =
        new VertexGame(CostModel.PRINCIPLE.linearize(Catalog.builtIn().resolve(GRAPH).program()));
    return TrainedPolicy.in(file).play(game).multiplications();
  }

  private static CheckpointRow newest(String run) {
    return warehouse().checkpoints().latest(run).checkpoint().orElseThrow();
  }

  private static long steps(CheckpointRow row) {
    return Counters.ofJson(row.counters()).steps();
  }

  private static Warehouse warehouse() {
    return Warehouse.open(location());
  }

  private static String location() {
    return folder.resolve("warehouse").toString();
  }

  /** Refits quickly, with two copies of the network, whose average is always the same. */
  private static Invocation refit(String run, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of("refit", "--run-id", run, "--format", "json", "--set", "refit.workers=2"));
    if (!Arrays.asList(options).contains("--warehouse")) {
      arguments.addAll(List.of("--warehouse", location()));
    }
    arguments.addAll(Arrays.asList(options));
    return Invocation.of(arguments.toArray(String[]::new));
  }
}
