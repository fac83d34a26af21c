package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.datasets.tables.FaultyFileSystem.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault is one sentence with a way out, and leaves nothing half done to be seen. */
class FaultTest {

  private static final FileKey WAVE = FileKey.ofRun("r").wave(0);
  private static final List<OrderRow> ROWS = List.of(SampleRows.order("r", 320, 3, 1, 2));

  @TempDir Path folder;

  private Table<OrderRow> orders() {
    return Warehouse.open(folder.toString()).orders();
  }

  private Path appended() {
    orders().append(WAVE, ROWS);
    return folder.resolve("orders/r.wave-00000000.parquet");
  }

  private void assertNothingWritten() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void missingTable() {
    assertThatThrownBy(() -> orders().read())
        .isInstanceOf(WarehouseException.class)
        .hasMessageMatching(
            "cannot read file:.*/orders: the warehouse has no table orders yet; check its location,"
                + " or run train");
  }

  @Test
  void warehouseThatIsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "hello");

    assertThatThrownBy(() -> Warehouse.open(file.toString()))
        .isInstanceOf(UnopenedWarehouseException.class)
        .hasMessageMatching(
            "cannot open the warehouse file:.*/notes.txt: it is a file; name a folder");
  }

  @Test
  void warehouseOnAnUnknownFileSystem() {
    assertThatThrownBy(() -> Warehouse.open("hfds://host/warehouse"))
        .isInstanceOf(UnopenedWarehouseException.class)
        .hasMessageContaining("no file system is known for hfds; check the spelling");
    assertThatThrownBy(() -> Warehouse.open(""))
        .isInstanceOf(UnopenedWarehouseException.class)
        .hasMessageContaining("cannot open the warehouse \"\": it is neither a path nor a URI");
  }

  @Test
  void tableThatIsAFile() throws IOException {
    Files.writeString(folder.resolve("orders"), "hello");

    assertThatThrownBy(() -> orders().append(WAVE, ROWS))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("a file stands where a folder is needed (move it away")
        .hasMessageEndingWith("nothing was published");
  }

  @Test
  void fileThatIsNotParquet() throws IOException {
    Files.writeString(appended(), "graph,order\nRoeFlux_1d,\"3,1,2\"\n");

    assertThatThrownBy(() -> orders().read())
        .isInstanceOf(DamagedFileException.class)
        .hasMessageMatching(
            "cannot read file:.*/r.wave-00000000.parquet: it is not a Parquet file; restore it from"
                + " a copy, or move it out of the table's folder");
  }

  @Test
  void emptyFile() throws IOException {
    Files.write(appended(), new byte[0]);

    assertThatThrownBy(() -> orders().read())
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("r.wave-00000000.parquet: it is empty; restore it from a copy");
  }

  @Test
  void truncatedFile() throws IOException {
    Path file = appended();
    byte[] bytes = Files.readAllBytes(file);
    Table<OrderRow> orders = orders();
    for (int length = 4; length < bytes.length; length += 97) {
      Files.write(file, Arrays.copyOf(bytes, length));

      assertThatThrownBy(orders::read)
          .isInstanceOf(DamagedFileException.class)
          .hasMessageContaining("r.wave-00000000.parquet: it is damaged or cut short (");
    }
  }

  @Test
  void noFlippedBitGoesUnnoticedInARow() throws IOException {
    Path file = appended();
    byte[] bytes = Files.readAllBytes(file);
    Table<OrderRow> orders = orders();
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      byte[] flipped = bytes.clone();
      flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, flipped);

      assertSoundOrRefused(orders);
    }
  }

  // A bit in a statistic or in the name of the writer changes no row.
  private void assertSoundOrRefused(Table<OrderRow> orders) {
    try {
      assertThat(orders.read()).isEqualTo(ROWS);
    } catch (DamagedFileException refused) {
      assertThat(refused).hasMessageContaining("r.wave-00000000.parquet: ");
    }
  }

  @Test
  void fileWithAForeignName() throws IOException {
    Files.move(appended(), folder.resolve("orders/my copy.parquet"));

    assertThatThrownBy(() -> orders().read())
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("orders/my copy.parquet: its name is not a key; move it out");
  }

  @ParameterizedTest
  @EnumSource(names = {"DISK_FULL", "DEVICE_FULL"})
  void fullDisk(Fault fault) throws IOException {
    Table<OrderRow> orders = FaultyFileSystem.warehouse(folder, fault).orders();

    assertThatThrownBy(() -> orders.append(WAVE, ROWS))
        .isInstanceOf(WarehouseException.class)
        .hasMessageMatching(
            "cannot write faulty:.*r.wave-00000000.parquet: the disk is full \\(free some space and"
                + " run the command again\\); nothing was published");
    assertNothingWritten();
  }

  @Test
  void aHostThatIsGone() throws IOException {
    Table<OrderRow> orders = FaultyFileSystem.warehouse(folder, Fault.HOST_GONE).orders();

    assertThatThrownBy(() -> orders.append(WAVE, ROWS))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining(
            "r.wave-00000000.parquet: Connection refused (check that the warehouse can be reached,"
                + " then run the command again); nothing was published");
    assertNothingWritten();
  }

  @Test
  void aMomentWithoutConnectionIsWaitedFor() {
    Table<OrderRow> orders = FaultyFileSystem.warehouse(folder, Fault.WRITE_FAILS_TWICE).orders();

    assertThat(orders.append(WAVE, ROWS)).isTrue();
    assertThat(orders.read()).isEqualTo(ROWS);
  }

  @Test
  void deniedAccess() throws IOException {
    Table<OrderRow> writing = FaultyFileSystem.warehouse(folder, Fault.WRITE_DENIED).orders();

    assertThatThrownBy(() -> writing.append(WAVE, ROWS))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("r.wave-00000000.parquet: permission denied (grant write access");
    assertNothingWritten();

    appended();
    Table<OrderRow> reading = FaultyFileSystem.warehouse(folder, Fault.READ_DENIED).orders();
    assertThatThrownBy(reading::read)
        .isInstanceOf(WarehouseException.class)
        .isNotInstanceOf(DamagedFileException.class)
        .hasMessageContaining("r.wave-00000000.parquet: permission denied; grant read access");
  }

  @Test
  void aFailingConnectionIsNotDamage() {
    appended();
    Table<OrderRow> orders = FaultyFileSystem.warehouse(folder, Fault.READ_FAILS).orders();

    assertThatThrownBy(orders::read)
        .isInstanceOf(WarehouseException.class)
        .isNotInstanceOf(DamagedFileException.class)
        .hasMessageContaining("connection reset; check that the warehouse can be reached");
  }

  @Test
  void aFileThatVanishesWhileItIsLookedIntoIsNotDamage() throws IOException {
    Path file = appended();
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    Table<OrderRow> orders =
        FaultyFileSystem.warehouse(folder, Fault.GONE_AT_THE_THIRD_OPEN).orders();
    List<String> told = new ArrayList<>();

    assertThat(
            orders.usable(RowCheck.none(), Quarantine.keeping(told::add)).scanFile(WAVE, row -> {}))
        .isEmpty();

    assertThat(file).doesNotExist();
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN_DENIED, permission denied; grant read access",
    "TOO_MANY_OPEN, too many files are open"
  })
  @Timeout(60)
  void aFileThatIsThereAndCannotBeOpenedIsNotWaitedFor(Fault fault, String sentence)
      throws IOException {
    appended();
    compact();
    assertCannotBeAsked(fault, sentence);
    Files.delete(onlyFile());
    appended();
    assertCannotBeAsked(fault, sentence);
  }

  private void assertCannotBeAsked(Fault fault, String sentence) {
    Warehouse faulty = FaultyFileSystem.warehouse(folder, fault);
    OrderIndex index =
        faulty.orderIndex(RowCheck.none(), RowCheck.none(), Quarantine.reporting(told -> {}));
    for (ThrowingCallable question :
        List.<ThrowingCallable>of(
            index::names,
            () -> index.cheapest(OrderFilter.ALL, head -> true, 1),
            () -> faulty.orders().read())) {
      assertThatThrownBy(question)
          .isInstanceOf(WarehouseException.class)
          .isNotInstanceOf(DamagedFileException.class)
          .hasMessageContaining(sentence);
    }
    OrderIndex sound =
        Warehouse.open(folder.toString())
            .orderIndex(RowCheck.none(), RowCheck.none(), Quarantine.reporting(told -> {}));
    List<OrderHead> heads =
        sound.cheapest(OrderFilter.ALL, head -> true, 1).bySubject().values().stream()
            .flatMap(list -> list.cheapestFirst().stream())
            .toList();
    assertThat(heads).hasSize(1);
    assertThatThrownBy(() -> index.rows(heads)).hasMessageContaining(sentence);
  }

  /** Two appends become one file, of which a single one would stay as it is. */
  private void compact() {
    orders().append(FileKey.ofRun("r").wave(1), ROWS);
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
    Warehouse.open(folder.toString())
        .maintenance(
            new MaintenanceSettings(Duration.ZERO, Optional.empty(), OptionalInt.empty(), Set::of),
            later,
            told -> {})
        .run("test");
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("orders"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  @Test
  void aLeaseThatCannotBeOpenedIsNotWaitedFor() {
    Warehouse warehouse = Warehouse.open(folder.toString());
    Duration term = Duration.ofHours(1);
    warehouse.lease("tidy", "one", term, Clock.systemUTC()).close();
    Warehouse faulty = FaultyFileSystem.warehouse(folder, Fault.OPEN_DENIED);

    assertThatThrownBy(() -> faulty.lease("tidy", "other", term, Clock.systemUTC()))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("permission denied");
  }

  @Test
  @Timeout(60)
  void whatIsNamedAsACompactedFileAndIsNoneIsPassedOver() throws IOException {
    appended();
    String name = "orders/compacted.0123456789abcdef0123456789abcde%d.parquet";
    Files.createDirectory(folder.resolve(name.formatted(0)));
    Files.createSymbolicLink(folder.resolve(name.formatted(1)), Path.of("nowhere"));

    assertThat(orders().read()).isEqualTo(ROWS);
    assertThat(orders().holds(WAVE)).isTrue();
    assertThat(orders().holds(FileKey.ofRun("other"))).isFalse();
  }

  @Test
  void withoutHardLinksAKeyIsStillWrittenOnce() {
    Table<OrderRow> orders = FaultyFileSystem.warehouse(folder, Fault.NONE).orders();

    assertThat(orders.append(WAVE, ROWS)).isTrue();
    assertThat(orders.append(WAVE, List.of())).isFalse();
    assertThat(orders.read()).isEqualTo(ROWS);
  }

  @Test
  void aRowThatDoesNotFitPublishesNothing() throws IOException {
    List<OrderRow> rows = new ArrayList<>(ROWS);
    rows.add(withGraph(null));

    assertThatThrownBy(() -> orders().append(WAVE, rows))
        .isInstanceOf(WarehouseException.class)
        .hasMessageEndingWith(
            "row 1 does not fit: column graph must not be null; nothing was published");
    assertThatThrownBy(() -> orders().append(WAVE, List.of(withGraph("\uD800"))))
        .hasMessageContaining("row 0 does not fit: column graph: the text is not valid Unicode");
    assertNothingWritten();
  }

  @Test
  void aTimeBeyondTheTableDoesNotFit() {
    RunRow row = SampleRows.started("r");
    RunRow late =
        new RunRow(
            row.runId(),
            row.attempt(),
            Instant.MAX,
            row.endedAt(),
            row.status(),
            row.exitCode(),
            row.reason(),
            row.configuration(),
            row.graphs(),
            row.fingerprints(),
            row.seed(),
            row.software(),
            row.java(),
            row.os(),
            row.hardware());

    assertThatThrownBy(() -> Warehouse.open(folder.toString()).runs().append(WAVE, List.of(late)))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("row 0 does not fit: column started_at: the time is out of range");
  }

  private static OrderRow withGraph(String graph) {
    OrderRow row = ROWS.get(0);
    return new OrderRow(
        graph,
        row.graphFingerprint(),
        row.costModel(),
        row.order(),
        row.multiplications(),
        row.baselines(),
        row.optimal(),
        row.method(),
        row.runId(),
        row.wave(),
        row.version(),
        row.seed(),
        row.discoveredAt(),
        row.verified(),
        row.software());
  }
}
