package crosscountry.jobs.query;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.tables.MaintenanceSettings;
import crosscountry.datasets.tables.OrderFilter;
import crosscountry.datasets.tables.OrderHead;
import crosscountry.datasets.tables.OrderIndex;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Verification;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.fixture.LargeWarehouse;
import crosscountry.jobs.server.KnownBounds;
import crosscountry.jobs.server.OrderCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.hadoop.conf.Configuration;

/** What is chosen by a few columns is what reading everything and then choosing gives. */
class CheapestOrdersTest {

  private static final int ORDERS = 20_000;
  private static final int ONE_IN_POISONED = 60;
  private static final Quarantine SILENT = Quarantine.reporting(sentence -> {});

  /** A warehouse, and what can be used of its orders. */
  private record Stored(Warehouse warehouse, List<OrderRow> all) {

    static Stored in(Path folder) {
      Warehouse warehouse = Warehouse.open(folder.toString());
      return new Stored(warehouse, warehouse.orders().usable(new OrderCheck(), SILENT).read());
    }
  }

  private static Path folder;
  private static Path compacted;
  private static List<Stored> warehouses;
  private static KnownBounds bounds;

  @BeforeContainer
  static void fillAndDamage() throws IOException {
    folder = Files.createTempDirectory("orders");
    Warehouse warehouse = Warehouse.open(folder.toString());
    LargeWarehouse.writeOrders(warehouse, ORDERS, ONE_IN_POISONED);
    compacted = Files.createTempDirectory("compacted");
    Stored sound = compactedOrders();
    Stored damaged = damagedBehindTheMiddle();
    assertThat(sound.all()).hasSizeGreaterThan(damaged.all().size());
    assertThat(damaged.all()).isNotEmpty();
    // In the middle of a file lie the orders themselves, which are not read to choose by.
    change("run-0000.wave-00000002", bytes -> bytes[bytes.length / 2] ^= 1);
    Path cut = file("run-0000.wave-00000004");
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    Files.writeString(file("foreign"), "no Parquet");
    bounds = KnownBounds.in(warehouse, SILENT);
    warehouses = List.of(Stored.in(folder), sound, damaged);
    assertThat(warehouses.get(0).all())
        .hasSizeLessThan(ORDERS - 2 * LargeWarehouse.ORDERS_PER_FILE)
        .isNotEmpty();
  }

  /** Makes one file of a copy of the orders, whose row groups cut through appends. */
  private static Stored compactedOrders() throws IOException {
    Path orders = Files.createDirectory(compacted.resolve("orders"));
    try (Stream<Path> files = Files.list(folder.resolve("orders"))) {
      for (Path file : files.toList()) {
        Files.copy(file, orders.resolve(file.getFileName()));
      }
    }
    Configuration smallGroups = new Configuration();
    smallGroups.setLong("crosscountry.warehouse.row-group-bytes", 100_000);
    MaintenanceSettings settings =
        new MaintenanceSettings(Duration.ZERO, Optional.empty(), OptionalInt.empty(), Set::of);
    Warehouse.open(compacted.toString(), smallGroups)
        .maintenance(settings, Clock.offset(Clock.systemUTC(), Duration.ofDays(1)), told -> {})
        .run("test");
    return Stored.in(compacted);
  }

