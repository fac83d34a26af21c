package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** However rows are split into files, and whenever files are compacted, they stay what they are. */
class CompactionLawsTest {

  private static final int TRIES = 30;
  private static final MaintenanceSettings COMPACT =
      new MaintenanceSettings(Duration.ZERO, Optional.empty(), OptionalInt.empty(), Set::of);

  /**
   * Something that happens to a table.
   *
   * @param append the key under which rows are appended
   * @param rows the rows
   * @param isCompactedThen whether the table is compacted next
   */
  record Step(FileKey append, List<OrderRow> rows, boolean isCompactedThen) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<FileKey> keys =
        Combinators.combine(
                Arbitraries.of("a", "a-b", "b", "compacted", "z_9"),
                Arbitraries.integers().between(0, 6))
            .as((run, wave) -> FileKey.ofRun(run).wave(wave));
    Arbitrary<List<OrderRow>> rows = RowArbitraries.orders().list().ofMaxSize(4);
    return Combinators.combine(keys, rows, Arbitraries.of(true, false, false))
        .as(Step::new)
        .list()
        .ofMaxSize(12);
  }

  @Property(tries = TRIES)
  void keysRowsAndTheirOrderStay(@ForAll("steps") List<Step> steps) throws IOException {
    Path folder = Files.createTempDirectory("compaction laws");
    try {
      Warehouse warehouse = Warehouse.open(folder.toString());
      NavigableMap<FileKey, List<OrderRow>> model = new TreeMap<>();
      for (Step step : steps) {
        boolean isNew = model.putIfAbsent(step.append(), step.rows()) == null;
        assertThat(warehouse.orders().append(step.append(), step.rows())).isEqualTo(isNew);
        if (step.isCompactedThen()) {
          compact(warehouse);
        }
        assertHolds(warehouse.orders(), model);
      }
      compact(warehouse);
      assertHolds(warehouse.orders(), model);
      assertHolds(Warehouse.open(folder.toString()).orders(), model);
    } finally {
      delete(folder);
    }
  }

  private static void compact(Warehouse warehouse) {
    warehouse
        .maintenance(
            COMPACT,
            Clock.offset(Clock.systemUTC(), Duration.ofDays(1)),
            sentence -> {
              throw new AssertionError(sentence);
            })
        .run("laws");
  }

  private static void assertHolds(
      Table<OrderRow> orders, NavigableMap<FileKey, List<OrderRow>> model) {
    assertThat(orders.keys()).containsExactlyElementsOf(model.keySet());
    if (model.isEmpty()) {
      return;
    }
    List<OrderRow> all = new ArrayList<>();
    model.values().forEach(all::addAll);
    assertThat(orders.read()).isEqualTo(all);
    FileKey some = model.lastKey();
    assertThat(orders.holds(some)).isTrue();
    assertThat(orders.read(some)).isEqualTo(model.get(some));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
