package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters that are not at hand, as users ask for them. */
final class SimulateCommandTest {

  @TempDir private Path folder;

  @Test
  void whatComesWithTheProgramIsEnoughToSimulate() throws IOException {
    JsonNode rows = rows("--executors", "2,50", "--set", "simulation.waves=40");
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).get("executors").asInt()).isEqualTo(2);
    assertThat(rows.get(1).get("executors").asInt()).isEqualTo(50);
    for (JsonNode row : rows) {
      int cores = row.get("cores").asInt();
      assertThat(cores).isEqualTo(4 * row.get("executors").asInt());
      assertThat(row.get("tasks_per_wave").asInt()).isEqualTo(2 * cores);
      assertThat(row.get("positions_per_second").asLong()).isPositive();
      assertThat(row.get("executors_busy").asDouble()).isBetween(0.001, 1.0);
      assertThat(row.get("limit").asText())
          .isIn("executors", "learner", "bookkeeping", "scheduler", "network", "waves");
    }
    assertThat(rows("--executors", "2,50", "--set", "simulation.waves=40")).isEqualTo(rows);
    assertThat(rows("--executors", "2,50", "--set", "simulation.waves=40", "--seed", "2"))
        .isNotEqualTo(rows);
  }

  @Test
  void settingsOfTheRunAndOfTheClusterAreHeeded() throws IOException {
    Path calibration = folder.resolve("fast.conf");
    Files.writeString(
        calibration,
        "crosscountry.simulation { driver { update = 1us, absorb-game = 1us },"
            + " cores-per-executor = 3 }");
    Path settings = folder.resolve("settings.conf");
    Files.writeString(settings, "crosscountry.self-play.tasks-per-wave = 12");
    String[] files = {"--calibration", calibration.toString(), "--conf", settings.toString()};
    JsonNode row = rows("--executors", "1", files[0], files[1], files[2], files[3]).get(0);
    assertThat(row.get("cores").asInt()).isEqualTo(3);
    assertThat(row.get("tasks_per_wave").asInt()).isEqualTo(12);
    assertThat(row.get("learner_busy").asDouble()).isLessThan(0.01);
    JsonNode wider =
        rows("--executors", "1", "--cores", "5", files[0], files[1], files[2], files[3]).get(0);
    assertThat(wider.get("cores").asInt()).isEqualTo(5);
    JsonNode alone =
        rows("--executors", "1", "--set", "self-play.waves-in-flight=1", files[0], files[1]).get(0);
    assertThat(alone.get("staleness").asDouble()).isZero();
  }

  @Test
  void whatCannotBeSimulatedIsOneSentence() {
    command("--executors", "0").assertRefusedWith("--executors 0 must lie between");
    command("--executors", "100000", "--cores", "11")
        .assertRefusedWith("1000000 cores are the most");
    command("--executors", "many").assertRefusedWith("--executors");
    command("--cores", "0").assertRefusedWith("simulation.cores-per-executor");
    command("--set", "simulation.driver.updates=1ms")
        .assertRefusedWith("Maybe crosscountry.simulation.driver.update was meant");
    command("--set", "simulation.network.latency=-1ms")
        .assertRefusedWith("simulation.network.latency");
    command("--set", "self-play.tasks-per-wave=100000", "--set", "simulation.waves=100000")
        .assertRefusedWith("too many to simulate");
    command("--calibration", folder.resolve("none.conf").toString())
        .assertRefusedWith("cannot be read");
    command("--run-id", "none", "--warehouse", folder.toString())
        .assertRefusedWith("there is no run none");
  }

  @Test
  void aRunTellsItsOwnTimes() throws IOException {
    String warehouse = folder.resolve("warehouse").toString();
    Invocation train =
        Invocation.of(
            "train",
            "--graphs",
            "RobotArm_6DOF",
            "--run-id",
            "told",
            "--waves",
            "3",
            "--budget",
            "10m",
            "--no-polish",
            "--warehouse",
            warehouse,
            "--set",
            "self-play.games-per-task=8",
            "--set",
            "learner.draws-per-position=0.5",
            "--set",
            "self-play.evaluator=rows");
    assertThat(train.exitCode()).as(train.err()).isZero();
    Invocation simulation =
        command("--executors", "1", "--run-id", "told", "--warehouse", warehouse);
    assertThat(simulation.exitCode()).as(simulation.err()).isZero();
    MetricRow wave =
        Warehouse.open(warehouse).metrics().read().stream()
            .filter(row -> row.kind() == MetricRow.Kind.WAVE)
            .findFirst()
            .orElseThrow();
    long moves = wave.play().moves() / wave.play().games();
    assertThat(simulation.err())
        .contains("from run told:")
        .contains("simulation.play.moves-per-game=%d.0".formatted(moves))
        .contains("simulation.play.policy-game=")
        .contains("simulation.driver.update=")
        .contains("not from the run: sizes of messages");
    // What the user says goes before what the run tells.
    Invocation overridden =
        command(
            "--executors",
            "1",
            "--run-id",
            "told",
            "--warehouse",
            warehouse,
            "--set",
            "self-play.tasks-per-wave=6");
    assertThat(new ObjectMapper().readTree(overridden.out()).get(0).get("tasks_per_wave").asInt())
        .isEqualTo(6);
  }

  private static JsonNode rows(String... options) throws IOException {
    Invocation simulation = command(options);
    assertThat(simulation.exitCode()).as(simulation.err()).isZero();
    return new ObjectMapper().readTree(simulation.out());
  }

  private static Invocation command(String... options) {
    List<String> arguments = new ArrayList<>(List.of("simulate", "--format", "json"));
    arguments.addAll(List.of(options));
    return Invocation.of(arguments.toArray(String[]::new));
  }
}