  private static Stored damagedBehindTheMiddle() throws IOException {
    Path orders = Files.createDirectories(compacted.resolve("damaged/orders"));
    try (Stream<Path> files = Files.list(compacted.resolve("orders"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      byte[] bytes = Files.readAllBytes(all.get(0));
      bytes[bytes.length * 3 / 4] ^= 1;
      Files.write(orders.resolve(all.get(0).getFileName()), bytes);
    }
    return Stored.in(compacted.resolve("damaged"));
  }

  private static void change(String key, java.util.function.Consumer<byte[]> change)
      throws IOException {
    byte[] bytes = Files.readAllBytes(file(key));
    change.accept(bytes);
    Files.write(file(key), bytes);
  }

  private static Path file(String key) {
    return folder.resolve("orders").resolve(key + ".parquet");
  }

  @AfterContainer
  static void delete() throws IOException {
    for (Path each : List.of(folder, compacted)) {
      try (Stream<Path> files = Files.walk(each)) {
        files.sorted(Comparator.reverseOrder()).forEach(CheapestOrdersTest::delete);
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException undeletable) {
      throw new UncheckedIOException(undeletable);
    }
  }

  @Property(tries = 60)
  void choosesWhatReadingEverythingGives(
      @ForAll("filters") OrderFilter filter,
      @ForAll("limits") int limit,
      @ForAll boolean onlyOptimal,
      @ForAll @IntRange(max = 2) int which) {
    Stored stored = warehouses.get(which);
    OrderIndex index =
        stored.warehouse().orderIndex(new OrderCheck(), OrderCheck.ofHeads(), SILENT);
    Predicate<OrderHead> wanted = head -> !onlyOptimal || isOptimal(head);

    assertThat(CheapestOrders.select(index, filter, wanted, limit))
        .isEqualTo(expected(stored.all(), filter, onlyOptimal, limit));
  }

  private static boolean isOptimal(OrderHead head) {
    return head.multiplications()
        == bounds.raise(head.graphFingerprint(), head.costModel(), head.lowerBound());
  }

  private static List<OrderRow> expected(
      List<OrderRow> all, OrderFilter filter, boolean onlyOptimal, int limit) {
    return all.stream()
        .filter(row -> passes(row, filter))
        .filter(row -> !onlyOptimal || isOptimal(row))
        .collect(
            Collectors.groupingBy(
                row -> row.graph() + ' ' + row.graphFingerprint() + ' ' + row.costModel(),
                TreeMap::new,
                Collectors.toList()))
        .values()
        .stream()
        .flatMap(
            rows ->
                rows.stream()
                    .sorted(
                        Comparator.comparingLong(OrderRow::multiplications)
                            .thenComparing(OrderRow::discoveredAt))
                    .limit(limit))
        .toList();
  }

  private static boolean passes(OrderRow row, OrderFilter filter) {
    return (filter.graphs().isEmpty() || filter.graphs().contains(row.graph()))
        && row.graphFingerprint().startsWith(filter.fingerprint())
        && (filter.costModels().isEmpty() || filter.costModels().contains(row.costModel()))
        && (filter.methods().isEmpty() || filter.methods().contains(row.method()))
        && (filter.runs().isEmpty() || filter.runs().contains(row.runId()))
        && (filter.since() == null || !row.discoveredAt().isBefore(filter.since()))
        && (row.verified() || filter.verification() == Verification.ANY);
  }

  private static boolean isOptimal(OrderRow row) {
    long bound =
        bounds.raise(row.graphFingerprint(), row.costModel(), row.baselines().lowerBound());
    return row.multiplications() == bound;
  }

  @Provide
  Arbitrary<Integer> limits() {
    return Arbitraries.of(1, 1, 2, 5, 50, Integer.MAX_VALUE);
  }

  @Provide
  Arbitrary<OrderFilter> filters() {
    return Combinators.combine(
            some("RoeFlux_1d", "mine", "Encoder", "nothing"),
            Arbitraries.of("", "", "0123abc", "0123abce"),
            some("principle", "graphax"),
            some("annealing", "beam", "nothing"),
            some("run-0000", "nothing"),
            Arbitraries.of(
                null, Instant.parse("2030-01-01T03:00:00Z"), Instant.parse("2031-01-01T00:00:00Z")),
            Arbitraries.of(Verification.class))
        .as(OrderFilter::new);
  }

  private static Arbitrary<Set<String>> some(String... names) {
    Arbitrary<Set<String>> several = Arbitraries.of(names).set().ofMinSize(1);
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(2, Arbitraries.just(Set.of())), net.jqwik.api.Tuple.of(1, several));
  }
}
