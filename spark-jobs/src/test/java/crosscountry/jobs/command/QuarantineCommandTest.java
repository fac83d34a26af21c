package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crosscountry.datasets.tables.Baselines;
import crosscountry.datasets.tables.BoundRow;
import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.Floats;
import crosscountry.datasets.tables.Ints;
import crosscountry.datasets.tables.Longs;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.QuarantineRow;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.fixture.SmallTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands tell of what they cannot use, and go on with the rest. */
final class QuarantineCommandTest {

  private static final FileKey RUN = FileKey.ofRun("test");

  @TempDir private Path folder;

  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(folder.toString());
  }

  @Test
  void aRunGoesOnWithWhatCanBeUsed() throws IOException {
    assertThat(train("--waves", "3").exitCode()).isZero();
    List<TrajectoryRow> games = warehouse.trajectories().read();
    OrderRow order = warehouse.orders().read().get(0);
    Files.delete(folder.resolve("trajectories/test.wave-00000000.parquet"));
    warehouse
        .trajectories()
        .append(
            RUN.wave(0),
            List.of(games.get(0), costlier(games.get(0)), unsure(games.get(1)), games.get(1)));
    warehouse
        .orders()
        .append(
            RUN.wave(0).part("poisoned"),
            List.of(with(order, order.order(), 1), with(order, Ints.of(1, 1, 2), 50), order));
    warehouse
        .bounds()
        .append(
            FileKey.ofRun("proof").part("guess"),
            List.of(bound(order, "guesswork", 1_000_000), bound(order, "principle", 85)));
    Path damaged = folder.resolve("trajectories/test.wave-00000001.parquet");
    byte[] bytes = Files.readAllBytes(damaged);
    Files.write(damaged, Arrays.copyOf(bytes, bytes.length / 2));

    Invocation resumed = train("--waves", "4", "--resume");

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(warnings(resumed))
        .as("each once, though the closing report reads the tables again")
        .satisfiesExactlyInAnyOrder(
            line -> assertSays(line, 0, "bounds/proof.guess", "cost model guesswork is unknown"),
            line -> assertSays(line, 1, "trajectories/test.wave-00000000", "a replay"),
            line -> assertSays(line, 2, "trajectories/test.wave-00000000", "of NaN"),
            line -> assertSays(line, 0, "orders/test.wave-00000000.poisoned", "a replay takes"),
            line -> assertSays(line, 1, "orders/test.wave-00000000.poisoned", "repeats equation 1"),
            line ->
                assertThat(line)
                    .contains("test.wave-00000001.parquet is left out: it is damaged or cut short")
                    .contains("it was moved to"));
    assertThat(damaged).doesNotExist();
    assertThat(warehouse.quarantine().read())
        .extracting(QuarantineRow::table)
        .containsExactly("bounds", "orders", "orders", "trajectories", "trajectories");
    JsonNode result = new ObjectMapper().readTree(resumed.out()).get(0);
    assertThat(result.get("self_play").asLong())
        .as("no count that is not one")
        .isEqualTo(order(result.get("self_play").asLong()).multiplications())
        .isGreaterThanOrEqualTo(88);
  }

  @Test
  void whoOnlyReadsLeavesEverythingWhereItIs() throws IOException {
    assertThat(train("--waves", "1").exitCode()).isZero();
    OrderRow order = warehouse.orders().read().get(0);
    warehouse
        .orders()
        .append(
            RUN.wave(0).part("poisoned"),
            List.of(with(order, order.order(), 1), with(order, Ints.of(1, 2), 88)));
    Path damaged = Files.writeString(folder.resolve("orders/other.parquet"), "PAR1 no more");

    Invocation best = orders("--best", "--format", "json");
    assertThat(best.exitCode()).isZero();
    assertThat(new ObjectMapper().readTree(best.out())).hasSize(1);
    assertThat(new ObjectMapper().readTree(best.out()).get(0).get("multiplications").asLong())
        .isGreaterThanOrEqualTo(88);
    assertThat(warnings(best))
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).contains("other.parquet is left out", "restore it from"),
            line -> assertSays(line, 0, "orders/test.wave-00000000.poisoned", "lower bound of"),
            line -> assertSays(line, 1, "orders/test.wave-00000000.poisoned", "the order lacks"));

    Invocation report =
        Invocation.of("report", "--run-id", "test", "--warehouse", folder.toString());
    assertThat(report.exitCode()).isZero();
    assertThat(warnings(report)).hasSize(3);

    Invocation sql = orders("--sql", "SELECT count(*) AS n FROM orders", "--format", "csv");
    assertThat(sql.exitCode()).as(sql.err()).isZero();
    assertThat(sql.out())
        .as("Spark knows no poisoned rows")
        .isEqualTo("n\n%d\n".formatted(warehouse.orders().read(RUN).size()));
    assertThat(warnings(sql))
        .singleElement()
        .asString()
        .contains("orders/other.parquet is left out");

    assertThat(damaged).exists();
    assertThat(folder.resolve(".damaged")).doesNotExist();
    assertThat(folder.resolve(".quarantine")).doesNotExist();
  }

  private static void assertSays(String line, int row, String file, String fault) {
    assertThat(line)
        .startsWith("warning: row %d of file:".formatted(row))
        .contains(file + ".parquet is left out: ")
        .contains(fault);
  }

  private static List<String> warnings(Invocation invocation) {
    return invocation.err().lines().filter(line -> line.startsWith("warning: ")).toList();
  }

  private Invocation orders(String... options) {
    List<String> arguments = new ArrayList<>(List.of("orders", "--warehouse", folder.toString()));
    arguments.addAll(List.of(options));
    return Invocation.of(arguments.toArray(String[]::new));
  }

  private Invocation train(String... options) {
    List<String> arguments = SmallTraining.arguments(folder.toString(), options);
    Collections.addAll(arguments, "--format", "json");
    return Invocation.of(arguments.toArray(String[]::new));
  }

  /** Returns a sound order with a count. */
  private OrderRow order(long multiplications) {
    return warehouse.orders().read().stream()
        .filter(row -> row.multiplications() == multiplications)
        .findFirst()
        .orElseThrow();
  }

  private static OrderRow with(OrderRow row, Ints order, long multiplications) {
    return new OrderRow(
        row.graph(),
        row.graphFingerprint(),
        row.costModel(),
        order,
        multiplications,
        new Baselines(151, 90, 111, 88),
        false,
        row.method(),
        row.runId(),
        row.wave(),
        row.version(),
        row.seed(),
        row.discoveredAt(),
        row.verified(),
        row.software());
  }

  private static BoundRow bound(OrderRow of, String costModel, long lowerBound) {
    return new BoundRow(
        "proof",
        of.graph(),
        of.graphFingerprint(),
        costModel,
        lowerBound,
        80,
        "integer-program",
        1,
        1.0,
        Instant.now(),
        "software");
  }

  /** Returns a game whose first step says a multiplication more. */
  private static TrajectoryRow costlier(TrajectoryRow row) {
    long[] costs = row.stepMultiplications().toArray();
    costs[0]++;
    return with(row, Longs.of(costs), row.policy());
  }

  /** Returns a game whose search gave no number to a move. */
  private static TrajectoryRow unsure(TrajectoryRow row) {
    List<Floats> policy = new ArrayList<>();
    for (Floats weights : row.policy()) {
      float[] changed = weights.toArray();
      Arrays.fill(changed, Float.NaN);
      policy.add(Floats.of(changed));
    }
    return with(row, row.stepMultiplications(), policy);
  }

  private static TrajectoryRow with(TrajectoryRow row, Longs costs, List<Floats> policy) {
    return new TrajectoryRow(
        row.runId(),
        row.wave(),
        row.partition(),
        row.game(),
        row.graph(),
        row.graphFingerprint(),
        row.version(),
        row.staleness(),
        row.seed(),
        row.order(),
        costs,
        row.moves(),
        policy,
        row.rootValues(),
        row.costModel());
  }
}
