package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crosscountry.datasets.tables.CheckpointFile;
import crosscountry.datasets.tables.CheckpointId;
import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.CheckpointTable;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.policy.StoredPolicies;
import crosscountry.jobs.retrain.Decisions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network leaves the run that trained it. */
final class ExportPolicyCommandTest {

  @TempDir private Path folder;
  private Path warehouse;
  private Path output;

  @BeforeEach
  void trains() {
    warehouse = folder.resolve("warehouse");
    output = folder.resolve("policy.parquet");
    CheckpointTable checkpoints = Warehouse.open(warehouse.toString()).checkpoints();
    for (long version : new long[] {4, 17, 9}) {
      checkpoints.append(StoredPolicies.checkpoint("r", version));
    }
    checkpoints.append(StoredPolicies.checkpoint("other", 99));
  }

  @Test
  void theNewestIsWrittenWithoutWhatOnlyLearningNeeds() throws IOException {
    Invocation export = export("--run-id", "r");
    assertThat(export.exitCode()).as(export.err()).isZero();
    CheckpointRow newest = StoredPolicies.checkpoint("r", 17);
    assertThat(written()).isEqualTo(newest.forPlaying());
    assertThat(written().updaterState().length()).isZero();
    JsonNode row = new ObjectMapper().readTree(export.out()).get(0);
    assertThat(row.get("version").asLong()).isEqualTo(17);
    assertThat(row.get("bytes").asLong()).isEqualTo(Files.size(output));
    assertThat(row.get("parameters").asInt()).isEqualTo(newest.parameters().length());
  }

  @Test
  void aVersionCanBeChosen() throws IOException {
    assertThat(export("--run-id", "r", "--version", "9").exitCode()).isZero();
    assertThat(written().version()).isEqualTo(9);
  }

  @Test
  void thePromotedOneIsWrittenAndNoOtherInItsPlace() throws IOException {
    export("--promoted").assertRefusedWith("no network is promoted by cost model principle");
    Warehouse tables = Warehouse.open(warehouse.toString());
    tables.promotions().append(Decisions.promoting(1, new CheckpointId("r", 9)));
    tables.promotions().append(Decisions.promoting(2, new CheckpointId("r", 4)));
    export("--promoted", "--cost-model", "graphax").assertRefusedWith("by cost model graphax");
    export("--promoted", "--version", "4").assertRefusedWith("--version needs --run-id");
    export("--promoted", "--run-id", "r").assertRefusedWith("mutually exclusive");
    assertThat(export("--promoted").exitCode()).isZero();
    assertThat(written().version()).isEqualTo(4);

    Files.delete(output);
    Files.delete(warehouse.resolve("checkpoints/r.version-000000000004.parquet"));
    Invocation fallen = export("--promoted");
    assertThat(fallen.exitCode()).isEqualTo(ExitStatus.FAILURE.code());
    assertThat(fallen.err()).contains("the promoted version 4 of run r cannot be used", "not in");
    assertThat(output).doesNotExist();
  }

  @Test
  void aFileIsNeverReplaced() throws IOException {
    Files.writeString(output, "mine");
    export("--run-id", "r").assertRefusedWith("policy.parquet is there already");
    assertThat(output).hasContent("mine");
  }

  @Test
  void whatIsNotThereIsRefusedAndNothingIsWritten() {
    export("--run-id", "nobody").assertRefusedWith("run nobody has no checkpoint");
    export("--run-id", "r", "--version", "5").assertRefusedWith("no checkpoint of version 5");
    export("--run-id", "r", "--version", "-1").assertRefusedWith("no checkpoint of version -1");
    export("--run-id", "a.b").assertRefusedWith("--run-id");
    export("--run-id", "r", "--version", "new").assertRefusedWith("--version");
    export().assertRefusedWith("--run-id");
    assertThat(output).doesNotExist();
    output = folder.resolve("nowhere/policy.parquet");
    export("--run-id", "r").assertRefusedWith("nowhere/policy.parquet cannot be written");
  }

  @Test
  void aDamagedNewestOneIsSkippedAndSaidSo() throws IOException {
    Path newest = warehouse.resolve("checkpoints/r.version-000000000017.parquet");
    Files.writeString(newest, "not Parquet");
    Invocation export = export("--run-id", "r");
    assertThat(export.exitCode()).isZero();
    assertThat(export.err()).contains("skipped a checkpoint", "000017.parquet");
    assertThat(written().version()).isEqualTo(9);

    output = folder.resolve("other.parquet");
    Invocation damaged = export("--run-id", "r", "--version", "17");
    assertThat(damaged.exitCode()).isEqualTo(ExitStatus.FAILURE.code());
    assertThat(damaged.err()).contains("it is not a Parquet file");
    assertThat(output).doesNotExist();
  }

  @Test
  void whatIsWrittenPlays() throws IOException {
    assertThat(export("--run-id", "r").exitCode()).isZero();
    Invocation search =
        Invocation.of(
            "search",
            "--graph",
            "g",
            "--method",
            "policy",
            "--policy",
            output.toString(),
            "--warehouse",
            warehouse.toString(),
            "--format",
            "json");
    assertThat(search.exitCode()).as(search.err()).isZero();
    JsonNode found = new ObjectMapper().readTree(search.out()).get(0);
    assertThat(found.get("verified").asBoolean()).isTrue();
    assertThat(found.get("order")).hasSize(85);
    assertThat(Warehouse.open(warehouse.toString()).runs().read().get(0).configuration())
        .contains(output.toString());
  }

  @Test
  void helpTellsTheOptions() {
    for (String help : new String[] {"-h", "--help"}) {
      Invocation asked = Invocation.of("export-policy", help);
      assertThat(asked.exitCode()).isZero();
      assertThat(asked.out()).contains("--run-id", "--version", "--output");
    }
  }

  private CheckpointRow written() throws IOException {
    return CheckpointFile.read(Files.readAllBytes(output), "the file");
  }

  private Invocation export(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "export-policy",
                "--warehouse",
                warehouse.toString(),
                "--output",
                output.toString(),
                "--format",
                "json"));
    arguments.addAll(Arrays.asList(options));
    return Invocation.of(arguments.toArray(String[]::new));
  }
}
