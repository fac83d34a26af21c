package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.tables.CheckpointId;
import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.Lease;
import crosscountry.datasets.tables.Maintenance;
import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.policy.StoredPolicies;
import crosscountry.jobs.retrain.Decisions;
import crosscountry.jobs.spark.SparkSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintainCommandTest {

  @TempDir Path folder;

  private Invocation maintain(String... options) {
    return Invocation.of(
        Stream.concat(
                Stream.of("maintain", "--warehouse", folder.toString(), "--format", "csv"),
                Stream.of(options))
            .toArray(String[]::new));
  }

  private void search(String runId) {
    assertThat(
            Invocation.of(
                    "search",
                    "--graph",
                    "PropaneCombustion",
                    "--method",
                    "markowitz",
                    "--run-id",
                    runId,
                    "--warehouse",
                    folder.toString())
                .exitCode())
        .isZero();
  }

  private long files(String table) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(table))) {
      return files.count();
    }
  }

  private String orders(String... options) {
    return Invocation.of(
            Stream.concat(
                    Stream.of("orders", "--warehouse", folder.toString(), "--format", "json"),
                    Stream.of(options))
                .toArray(String[]::new))
        .out();
  }

  @Test
  void whatIsOrWasPromotedStays() throws IOException {
    Warehouse tables = Warehouse.open(folder.toString());
    for (long version = 1; version <= 4; version++) {
      tables.checkpoints().append(StoredPolicies.checkpoint("r", version));
    }
    tables.promotions().append(Decisions.promoting(1, new CheckpointId("r", 1)));
    tables.promotions().append(Decisions.promoting(2, new CheckpointId("r", 3)));
    Invocation kept = maintain("--settled", "0s", "--keep-checkpoints", "1");
    assertThat(kept.exitCode()).as(kept.err()).isZero();
    assertThat(tables.checkpoints().table().keys().stream().map(FileKey::value))
        .extracting(key -> key.substring(key.length() - 1))
        .containsExactly("1", "3", "4");
    assertThat(files("promotions")).isEqualTo(2);

    Files.writeString(folder.resolve("promotions/decision-000000000002.parquet"), "PAR1");
    Invocation unknown = maintain("--settled", "0s", "--keep-checkpoints", "1");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).contains("it cannot be told which checkpoints are promoted");
    assertThat(files("checkpoints")).isEqualTo(3);
  }

  @Test
  void makesFewFilesOfManyAndChangesNoAnswer() throws IOException {
    search("one");
    search("two");
    search("three");
    String all = orders();
    String best = orders("--best");

    Invocation dry = maintain("--settled", "0s", "--dry-run");
    assertThat(dry.exitCode()).isZero();
    assertThat(dry.out())
        .startsWith(
            "table,files_before,files_after,rows_before,rows_after,bytes_before,bytes_after")
        .contains("orders,3,1,3,3,", "runs,6,1,6,6,");
    assertThat(dry.err()).contains("nothing was changed; at least ");
    assertThat(files("orders")).isEqualTo(3);
    assertThat(maintain().out()).as("they are younger than an hour").contains("orders,3,3,3,3,");

    Invocation done = maintain("--settled", "0s");

    assertThat(done.exitCode()).isZero();
    assertThat(done.out()).contains("orders,3,1,3,3,", "runs,6,1,6,6,");
    assertThat(done.err()).contains("freed ");
    assertThat(files("orders")).isEqualTo(1);
    assertThat(orders()).isEqualTo(all);
    assertThat(orders("--best")).isEqualTo(best);
    // The run is known though its files are gone.
    assertThat(
            Invocation.of(
                    "search",
                    "--graph",
                    "PropaneCombustion",
                    "--method",
                    "markowitz",
                    "--run-id",
                    "two",
                    "--warehouse",
                    folder.toString())
                .err())
        .contains("run two is already in");
  }

  @Test
  void refusesWhatMakesNoSense() {
    maintain().assertRefusedWith("there are no tables in");
    assertThat(folder).isEmptyDirectory();
    maintain("--keep-checkpoints", "0")
        .assertRefusedWith("--keep-checkpoints 0 must be at least 1");
    maintain("--keep-trajectories", "30")
        .assertRefusedWith("--keep-trajectories 30 has no unit; say for example 12h or 30d");
    maintain("--keep-trajectories", "soon").assertRefusedWith("'soon' is not a time");
    maintain("--settled", "-1h").assertRefusedWith("--settled -1h must be between nothing");
  }

  @Test
  void waitsForNobody() {
    search("one");
    try (Lease lease =
        Warehouse.open(folder.toString())
            .lease(Maintenance.LEASE, "another", Duration.ofHours(1), Clock.systemUTC())) {
      Invocation refused = maintain();

      assertThat(refused.exitCode()).isEqualTo(ExitStatus.FAILURE.code());
      assertThat(refused.err())
          .contains("cannot take the lease maintain: another has it until " + lease.expires());
    }
    assertThat(maintain().exitCode()).isZero();
  }

  // As a reader without this software sees the files of all versions of a table.
  @Test
  void sparkReadsTheOldestFilesBesideCompactedOnes() throws IOException {
    Path oldest =
        Path.of("../datasets/src/test/resources/crosscountry/datasets/tables/oldest/metrics");
    Path metrics = Files.createDirectories(folder.resolve("metrics"));
    String first = FileKey.ofRun("first").wave(0) + ".parquet";
    Files.copy(oldest.resolve(first), metrics.resolve(first));
    Files.copy(oldest.resolve(first), metrics.resolve("again." + first));
    maintain("--settled", "0s");
    assertThat(files("metrics")).isEqualTo(1);
    Warehouse.open(folder.toString())
        .metrics()
        .append(FileKey.ofRun("today").wave(0), List.of(wave("today")));
    try (SparkSession spark = SparkSessions.forQueries("maintain test")) {
      List<String> rows =
          spark
              .read()
              .option("mergeSchema", "true")
              .parquet(metrics.toString())
              .groupBy("schema_version", "cost_model")
              .agg(functions.count("*"), functions.count("loss"), functions.max("busy_share"))
              .orderBy("schema_version")
              .collectAsList()
              .stream()
              .map(Row::toString)
              .toList();

      assertThat(rows).containsExactly("[1,null,4,2,null]", "[4,principle,1,0,0.75]");
    }

    Invocation ours =
        Invocation.of(
            "orders",
            "--sql",
            "SELECT schema_version, max(busy_share) AS busy FROM metrics GROUP BY 1 ORDER BY 1",
            "--format",
            "csv",
            "--warehouse",
            folder.toString());
    assertThat(ours.exitCode()).as(ours.err()).isZero();
    assertThat(ours.out().lines()).containsExactly("schema_version,busy", "1,", "4,0.75");
  }

  private static MetricRow wave(String runId) {
    return new MetricRow(
        runId,
        MetricRow.Kind.WAVE,
        0,
        1,
        null,
        Instant.EPOCH,
        1,
        "PropaneCombustion",
        new MetricRow.Play(1, 2, 3, 4, 5, 6, 0.75),
        null,
        new MetricRow.Costs(6, 6.5, null, "principle"),
        null,
        null);
  }
}
