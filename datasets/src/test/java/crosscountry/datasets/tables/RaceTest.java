package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.tables.InterruptedFileSystem.Interruption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
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
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is read of a table and appended to it comes out the same if another process comes in
 * before any one call to the file system.
 */
class RaceTest {

  private static final MaintenanceSettings COMPACT =
      new MaintenanceSettings(Duration.ZERO, Optional.empty(), OptionalInt.empty(), Set::of);

  /** A warehouse whose files were all written long before. */
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));

  private static final FileKey RUN = FileKey.ofRun("r");
  private static final List<OrderRow> ROWS = IntStream.range(0, 4).mapToObj(RaceTest::row).toList();
  private static final OrderRow OURS = row(100);
  private static final OrderRow THEIRS = row(200);

  /** The files of the table before a compaction and after it, by their names. */
  private static Map<String, byte[]> before;

  private static Map<String, byte[]> after;

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();

  private static OrderRow row(int multiplications) {
    return SampleRows.order("r", multiplications, 3, 1, 2);
  }

  /** Two appends in a compacted file and two in files of their own, and what becomes of them. */
  @BeforeAll
  static void write(@TempDir Path scratch) throws IOException {
    for (int wave = 0; wave < 4; wave++) {
      SmallFiles.write(scratch, OrderSchema.SCHEMA, RUN.wave(wave), List.of(ROWS.get(wave)));
      if (wave == 1) {
        compact(scratch);
      }
    }
    before = orders(scratch);
    compact(scratch);
    after = orders(scratch);
    assertThat(before).hasSize(3);
    assertThat(after).hasSize(1);
  }

  private static void compact(Path scratch) {
    Warehouse.open(scratch.toString()).maintenance(COMPACT, LATER, told -> {}).run("test");
  }

  private static Map<String, byte[]> orders(Path folder) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve("orders"))) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  private void fill() throws IOException {
    Files.createDirectories(folder.resolve("orders"));
    for (String file : orders(folder).keySet()) {
      Files.delete(folder.resolve("orders").resolve(file));
    }
    write(before);
  }

  private void write(Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve("orders").resolve(file.getKey()), file.getValue());
    }
  }

  /** Does what the end of a compaction does, which has written its new file elsewhere. */
  private void compact() {
    publish();
    before.keySet().forEach(this::delete);
  }

  private void publish() {
    try {
      write(after);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void delete(String file) {
    try {
      Files.deleteIfExists(folder.resolve("orders").resolve(file));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private Warehouse warehouse() {
    return Warehouse.open(folder.toString());
  }

  /** Does something again and again, interrupted before its first call, its second and so on. */
  private <T> void interrupted(
      Runnable meanwhile, Function<Warehouse, T> action, BiConsumer<Integer, T> check)
      throws IOException {
    boolean happened = true;
    for (int call = 1; happened; call++) {
      fill();
      Interruption interruption = new Interruption(call, meanwhile);
      T result = action.apply(interruption.warehouse(folder));
      happened = interruption.end();
      check.accept(call, result);
      assertThat(told).isEmpty();
    }
  }

  private void readsAll(Function<Warehouse, List<OrderRow>> reading) throws IOException {
    interrupted(
        this::compact,
        reading,
        (call, rows) ->
            assertThat(rows).as("before call %d", call).containsExactlyInAnyOrderElementsOf(ROWS));
  }

  @Test
  void readersOfATableThatIsCompactedMeanwhileSeeEachRowOnce() throws IOException {
    readsAll(warehouse -> warehouse.orders().read());
  }

  @Test
  void readersOfWhatIsUsableDoToo() throws IOException {
    readsAll(warehouse -> usable(warehouse).read());
  }

  @Test
  void readersOfSingleAppendsDoToo() throws IOException {
    readsAll(
        warehouse -> {
          UsableRows<OrderRow> usable = usable(warehouse);
          List<OrderRow> rows = new ArrayList<>();
          for (int wave = 0; wave < 4; wave++) {
            assertThat(usable.scanFile(RUN.wave(wave), rows::add)).hasValue(0);
          }
          return rows;
        });
  }

  @Test
  void queriesDoToo() throws IOException {
    readsAll(
        warehouse -> {
          OrderIndex index =
              warehouse.orderIndex(
                  RowCheck.none(), RowCheck.none(), Quarantine.reporting(told::add));
          List<OrderHead> heads =
              index.cheapest(OrderFilter.ALL, head -> true, 10).bySubject().values().stream()
                  .flatMap(list -> list.cheapestFirst().stream())
                  .toList();
          return List.copyOf(index.rows(heads).values());
        });
  }

  private UsableRows<OrderRow> usable(Warehouse warehouse) {
    return warehouse.orders().usable(RowCheck.none(), Quarantine.reporting(told::add));
  }

  @Test
  void whatIsThereIsThereWhileItIsCompacted() throws IOException {
    interrupted(
        this::compact,
        warehouse ->
            Stream.of(0, 1, 2, 3, 4).map(wave -> warehouse.orders().holds(RUN.wave(wave))).toList(),
        (call, held) -> assertThat(held).containsExactly(true, true, true, true, false));
  }

  // Other readers are to be handed each row in one place.
  @Test
  void othersAreToldOfFilesThatHoldEachRowOnce() throws IOException {
    interrupted(
        this::compact,
        warehouse -> names(warehouse.orders().files()),
        (call, files) ->
            assertThat(files).as("before call %d", call).isIn(before.keySet(), after.keySet()));
  }

  private static Set<String> names(List<URI> files) {
    return files.stream()
        .map(file -> Path.of(file.getPath()).getFileName().toString())
        .collect(Collectors.toSet());
  }

  // Whoever compacts may pause when the new file is there, and when some others are gone.
  @Test
  void othersListFilesThatHoldEachRowOnce() throws IOException {
    boolean published = true;
    for (int first = 1; published; first++) {
      boolean deleted = true;
      for (int between = 1; deleted; between *= 2) {
        fill();
        Interruption interruption =
            new Interruption(Map.of(first, this::publish, first + between, this::deleteOne));
        Table<OrderRow> table = interruption.warehouse(folder).orders();
        List<Set<String>> listed = new ArrayList<>();
        table.list(sources -> listed.add(list(table, sources, interruption)));
        deleted = interruption.end();
        published = deleted || between > 1;
        assertThat(listed.get(listed.size() - 1))
            .as("before calls %d and %d", first, first + between)
            .isIn(before.keySet(), after.keySet());
      }
    }
  }

  private void deleteOne() {
    delete(RUN.wave(2) + ".parquet");
  }

  private Set<String> list(Table<OrderRow> table, TableSources sources, Interruption interruption) {
    interruption.call();
    assertThat(sources.surplus()).isEmpty();
    try {
      return sources.places().equals(List.of(table.location()))
          ? orders(folder).keySet()
          : names(sources.places());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Test
  void ofTwoWhoAppendUnderOneKeyOneDoes() throws IOException {
    List<Boolean> theirs = new ArrayList<>();
    interrupted(
        () -> theirs.add(warehouse().orders().append(RUN.wave(9), List.of(THEIRS))),
        warehouse -> warehouse.orders().append(RUN.wave(9), List.of(OURS)),
        (call, ours) -> {
          if (theirs.isEmpty()) {
            assertThat(ours).isTrue();
          } else {
            assertThat(ours).as("before call %d", call).isNotEqualTo(theirs.remove(0));
          }
          assertThat(warehouse().orders().read(RUN.wave(9))).containsExactly(ours ? OURS : THEIRS);
        });
  }
}
