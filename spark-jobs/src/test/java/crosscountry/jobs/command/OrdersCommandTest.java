package crosscountry.jobs.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.MaintenanceSettings;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Table;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.fixture.LargeWarehouse;
import crosscountry.jobs.output.OutputFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders are chosen by what users ask for, and a name that is none is told. */
final class OrdersCommandTest {

  private static final int NONE_POISONED = Integer.MAX_VALUE;

  @TempDir private static Path folder;

  private static Warehouse warehouse;

  @BeforeAll
  static void fill() {
    warehouse = Warehouse.open(folder.toString());
    LargeWarehouse.writeOrders(warehouse, 2 * LargeWarehouse.ORDERS_PER_FILE, NONE_POISONED);
  }

  @Test
  void everyFilterHolds() throws IOException {
    JsonNode rows =
        json(
            "--graph",
            "mine,RoeFlux_1d",
            "--cost-model",
            "principle",
            "--method",
            "annealing,beam",
            "--run",
            "run-0000",
            "--since",
            "2030-01-01T01:00:00Z",
            "--verified",
            "--top",
            "2");
    assertThat(texts(rows, "graph")).containsExactlyInAnyOrder("RoeFlux_1d", "mine");
    assertThat(rows).as("two of each graph, of which two are called mine").hasSize(6);
    for (JsonNode row : rows) {
      assertThat(row.get("method").asText()).isIn("annealing", "beam");
      assertThat(row.get("discovered_at").asText()).isGreaterThan("2030-01-01T01");
      assertThat(row.get("verified").asBoolean()).isTrue();
    }
    JsonNode byFingerprint = json("--fingerprint", "0123ABCE", "--best");
    assertThat(byFingerprint).hasSize(1);
    assertThat(byFingerprint.get(0).get("graph_fingerprint").asText()).startsWith("0123abce0");
  }

  @Test
  void optimalIsWhatIsProvenByNow() throws IOException {
    JsonNode optimal = json("--optimal", "--top", "3");
    assertThat(optimal).isNotEmpty();
    for (JsonNode row : optimal) {
      assertThat(row.get("gap").asLong()).isZero();
      assertThat(row.get("gap_percent").asDouble()).isZero();
      assertThat(row.get("optimal").asBoolean()).isTrue();
    }
    for (JsonNode row : json("--best")) {
      double bound = row.get("lower_bound").asDouble();
      assertThat(row.get("gap_percent").asDouble())
          .isCloseTo(
              100 * row.get("gap").asDouble() / bound, org.assertj.core.data.Offset.offset(0.006));
    }
  }

  @Test
  void whatAKilledMaintainLeftOverIsNotCountedTwice(@TempDir Path other) throws IOException {
    Warehouse small = Warehouse.open(other.toString());
    FileKey run = FileKey.ofRun("r");
    OrderRow row = warehouse.orders().read().get(0);
    small.orders().append(run.wave(0), List.of(row));
    small.orders().append(run.wave(1), List.of(row));
    Path file = other.resolve("orders/" + run.wave(0) + ".parquet");
    byte[] bytes = Files.readAllBytes(file);
    compact(small);
    Files.write(file, bytes);

    Invocation counted =
        Invocation.of(
            "orders",
            "--warehouse",
            other.toString(),
            "--sql",
            "SELECT count(*) AS n FROM orders",
            "--format",
            "csv");

    assertThat(counted.out().lines()).containsExactly("n", "2");
  }

  // Of two that maintained at a time, as the first was suspended for longer than its lease.
  @Test
  void rowsThatTwoCompactedFilesShareAreCountedOnce(@TempDir Path one, @TempDir Path other)
      throws IOException {
    Path shared = compacted(other, 1, 2);
    Files.copy(shared, compacted(one, 0, 1).resolveSibling(shared.getFileName()));

    Invocation counted =
        Invocation.of(
            "orders",
            "--warehouse",
            one.toString(),
            "--sql",
            "SELECT count(*) AS n, count(DISTINCT multiplications) AS d FROM orders",
            "--format",
            "csv");

    List<OrderRow> rows = Warehouse.open(one.toString()).orders().read();
    assertThat(rows).hasSize(3);
    assertThat(counted.out().lines()).containsExactly("n,d", "3,3");
    Invocation all = Invocation.of("orders", "--warehouse", one.toString(), "--format", "csv");
    assertThat(all.out().lines()).hasSize(4);
  }

  @Test
  void rowsThatADamagedFileSharesAreTakenFromTheSoundOne(@TempDir Path one, @TempDir Path other)
      throws IOException {
    Path shared = compacted(other, 1, 2, 3);
    byte[] bytes = Files.readAllBytes(shared);
    for (int position = 20; position < 36; position++) {
      bytes[position] ^= 0x5a;
    }
    Files.write(compacted(one, 0, 1).resolveSibling(shared.getFileName()), bytes);

    Invocation listed =
        Invocation.of(
            "orders",
            "--warehouse",
            one.toString(),
            "--sql",
            "SELECT graph, multiplications FROM orders",
            "--format",
            "csv");

    assertThat(listed.out().lines()).hasSize(3);
    assertThat(listed.err()).contains(shared.getFileName() + " is left out: ");
  }

