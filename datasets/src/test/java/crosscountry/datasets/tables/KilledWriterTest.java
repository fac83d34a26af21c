package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A writer in a process of its own that is killed in mid-append, as an operator or a crash does,
 * again and again; now and then one is killed that compacts what there is.
 */
class KilledWriterTest {

  private static final int KILLS = 50;
  private static final int ROWS_PER_FILE = 100;
  private static final int APPENDS_BETWEEN_COMPACTIONS = 12;
  private static final int LONGEST_LIFE_MILLIS = 120;

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void nameWarehouse() {
    folder = temporary.resolve("warehouse");
  }

  /** Appends without end once it is told to, and says of each append that it is done. */
  static final class EndlessWriter {

    private EndlessWriter() {}

    /** Takes the warehouse's location and the number of the run. */
    public static void main(String[] arguments) throws IOException {
      int round = Integer.parseInt(arguments[1]);
      FileKey run = FileKey.ofRun("r" + round);
      List<TrajectoryRow> rows = rows(run.value());
      Warehouse elsewhere = Warehouse.open(arguments[0] + "-of-" + run);
      elsewhere.trajectories().append(run, rows);
      System.out.println("ready");
      if (System.in.read() < 0) {
        return;
      }
      Warehouse warehouse = Warehouse.open(arguments[0]);
      for (int wave = 0; ; wave++) {
        if (wave % APPENDS_BETWEEN_COMPACTIONS == APPENDS_BETWEEN_COMPACTIONS - 1) {
          compact(warehouse, round);
        }
        warehouse.trajectories().append(run.wave(wave), rows);
        System.out.println(wave);
      }
    }
  }

  private static List<TrajectoryRow> rows(String runId) {
    return Collections.nCopies(ROWS_PER_FILE, SampleRows.trajectory(runId, 0));
  }

  /** So long after the round before that the lease of one who was killed has expired. */
  private static void compact(Warehouse warehouse, int round) {
    warehouse
        .maintenance(
            new MaintenanceSettings(Duration.ZERO, Optional.empty(), OptionalInt.empty(), Set::of),
            Clock.offset(Clock.systemUTC(), Duration.ofDays(1 + round)),
            sentence -> {
              throw new AssertionError(sentence);
            })
        .run("round " + round);
  }

  @Test
  @Timeout(300)
  void leavesOnlyWholeAppends() throws Exception {
    long seed = System.nanoTime();
    System.out.println("KilledWriterTest: seed " + seed);
    Random moments = new Random(seed);
    AtomicBoolean ended = new AtomicBoolean();
    ExecutorService threads = Executors.newCachedThreadPool();
    Set<FileKey> promised = new HashSet<>();
    ArchivedProgram program =
        ArchivedProgram.of(
            temporary.resolve("program"),
            EndlessWriter.class,
            temporary.resolve("elsewhere").toString(),
            "0");
    try {
      Future<Integer> reader = threads.submit(reader(ended));
      // While one writes, the next one starts.
      Process next = start(program, 0);
      for (int round = 0; round < KILLS; round++) {
        Process writer = next;
        if (round + 1 < KILLS) {
          next = start(program, round + 1);
        }
        promised.addAll(lifeOf(writer, round, moments));
      }
      ended.set(true);
      assertThat(reader.get()).isPositive();
    } finally {
      ended.set(true);
      threads.shutdownNow();
    }
    Table<TrajectoryRow> table = Warehouse.open(folder.toString()).trajectories();
    assertThat(table.keys()).containsAll(promised);
    assertThat(staged()).as("most kills hit an append or a compaction").isGreaterThan(KILLS / 2);
    assertWhole(table);
    compact(Warehouse.open(folder.toString()), KILLS);
    assertWhole(table);
    assertThat(table.append(FileKey.ofRun("next").wave(0), List.of())).isTrue();
  }

  private static void assertWhole(Table<TrajectoryRow> table) {
    Map<String, Long> expected = new HashMap<>();
    table.keys().forEach(key -> expected.merge(key.run(), (long) ROWS_PER_FILE, Long::sum));
    Map<TrajectoryRow, Long> found = new HashMap<>();
    table.scan(row -> found.merge(row, 1L, Long::sum));
    Map<TrajectoryRow, Long> wanted = new HashMap<>();
    expected.forEach((run, rows) -> wanted.put(SampleRows.trajectory(run, 0), rows));
    assertThat(found).isEqualTo(wanted);
  }

  /** Reads beside the writers what is new, and looks whether what was there still is. */
  private Callable<Integer> reader(AtomicBoolean ended) {
    return () -> {
      Table<TrajectoryRow> table = Warehouse.open(folder.toString()).trajectories();
      Set<FileKey> seen = new HashSet<>();
      int polls = 0;
      while (!ended.get()) {
        List<FileKey> keys = table.keys();
        assertThat(keys.containsAll(seen)).as("nothing that was there is gone").isTrue();
        for (FileKey key : keys) {
          if (seen.add(key)) {
            assertThat(table.read(key)).as("rows of %s", key).hasSize(ROWS_PER_FILE);
          }
        }
        polls++;
        TimeUnit.MILLISECONDS.sleep(5);
      }
      return polls;
    };
  }

  /** Lets a writer write for a random while, kills it and returns what it said that it appended. */
  private Set<FileKey> lifeOf(Process writer, int round, Random moments) throws Exception {
    List<String> said = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).as("log of round %d: %s", round, log(round)).isEqualTo("ready");
      try (OutputStream in = writer.getOutputStream()) {
        in.write('\n');
      }
      // It has begun; from now on it is nearly always in the middle of something.
      said.add(out.readLine());
      TimeUnit.MILLISECONDS.sleep(moments.nextInt(LONGEST_LIFE_MILLIS));
      assertThat(writer.isAlive()).as("log of round %d: %s", round, log(round)).isTrue();
      // Unlike the process, its handle leaves what it said to be read.
      writer.toHandle().destroyForcibly();
      out.lines().forEach(said::add);
    } finally {
      writer.destroyForcibly().waitFor();
    }
    FileKey run = FileKey.ofRun("r" + round);
    Set<FileKey> promised = new HashSet<>();
    said.forEach(wave -> promised.add(run.wave(Integer.parseInt(wave))));
    return promised;
  }

  private Path logFile(int round) {
    return temporary.resolve(round + ".log");
  }

  private String log(int round) throws IOException {
    return Files.readString(logFile(round));
  }

  private Process start(ArchivedProgram program, int round) throws IOException {
    return program
        .command(folder.toString(), Integer.toString(round))
        .redirectError(Redirect.to(logFile(round).toFile()))
        .start();
  }

  private long staged() throws IOException {
    Path staging = folder.resolve(".staging/trajectories");
    try (Stream<Path> files = Files.list(staging)) {
      return files.count();
    }
  }
}
