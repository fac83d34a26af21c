package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Compaction changes no answer, whoever reads, writes or is killed meanwhile. */
class MaintenanceTest {

  private static final MaintenanceSettings COMPACT =
      new MaintenanceSettings(Duration.ZERO, Optional.empty(), OptionalInt.empty(), Set::of);
  private static final FileKey RUN = FileKey.ofRun("r");

  /** A warehouse whose files were all written long before. */
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();

  private Warehouse warehouse() {
    return Warehouse.open(folder.toString());
  }

  private Maintenance maintenance(MaintenanceSettings settings) {
    return warehouse().maintenance(settings, LATER, told::add);
  }

  private List<TableCare> compact() {
    return maintenance(COMPACT).run("test");
  }

  private List<Path> files(String table) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(table))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private Map<Path, byte[]> contents(String table) throws IOException {
    Map<Path, byte[]> contents = new HashMap<>();
    for (Path file : files(table)) {
      contents.put(file, Files.readAllBytes(file));
    }
    return contents;
  }

  private static OrderRow order(String runId, long multiplications) {
    return SampleRows.order(runId, multiplications, 3, 1, 2);
  }

  private void writeOrders(String runId, int wave, long... counts) throws IOException {
    List<OrderRow> rows =
        LongStream.of(counts).mapToObj(multiplications -> order(runId, multiplications)).toList();
    SmallFiles.write(folder, OrderSchema.SCHEMA, FileKey.ofRun(runId).wave(wave), rows);
  }

  private void writeGames(String runId, int wave, int games) throws IOException {
    List<TrajectoryRow> rows =
        IntStream.range(0, games)
            .mapToObj(game -> SampleRows.trajectory(runId, 1000 * wave + game))
            .toList();
    SmallFiles.write(folder, TrajectorySchema.SCHEMA, FileKey.ofRun(runId).wave(wave), rows);
  }

  /**
   * Two thousand files with 3,000 rows. Names of runs sort otherwise than their keys, as a hyphen
   * comes before a dot.
   */
  private void writeManyOrders() throws IOException {
    for (int wave = 0; wave < 100; wave++) {
      writeOrders("a", 2 * wave, 700 - wave, 900);
      writeOrders("a", 2 * wave + 1, 1000 + wave);
    }
    // To write Parquet takes longer than to copy it.
    for (Path file : files("orders")) {
      String name = file.getFileName().toString();
      for (String run : List.of("a-b", "aa", "b", "b2", "n-1", "n-10", "n-2", "x", "y_y")) {
        Files.copy(file, file.resolveSibling(name.replace("a.", run + ".")));
      }
    }
  }

  /** Everything that anybody asks, with the answers. */
  private List<Object> answers() throws SQLException {
    Table<OrderRow> orders = warehouse().orders();
    List<Object> answers = new ArrayList<>();
    answers.add(orders.keys());
    answers.add(orders.read());
    answers.add(orders.read(FileKey.ofRun("x").wave(99)));
    answers.add(orders.read(FileKey.ofRun("b").wave(17)));
    answers.add(warehouse().trajectories().read());
    answers.addAll(
        DuckDb.query(
            folder,
            List.of(
                "CREATE TABLE orders AS FROM read_parquet('orders/*.parquet')",
                "CREATE TABLE games AS FROM read_parquet('trajectories/*.parquet')"),
            List.of(
                "SELECT count(*), sum(multiplications), min(discovered_at) FROM orders",
                "SELECT wave, count(*), min(multiplications) FROM orders"
                    + " GROUP BY ALL ORDER BY ALL",
                "SELECT graph, cost_model,"
                    + " arg_min(run_id, (multiplications, discovered_at, run_id))"
                    + " FROM orders WHERE verified GROUP BY ALL ORDER BY ALL",
                "SELECT multiplications, schema_version, array_to_string(\"order\", ',')"
                    + " FROM orders ORDER BY ALL LIMIT 50",
                "SELECT run_id, wave, count(*) FROM games GROUP BY ALL ORDER BY ALL")));
    return answers;
  }

  @Test
  void twoThousandSmallFilesBecomeAFewAndNoAnswerChanges() throws Exception {
    writeManyOrders();
    for (int wave = 0; wave < 20; wave++) {
      writeGames("a", wave, 3);
    }
    List<Object> before = answers();
    assertThat(files("orders")).hasSize(2000);

    List<TableCare> done = compact();

    assertThat(files("orders")).hasSize(1);
    assertThat(files("trajectories")).hasSize(1);
    assertThat(answers()).isEqualTo(before);
    assertThat(usable(warehouse().orders())).isEqualTo(before.get(1));
    assertThat(told).isEmpty();
    TableCare orders = done.get(0);
    assertThat(orders.table()).isEqualTo("orders");
    assertThat(orders.filesBefore()).isEqualTo(2000);
    assertThat(orders.filesAfter()).isEqualTo(1);
    assertThat(orders.rowsBefore()).isEqualTo(3000);
    assertThat(orders.rowsAfter()).isEqualTo(3000);
    assertThat(orders.bytesAfter()).isEqualTo(Files.size(files("orders").get(0)));
    assertThat(orders.bytesAfter()).isLessThan(orders.bytesBefore() / 10);
  }

  @Test
  void whatWouldBeDoneIsOnlySaid() throws IOException {
    writeOrders("r", 0, 1);
    writeOrders("r", 1, 2);
    Map<Path, byte[]> before = contents("orders");

    TableCare expected = maintenance(COMPACT).expected().get(0);

    assertThat(contents("orders")).containsOnlyKeys(before.keySet());
    assertThat(folder.resolve(".leases")).doesNotExist();
    TableCare done = compact().get(0);
    assertThat(expected.filesAfter()).isEqualTo(1).isEqualTo(done.filesAfter());
    assertThat(expected.rowsAfter()).isEqualTo(2).isEqualTo(done.rowsAfter());
    assertThat(expected.bytesBefore()).isEqualTo(done.bytesBefore());
    assertThat(expected.bytesAfter()).isGreaterThanOrEqualTo(done.bytesAfter());
  }

  @Test
  void appendsStayIdempotent() throws IOException {
    writeOrders("r", 0, 10, 11);
    writeOrders("r", 1, 12);
    writeOrders("s", 0, 13);
    Table<OrderRow> longOpen = warehouse().orders();
    compact();

    for (Table<OrderRow> orders : List.of(longOpen, warehouse().orders())) {
      assertThat(orders.holds(RUN.wave(1))).isTrue();
      assertThat(orders.holds(RUN.wave(2))).isFalse();
      assertThat(orders.append(RUN.wave(1), List.of(order("r", 99)))).isFalse();
      assertThatThrownBy(() -> orders.appendNew(RUN.wave(1), List.of()))
          .isInstanceOf(WarehouseException.class);
      assertThat(orders.read(RUN)).containsExactly(order("r", 10), order("r", 11), order("r", 12));
      assertThat(orders.keys()).containsExactly(RUN.wave(0), RUN.wave(1), RunKeys.S.wave(0));
    }
    assertThat(files("orders")).hasSize(1);
  }

  /** The other run. */
  private static final class RunKeys {
    static final FileKey S = FileKey.ofRun("s");

    private RunKeys() {}
  }

  @Test
  void rowsOfOneAppendAreFoundByItsVeryKey() throws IOException {
    writeOrders("r", 0, 10, 500);
    writeOrders("r", 1, 501, 12);
    compact();
    UsableRows<OrderRow> usable =
        warehouse()
            .orders()
            .usable(
                row -> row.multiplications() < 400 ? Optional.empty() : Optional.of("too many"),
                Quarantine.keeping(told::add));
    List<Long> read = new ArrayList<>();

    assertThat(usable.scanFile(RUN.wave(1), row -> read.add(row.multiplications()))).hasValue(1);
    assertThat(usable.scanFile(RUN, row -> read.add(0L))).isEmpty();

    assertThat(read).containsExactly(12L);
    assertThat(told).singleElement().asString().contains("row 2 of ", "compacted.", "too many");
    assertThat(warehouse().quarantine().read())
        .extracting(QuarantineRow::file, QuarantineRow::row)
        .containsExactly(tuple("r.wave-00000001", 0L));
  }

  @Test
  void nightAfterNightThereIsOneFile() throws IOException {
    List<OrderRow> all = new ArrayList<>();
    for (int night = 0; night < 5; night++) {
      // Names that sort in between those of other nights.
      writeOrders("run" + night % 2 + "-" + night, 0, night);
      writeOrders("run" + night % 2 + "-" + night, 1, 100 + night);
      all.add(order("run" + night % 2 + "-" + night, night));
      all.add(order("run" + night % 2 + "-" + night, 100 + night));

      compact();

      assertThat(files("orders")).hasSize(1);
      assertThat(warehouse().orders().read()).containsExactlyInAnyOrderElementsOf(all);
    }
    Path only = files("orders").get(0);
    FileTime written = Files.getLastModifiedTime(only);
    compact();
    assertThat(files("orders")).containsExactly(only);
    assertThat(Files.getLastModifiedTime(only)).isEqualTo(written);
  }

  @Test
  void whatWasJustAppendedIsLeftAlone() throws IOException {
    writeOrders("r", 0, 1);
    writeOrders("r", 1, 2);
    MaintenanceSettings settled =
        new MaintenanceSettings(
            Duration.ofHours(36), Optional.empty(), OptionalInt.empty(), Set::of);

    maintenance(settled).run("test");

    assertThat(files("orders")).hasSize(2);
  }

  @Test
  void anAppendWithoutRowsStaysOne() throws IOException {
    writeOrders("r", 0);
    writeOrders("r", 1, 7);
    writeOrders("r", 2);
    compact();

    assertThat(warehouse().orders().keys()).hasSize(3);
    assertThat(warehouse().orders().append(RUN.wave(2), List.of(order("r", 1)))).isFalse();
    assertThat(warehouse().orders().read()).containsExactly(order("r", 7));
  }

  // Killed after the new file is there and some of the old ones are deleted.
  @Test
  void afterAKillEachRowIsSeenOnceAndTheNextTimeTidiesUp() throws IOException {
    for (int wave = 0; wave < 10; wave++) {
      writeOrders("r", wave, wave);
    }
    List<OrderRow> rows = warehouse().orders().read();
    Map<Path, byte[]> small = contents("orders");
    compact();
    List<Path> compacted = files("orders");
    for (Path file : List.copyOf(small.keySet()).subList(0, 6)) {
      Files.write(file, small.get(file));
    }

    assertThat(warehouse().orders().read()).isEqualTo(rows);
    assertThat(warehouse().orders().keys()).hasSize(10);
    TableCare care = compact().get(0);

    assertThat(care.filesBefore()).isEqualTo(7);
    assertThat(care.rowsBefore()).isEqualTo(10);
    assertThat(care.rowsAfter()).isEqualTo(10);
    assertThat(files("orders")).isEqualTo(compacted);
  }

  // A compacted file and new small ones became a larger one.
  @Test
  void afterAKillBetweenTwoCompactedFilesTheLargerOneStays() throws IOException {
    writeOrders("r", 0, 0);
    writeOrders("r", 1, 1);
    compact();
    Map<Path, byte[]> first = contents("orders");
    writeOrders("r", 2, 2);
    compact();
    List<Path> second = files("orders");
    List<OrderRow> rows = warehouse().orders().read();
    for (Map.Entry<Path, byte[]> file : first.entrySet()) {
      Files.write(file.getKey(), file.getValue());
    }

    assertThat(warehouse().orders().read()).isEqualTo(rows).hasSize(3);
    compact();

    assertThat(files("orders")).isEqualTo(second);
    assertThat(warehouse().orders().read()).isEqualTo(rows);
  }

  @Test
  void onlyOneAtATime() throws IOException {
    writeOrders("r", 0, 1);
    try (Lease lease =
        warehouse().lease(Maintenance.LEASE, "another", Duration.ofHours(1), LATER)) {
      assertThatThrownBy(this::compact)
          .isInstanceOf(LeaseHeldException.class)
          .hasMessageContaining("another has it until " + lease.expires());
    }
    compact();
    compact();
  }

  @Test
  @Timeout(120)
  void readersAndWritersMeanwhileNoticeNothing() throws Exception {
    Set<OrderRow> before = new HashSet<>();
    for (int wave = 0; wave < 60; wave++) {
      writeOrders("old", wave, wave);
      before.add(order("old", wave));
    }
    AtomicBoolean ended = new AtomicBoolean();
    List<Callable<Integer>> jobs = new ArrayList<>();
    Table<OrderRow> longOpen = warehouse().orders();
    jobs.add(() -> readUntil(ended, before, longOpen::read));
    jobs.add(() -> readUntil(ended, before, () -> warehouse().orders().read()));
    jobs.add(() -> readUntil(ended, before, () -> usable(warehouse().orders())));
    jobs.add(() -> readUntil(ended, before, () -> byKey(warehouse().orders())));
    jobs.add(
        () -> {
          try {
            for (int round = 0; round < 5; round++) {
              for (int wave = 0; wave < 12; wave++) {
                writeWhole("new" + round % 3, 100 * round + wave);
              }
              warehouse().maintenance(COMPACT, LATER, told::add).run("test");
            }
          } finally {
            ended.set(true);
          }
          return 5;
        });

    ExecutorService threads = Executors.newFixedThreadPool(jobs.size());
    try {
      for (Future<Integer> job : threads.invokeAll(jobs)) {
        assertThat(job.get()).isPositive();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(warehouse().orders().read()).hasSize(60 + 5 * 12).doesNotHaveDuplicates();
    assertThat(files("orders")).hasSize(1);
    assertThat(told).isEmpty();
  }

  private void writeWhole(String runId, int wave) {
    warehouse().orders().append(FileKey.ofRun(runId).wave(wave), List.of(order(runId, wave)));
  }

  private int readUntil(
      AtomicBoolean ended, Set<OrderRow> atLeast, Callable<? extends Collection<OrderRow>> reading)
      throws Exception {
    Set<OrderRow> expected = new HashSet<>(atLeast);
    int polls = 0;
    boolean last;
    do {
      last = ended.get();
      Collection<OrderRow> rows = reading.call();
      Set<OrderRow> distinct = new HashSet<>(rows);
      assertThat(distinct).as("no row twice").hasSameSizeAs(rows);
      assertThat(distinct.containsAll(expected)).as("no row lost").isTrue();
      expected.addAll(distinct);
      polls++;
    } while (!last);
    return polls;
  }

  private List<OrderRow> usable(Table<OrderRow> orders) {
    return orders.usable(RowCheck.none(), Quarantine.reporting(told::add)).read();
  }

  private static List<OrderRow> byKey(Table<OrderRow> orders) {
    UsableRows<OrderRow> usable =
        orders.usable(
            RowCheck.none(),
            Quarantine.reporting(
                sentence -> {
                  throw new AssertionError(sentence);
                }));
    List<OrderRow> rows = new ArrayList<>();
    orders.keys().forEach(key -> usable.scanFile(key, rows::add));
    return rows;
  }

  private void age(String table, String keys, Duration age) throws IOException {
    Instant then = Clock.systemUTC().instant().minus(age);
    for (Path file : files(table)) {
      if (file.getFileName().toString().startsWith(keys)) {
        Files.setLastModifiedTime(file, FileTime.from(then));
      }
    }
  }

  private static MaintenanceSettings keepingGames(Duration term) {
    return new MaintenanceSettings(Duration.ZERO, Optional.of(term), OptionalInt.empty(), Set::of);
  }

  @Test
  void gamesOfOldRunsGoAndAllElseStays() throws IOException {
    for (String run : List.of("gone", "kept", "young")) {
      for (int wave = 0; wave < 3; wave++) {
        writeGames(run, wave, 2);
        writeOrders(run, wave, 100 + wave);
      }
    }
    age("trajectories", "gone", Duration.ofDays(31));
    age("orders", "gone", Duration.ofDays(500));
    // The last games of this run are young.
    age("trajectories", "kept.wave-00000000", Duration.ofDays(90));
    List<OrderRow> orders = warehouse().orders().read();
    List<TrajectoryRow> keep = warehouse().trajectories().read(FileKey.ofRun("kept"));

    // The age of what was compacted is that of what was appended.
    compact();
    TableCare expected = maintenance(keepingGames(Duration.ofDays(30))).expected().get(1);
    TableCare done = maintenance(keepingGames(Duration.ofDays(30))).run("test").get(1);

    assertThat(done.rowsBefore()).isEqualTo(18);
    assertThat(done.rowsAfter()).isEqualTo(12).isEqualTo(expected.rowsAfter());
    assertThat(warehouse().trajectories().read(FileKey.ofRun("gone"))).isEmpty();
    assertThat(warehouse().trajectories().read(FileKey.ofRun("kept"))).isEqualTo(keep);
    assertThat(warehouse().trajectories().keys()).hasSize(6);
    assertThat(warehouse().orders().read()).isEqualTo(orders);
    // What is gone may be done again.
    assertThat(
            warehouse()
                .trajectories()
                .append(FileKey.ofRun("gone").wave(0), List.of(SampleRows.trajectory("gone", 1))))
        .isTrue();
  }

  // Killed after the file without the old games is there, and before the other is deleted.
  @Test
  void gamesThatWereToGoGoTheNextTime() throws IOException {
    writeGames("gone", 0, 2);
    writeGames("gone", 1, 2);
    writeGames("kept", 0, 2);
    writeGames("kept", 1, 2);
    age("trajectories", "gone", Duration.ofDays(31));
    compact();
    Map<Path, byte[]> all = contents("trajectories");
    maintenance(keepingGames(Duration.ofDays(30))).run("test");
    Set<Path> rest = contents("trajectories").keySet();
    for (Map.Entry<Path, byte[]> file : all.entrySet()) {
      Files.write(file.getKey(), file.getValue());
    }
    assertThat(warehouse().trajectories().read()).hasSize(8);

    maintenance(keepingGames(Duration.ofDays(30))).run("test");

    assertThat(contents("trajectories")).containsOnlyKeys(rest);
    assertThat(warehouse().trajectories().read()).hasSize(4);
  }

  @Test
  void plainFilesOfOldGamesAreDeletedAsTheyLie() throws IOException {
    writeGames("gone", 0, 2);
    writeGames("gone", 1, 2);
    age("trajectories", "gone", Duration.ofDays(31));

    maintenance(keepingGames(Duration.ofDays(30))).run("test");

    assertThat(files("trajectories")).isEmpty();
    assertThat(warehouse().trajectories().keys()).isEmpty();
  }

  private static MaintenanceSettings keepingCheckpoints(int count, CheckpointId... promoted) {
    return new MaintenanceSettings(
        Duration.ZERO, Optional.empty(), OptionalInt.of(count), () -> Set.of(promoted));
  }

  private List<FileKey> checkpoints() {
    return warehouse().checkpoints().table().keys();
  }

  private static FileKey version(String run, long version) {
    return FileKey.ofRun(run).version(version);
  }

  @Test
  void theNewestCheckpointsStayAndThePromotedOne() {
    for (long version = 1; version <= 6; version++) {
      warehouse().checkpoints().append(SampleRows.checkpoint("a", version));
    }
    warehouse().checkpoints().append(SampleRows.checkpoint("b", 1));

    TableCare care =
        maintenance(keepingCheckpoints(2, new CheckpointId("a", 3))).run("test").get(0);

    assertThat(checkpoints())
        .containsExactly(version("a", 3), version("a", 5), version("a", 6), version("b", 1));
    assertThat(care.rowsBefore()).isEqualTo(7);
    assertThat(care.rowsAfter()).isEqualTo(4);
    assertThat(care.filesAfter()).isEqualTo(4);
  }

  @Test
  void whatIsPromotedWhileOthersAreDeletedStays() {
    for (long version = 1; version <= 4; version++) {
      warehouse().checkpoints().append(SampleRows.checkpoint("a", version));
    }
    Path first = folder.resolve("checkpoints/" + version("a", 1) + ".parquet");
    MaintenanceSettings settings =
        new MaintenanceSettings(
            Duration.ZERO,
            Optional.empty(),
            OptionalInt.of(1),
            () -> Files.exists(first) ? Set.of() : Set.of(new CheckpointId("a", 2)));

    TableCare care = maintenance(settings).run("test").get(0);

    assertThat(checkpoints()).containsExactly(version("a", 2), version("a", 4));
    assertThat(care.filesAfter()).isEqualTo(2);
  }

  @Test
  void theLastSoundCheckpointStays() throws IOException {
    for (long version = 1; version <= 6; version++) {
      warehouse().checkpoints().append(SampleRows.checkpoint("a", version));
    }
    for (long version = 4; version <= 6; version++) {
      damage(folder.resolve("checkpoints/" + version("a", version) + ".parquet"), 400);
    }

    maintenance(keepingCheckpoints(2)).run("test");

    assertThat(warehouse().checkpoints().latest("a").checkpoint())
        .contains(SampleRows.checkpoint("a", 3));
    assertThat(checkpoints()).hasSize(4).doesNotContain(version("a", 1), version("a", 2));
  }

  private static void damage(Path file, long position) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(position);
      byte[] flipped = new byte[16];
      bytes.readFully(flipped);
      for (int index = 0; index < flipped.length; index++) {
        flipped[index] ^= (byte) 0x5a;
      }
      bytes.seek(position);
      bytes.write(flipped);
    }
  }

  @Test
  void aDamagedFileIsToldOfAndStaysAndTheOthersAreCompacted() throws IOException {
    for (int wave = 0; wave < 6; wave++) {
      writeOrders("r", wave, wave);
    }
    Path page = folder.resolve("orders/" + RUN.wave(2) + ".parquet");
    damage(page, 20);
    Path footer = folder.resolve("orders/" + RUN.wave(3) + ".parquet");
    Files.write(footer, new byte[] {1, 2, 3});

    compact();

    assertThat(files("orders")).hasSize(3).contains(page, footer);
    assertThat(told)
        .hasSize(2)
        .anyMatch(sentence -> sentence.contains(RUN.wave(2) + ".parquet stays as it is"))
        .anyMatch(sentence -> sentence.contains(RUN.wave(3) + ".parquet stays as it is"));
    assertThat(usable(warehouse().orders())).hasSize(4);
  }

  @Test
  void ofADamagedCompactedFileWhatCanBeReadIsRead() throws IOException {
    for (int wave = 0; wave < 3000; wave += 1000) {
      long[] counts = LongStream.range(wave, wave + 1000).toArray();
      writeOrders("r", wave / 1000, counts);
    }
    List<OrderRow> before = warehouse().orders().read();
    Configuration smallGroups = new Configuration();
    smallGroups.setLong("crosscountry.warehouse.row-group-bytes", 4096);
    Warehouse.open(folder.toString(), smallGroups)
        .maintenance(COMPACT, LATER, told::add)
        .run("test");
    Path compacted = files("orders").get(0);
    damage(compacted, startOfLastGroup(compacted) + 20);

    // The last append begins before the last group, and ends in it.
    List<OrderRow> sound = before.subList(0, 2000);
    assertThat(usable(warehouse().orders())).isEqualTo(sound);
    assertThat(told).singleElement().asString().contains("is left out where it cannot be read");
    warehouse().orders().usable(RowCheck.none(), Quarantine.keeping(told::add)).read();

    assertThat(compacted).doesNotExist();
    assertThat(folder.resolve(".damaged/orders")).isNotEmptyDirectory();
    assertThat(warehouse().orders().read()).isEqualTo(sound);
    // What is gone may be done again.
    for (int wave = 0; wave < 3; wave++) {
      assertThat(warehouse().orders().append(RUN.wave(wave), List.of())).isEqualTo(wave == 2);
    }
  }

  private static long startOfLastGroup(Path file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(file.toString()), new Configuration()))) {
      List<BlockMetaData> groups = reader.getFooter().getBlocks();
      assertThat(groups).hasSizeGreaterThan(5);
      return groups.get(groups.size() - 1).getStartingPos();
    }
  }

  @Test
  void aCompactedFileWithoutItsFooterIsADamagedFile() throws IOException {
    writeOrders("r", 0, 1);
    writeOrders("r", 1, 2);
    compact();
    Path compacted = files("orders").get(0);
    byte[] bytes = Files.readAllBytes(compacted);
    Files.write(compacted, Arrays.copyOf(bytes, bytes.length - 20));
    writeOrders("s", 0, 3);

    assertThat(warehouse().orders().usable(RowCheck.none(), Quarantine.keeping(told::add)).read())
        .containsExactly(order("s", 3));

    assertThat(told).singleElement().asString().contains("is damaged or cut short");
    assertThat(warehouse().orders().append(RUN.wave(0), List.of(order("r", 1)))).isTrue();
    assertThat(warehouse().orders().read()).hasSize(2);
  }

  @Test
  void aDamagedFileStandsInForNoOther() throws IOException {
    for (int wave = 0; wave < 4; wave++) {
      writeOrders("r", wave, wave);
    }
    WarehouseFolder warehouseFolder =
        WarehouseFolder.open(new org.apache.hadoop.fs.Path(folder.toString()), new Configuration());
    List<DataFile> small = Inventory.of(warehouseFolder, "orders", told::add).files();
    Set<Path> smallFiles = contents("orders").keySet();
    Path partial = publish(warehouseFolder, small.subList(0, 2));
    Path damaged = publish(warehouseFolder, small.subList(1, 4));
    for (Path file : smallFiles) {
      Files.delete(file);
    }
    damage(damaged, 20);

    compact();

    assertThat(files("orders")).containsExactlyInAnyOrder(partial, damaged);
    assertThat(told).singleElement().asString().contains("cannot stand in for other files");
    Files.delete(damaged);
    assertThat(warehouse().orders().read()).containsExactly(order("r", 0), order("r", 1));
  }

  private Path publish(WarehouseFolder warehouseFolder, List<DataFile> inputs) throws IOException {
    Rewrite rewrite = Rewrite.of(inputs, place -> true);
    new AppendCopy(warehouseFolder, "orders")
        .publish(
            rewrite.output(),
            inputs.get(0).schema(),
            CompactedFile.metadata(rewrite.parts()),
            rewrite.places());
    return folder.resolve("orders/" + rewrite.output() + ".parquet");
  }

  // Of two that were at it at a time, as the first one was suspended for longer than its lease.
  @Test
  void ofCompactedFilesThatOverlapEachRowIsSeenOnce() throws IOException {
    for (int wave = 0; wave < 6; wave++) {
      writeOrders("r", wave, 10L * wave, 10L * wave + 1);
    }
    List<OrderRow> rows = warehouse().orders().read();
    WarehouseFolder warehouseFolder =
        WarehouseFolder.open(new org.apache.hadoop.fs.Path(folder.toString()), new Configuration());
    List<DataFile> small = Inventory.of(warehouseFolder, "orders", told::add).files();
    Set<Path> smallFiles = contents("orders").keySet();
    Path fewer = publish(warehouseFolder, small.subList(0, 3));
    Path most = publish(warehouseFolder, small.subList(2, 6));
    Path within = publish(warehouseFolder, List.of(small.get(3), small.get(5)));
    for (Path file : smallFiles) {
      Files.delete(file);
    }

    assertThat(warehouse().orders().read()).isEqualTo(rows);
    assertThat(usable(warehouse().orders())).isEqualTo(rows);
    assertThat(byKey(warehouse().orders())).isEqualTo(rows);
    assertThat(heads()).containsExactlyInAnyOrderElementsOf(counts(rows));
    TableSources sources = warehouse().orders().sources();
    assertThat(sources.places())
        .as("what others hold wholly is left out")
        .containsExactlyInAnyOrder(fileUri(fewer), fileUri(most))
        .doesNotContain(fileUri(within));
    assertThat(sources.surplus()).containsExactly(new SurplusRows(fileUri(fewer), 4, 6));

    compact();

    assertThat(files("orders")).hasSize(1);
    assertThat(warehouse().orders().read()).isEqualTo(rows);
    assertThat(warehouse().orders().sources().surplus()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void whatADamagedFileSharesIsCountedInASoundOne() throws IOException {
    for (int wave = 0; wave < 6; wave++) {
      writeOrders("r", wave, 10L * wave, 10L * wave + 1);
    }
    WarehouseFolder warehouseFolder =
        WarehouseFolder.open(new org.apache.hadoop.fs.Path(folder.toString()), new Configuration());
    List<DataFile> small = Inventory.of(warehouseFolder, "orders", told::add).files();
    Set<Path> smallFiles = contents("orders").keySet();
    Path first = publish(warehouseFolder, small.subList(0, 3));
    Path last = publish(warehouseFolder, small.subList(4, 6));
    Path damaged = publish(warehouseFolder, small.subList(2, 6));
    for (Path file : smallFiles) {
      Files.delete(file);
    }
    damage(damaged, 20);

    TableSources readable =
        warehouse().orders().usable(RowCheck.none(), Quarantine.reporting(told::add)).sources();

    assertThat(readable.places()).containsExactlyInAnyOrder(fileUri(first), fileUri(last));
    assertThat(readable.surplus()).isEmpty();
    assertThat(told).singleElement().asString().contains(damaged.getFileName() + " is left out: ");
  }

  private static URI fileUri(Path file) {
    return URI.create("file:" + file);
  }

  private static List<Long> counts(List<OrderRow> rows) {
    return rows.stream().map(OrderRow::multiplications).toList();
  }

  private List<Long> heads() {
    OrderIndex index =
        warehouse().orderIndex(RowCheck.none(), RowCheck.none(), Quarantine.reporting(told::add));
    return index.cheapest(OrderFilter.ALL, head -> true, 100).bySubject().values().stream()
        .flatMap(list -> list.cheapestFirst().stream())
        .map(OrderHead::multiplications)
        .toList();
  }

  @Test
  void aNewFileThatIsDamagedIsSetAsideAndMadeAnew() throws IOException {
    writeOrders("r", 0, 1);
    writeOrders("r", 1, 2);
    Map<Path, byte[]> small = contents("orders");
    FileTime written = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));
    for (Path file : small.keySet()) {
      Files.setLastModifiedTime(file, written);
    }
    compact();
    Path compacted = files("orders").get(0);
    for (Map.Entry<Path, byte[]> file : small.entrySet()) {
      Files.setLastModifiedTime(Files.write(file.getKey(), file.getValue()), written);
    }
    byte[] bytes = Files.readAllBytes(compacted);
    Files.write(compacted, Arrays.copyOf(bytes, bytes.length - 20));

    compact();

    assertThat(told).anyMatch(sentence -> sentence.contains(".parquet was moved to "));
    assertThat(files("orders")).containsExactly(compacted);
    assertThat(warehouse().orders().read()).containsExactly(order("r", 1), order("r", 2));
  }

  @Test
  void aFileThatCannotBeReadMayBeTheLastOfItsRun() throws IOException {
    for (String run : List.of("gone", "cut")) {
      writeGames(run, 0, 2);
      writeGames(run, 1, 2);
    }
    Path cut = folder.resolve("trajectories/" + FileKey.ofRun("cut").wave(1) + ".parquet");
    Files.write(cut, new byte[] {1, 2, 3});
    age("trajectories", "gone", Duration.ofDays(31));
    age("trajectories", "cut.wave-00000000", Duration.ofDays(31));

    maintenance(keepingGames(Duration.ofDays(30))).run("test");

    assertThat(warehouse().trajectories().keys())
        .containsExactly(FileKey.ofRun("cut").wave(0), FileKey.ofRun("cut").wave(1));
  }

  @Test
  void ofACompactedFileThatLostItsFooterNothingIsSalvaged() throws IOException {
    writeOrders("r", 0, 1);
    writeOrders("r", 1, 2);
    compact();
    Path compacted = files("orders").get(0);
    Table<OrderRow> longOpen = warehouse().orders();
    assertThat(longOpen.keys()).hasSize(2);
    byte[] bytes = Files.readAllBytes(compacted);
    Files.write(compacted, Arrays.copyOf(bytes, bytes.length - 20));

    assertThat(longOpen.usable(RowCheck.none(), Quarantine.keeping(told::add)).read()).isEmpty();

    assertThat(compacted).doesNotExist();
    assertThat(told).singleElement().asString().contains("it was moved to");
    assertThat(longOpen.setAside(StoredAppend.alone(RUN))).endsWith(".damaged/orders");
  }

  // Something that a newer version added must not be lost by an older one.
  @Test
  void columnsThatAreNotKnownStay() throws Exception {
    writeOrders("r", 0, 1);
    writeOrders("r", 1, 2);
    writeOrders("r", 2, 3);
    for (int wave = 0; wave < 2; wave++) {
      DuckDb.rewrite(
          folder.resolve("orders/" + RUN.wave(wave) + ".parquet"),
          "* REPLACE (9 AS schema_version), [0.5, NULL] AS gaps");
    }

    compact();

    assertThat(files("orders")).hasSize(2);
    assertThat(warehouse().orders().read())
        .containsExactly(order("r", 1), order("r", 2), order("r", 3));
    assertThat(
            DuckDb.query(
                folder,
                "SELECT multiplications, schema_version, gaps[1] FROM read_parquet("
                    + "'orders/*.parquet', union_by_name = true) WHERE gaps IS NOT NULL ORDER BY 1"))
        .extracting(Object::toString)
        .containsExactly("[1, 9, 0.5]", "[2, 9, 0.5]");
  }
}