  @Test
  void whereFilesAreGoneWhenSparkLooksForThemItLooksAgain(@TempDir Path other) throws IOException {
    Warehouse small = Warehouse.open(other.toString());
    List<OrderRow> rows = warehouse.orders().read();
    FileKey run = FileKey.ofRun("r");
    small.orders().append(run.wave(0), List.of(rows.get(0)));
    Path file = other.resolve("orders/" + run.wave(0) + ".parquet");
    byte[] bytes = Files.readAllBytes(file);
    small.orders().append(run.wave(1), List.of(rows.get(1)));
    compact(small);
    // As this one is left over, Spark is told of each other file by its name.
    Files.write(file, bytes);
    small.orders().append(run.wave(2), List.of(rows.get(2)));
    AtomicInteger disturbances = new AtomicInteger();
    DisturbedFileSystem.disturb(
        () -> {
          disturbances.incrementAndGet();
          compact(small);
        });

    assertThat(countOfOrders(DisturbedFileSystem.SCHEME + "://" + other)).isEqualTo("n\n3\n");
    assertThat(disturbances).hasValue(1);
    assertThat(small.orders().files()).hasSize(1);
  }

  private static String countOfOrders(String location) {
    Map<String, String> settings =
        Map.of(
            "fs.disturbed.impl",
            DisturbedFileSystem.class.getName(),
            "fs.disturbed.impl.disable.cache",
            "true");
    Configuration configuration = new Configuration();
    settings.forEach(configuration::set);
    settings.forEach((name, value) -> System.setProperty("spark.hadoop." + name, value));
    System.setProperty("spark.hadoop." + DisturbedFileSystem.SPARKS, "true");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, true, UTF_8)) {
      new SqlQuery(Warehouse.open(location, configuration), Quarantine.reporting(told -> {}))
          .print("SELECT count(*) AS n FROM orders", OutputFormat.CSV, out);
    } finally {
      settings.keySet().forEach(name -> System.clearProperty("spark.hadoop." + name));
      System.clearProperty("spark.hadoop." + DisturbedFileSystem.SPARKS);
    }
    return printed.toString(UTF_8);
  }

  private static Path compacted(Path folder, int... waves) throws IOException {
    Warehouse small = Warehouse.open(folder.toString());
    for (int wave : waves) {
      OrderRow row = warehouse.orders().read().get(wave);
      small.orders().append(FileKey.ofRun("r").wave(wave), List.of(row));
    }
    compact(small);
    try (Stream<Path> files = Files.list(folder.resolve("orders"))) {
      return files.findFirst().orElseThrow();
    }
  }

  private static void compact(Warehouse small) {
    small
        .maintenance(
            new MaintenanceSettings(Duration.ZERO, Optional.empty(), OptionalInt.empty(), Set::of),
            Clock.offset(Clock.systemUTC(), Duration.ofDays(1)),
            told -> {})
        .run("test");
  }

  @Test
  void withoutAFilterEveryOrderIsListed() {
    List<OrderRow> rows = warehouse.orders().read();
    assertThat(orders("--format", "csv").out().lines()).hasSize(rows.size() + 1);
  }

  @Test
  void anUnknownNameIsOneSentenceWithWhatThereIs() {
    orders("--graph", "mine,youers").assertRefusedWith("has no graph youers; it has Attention_");
    orders("--method", "magic", "--best")
        .assertRefusedWith("has no method magic; it has annealing, beam, polic");
    orders("--run", "run-0009").assertRefusedWith("has no run run-0009; it has run-0000");
    orders("--fingerprint", "ffff0000ffff")
        .assertRefusedWith("has no fingerprint ffff0000ffff; it");
    orders("--fingerprint", "0123abc").assertRefusedWith("at least 8 hexadecimal digits");
    orders("--since", "yesterday").assertRefusedWith("--since yesterday");
    orders("--since", "+999999999-12-31").assertRefusedWith("neither a date");
    orders("--sql", "SELECT 1", "--optimal").assertRefusedWith("--sql");
    assertThat(orders("--graph", "mine", "--method", "beam", "--since", "2050-01-01").out())
        .as("known names, but nothing of the kind")
        .doesNotContain("beam");
  }

  @Test
  void sqlHasAViewOfEveryTable() throws IOException {
    Set<String> filled = new TreeSet<>(Set.of("orders", "bounds"));
    for (Table<?> table : warehouse.tables()) {
      if (!table.exists()) {
        assertThat(table.append(FileKey.ofRun("empty"), List.of())).isTrue();
        filled.add(table.name());
      }
    }
    assertThat(filled).contains("checkpoints", "metrics", "runs", "trajectories");
    List<String> counts =
        filled.stream().map(name -> "SELECT '%1$s' AS t FROM %1$s".formatted(name)).toList();
    JsonNode rows = json("--sql", String.join(" UNION ", counts) + " ORDER BY t");
    assertThat(texts(rows, "t")).containsExactly("bounds", "orders");
  }

  private static Set<String> texts(JsonNode rows, String name) {
    return new TreeSet<>(rows.findValuesAsText(name));
  }

  private static JsonNode json(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--format", "json"));
    Invocation invocation = orders(arguments.toArray(String[]::new));
    assertThat(invocation.exitCode()).as(invocation.err()).isZero();
    return new ObjectMapper().readTree(invocation.out());
  }

  private static Invocation orders(String... options) {
    List<String> arguments = new ArrayList<>(List.of("orders", "--warehouse", folder.toString()));
    arguments.addAll(List.of(options));
    return Invocation.of(arguments.toArray(String[]::new));
  }
}
