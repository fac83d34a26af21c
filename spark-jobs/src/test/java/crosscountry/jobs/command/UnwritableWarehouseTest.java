package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.Floats;
import crosscountry.datasets.tables.RestoredCheckpoint;
import crosscountry.datasets.tables.RunRow;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.Main;
import crosscountry.jobs.fixture.FlakyFileSystem;
import crosscountry.jobs.fixture.PollingReader;
import crosscountry.jobs.fixture.SmallTraining;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run whose warehouse cannot be written ends in one sentence, loses no checkpoint, and goes on
 * when the cause is gone.
 */
final class UnwritableWarehouseTest {

  private static final int WAVES = 4;

  @TempDir private static Path undisturbed;
  @TempDir private Path folder;

  @BeforeAll
  static void trainUndisturbed() {
    Invocation train = train(undisturbed.toString(), "--waves", String.valueOf(WAVES));
    assertThat(train.exitCode()).as(train.err()).isZero();
  }

  @AfterEach
  void mend() {
    FlakyFileSystem.behave(FlakyFileSystem.Behaviour.FINE);
  }

  @Test
  void aWarehouseThatGoesAway() throws IOException {
    FlakyFileSystem.behave(
        new FlakyFileSystem.Behaviour() {
          private final AtomicBoolean gone = new AtomicBoolean();

          @Override
          public void reach(org.apache.hadoop.fs.Path path) throws IOException {
            if (path.getName().startsWith("test.wave-00000002") && isGamesTable(path)) {
              gone.set(true);
            }
            if (gone.get()) {
              throw new ConnectException("Connection refused");
            }
          }
        });

    Invocation failed = flaky("--waves", String.valueOf(WAVES));

    assertThat(failed.exitCode()).isEqualTo(ExitStatus.FAILURE.code());
    assertThat(failed.out()).isEmpty();
    assertThat(errors(failed))
        .singleElement()
        .asString()
        .startsWith("error: cannot read flaky:")
        .contains("trajectories/test.wave-00000002.parquet: Connection refused; check that the")
        .endsWith("; then train --resume --run-id test goes on from the last checkpoint");
    mend();
    assertWholeUpToWave(1);
    assertThat(warehouse(folder).runs().read())
        .as("its end could not be noted")
        .extracting(RunRow::status)
        .containsExactly("running");
    assertGoesOnAsIfNothingHadHappened();
  }

  /** What is mended elsewhere is no fault of the words that were typed. */
  @Test
  void aWarehouseThatCannotBeReachedFromTheBeginning() {
    FlakyFileSystem.behave(
        new FlakyFileSystem.Behaviour() {
          @Override
          public void reach(org.apache.hadoop.fs.Path path) throws IOException {
            throw new ConnectException("Connection refused");
          }
        });

    Invocation failed = flaky("--waves", "1");

    assertThat(failed.exitCode()).isEqualTo(ExitStatus.FAILURE.code());
    assertThat(errors(failed))
        .singleElement()
        .asString()
        .startsWith("error: cannot open the warehouse flaky:")
        .endsWith(": Connection refused; check that it can be reached");
  }

  private static boolean isGamesTable(org.apache.hadoop.fs.Path path) {
    return path.getParent().getName().equals("trajectories");
  }

  @Test
  void aDiskThatIsFull() throws IOException {
    FlakyFileSystem.behave(
        new FlakyFileSystem.Behaviour() {
          @Override
          public long room(org.apache.hadoop.fs.Path path) {
            boolean full =
                path.getParent().getName().equals("checkpoints")
                    && Files.exists(folder.resolve("trajectories/test.wave-00000002.parquet"));
            return full ? 5_000 : Long.MAX_VALUE;
          }
        });

    Invocation failed = flaky("--waves", String.valueOf(WAVES));

    assertThat(failed.exitCode()).isEqualTo(ExitStatus.FAILURE.code());
    assertThat(errors(failed))
        .singleElement()
        .asString()
        .startsWith("error: cannot write flaky:")
        .contains("/checkpoints/test.version-")
        .contains(": the disk is full (free some space and run the command again); nothing was");
    mend();
    assertWholeUpToWave(3);
    assertThat(warehouse(folder).runs().read())
        .filteredOn(row -> row.status().equals("failed"))
        .singleElement()
        .satisfies(row -> assertThat(row.exitCode()).isOne())
        .satisfies(row -> assertThat(row.reason()).contains("the disk is full"));
    assertGoesOnAsIfNothingHadHappened();
  }

  /** What cannot be written at first is written at the end, if it can be by then. */
  @Test
  void anOutageThatEndsBeforeTheRunDoes() throws IOException {
    FlakyFileSystem.behave(
        new FlakyFileSystem.Behaviour() {
          private int failures;

          @Override
          public void reach(org.apache.hadoop.fs.Path path) throws IOException {
            if (isGamesTable(path)
                && path.getName().startsWith("test.wave-00000001")
                && failures++ < 5) {
              throw new ConnectException("Connection refused");
            }
          }
        });

    Invocation failed = flaky("--waves", String.valueOf(WAVES));

    assertThat(failed.exitCode()).isEqualTo(ExitStatus.FAILURE.code());
    assertWholeUpToWave(1);
    assertThat(newest(folder).counters()).contains("\"nextWave\":2");
    assertThat(warehouse(folder).runs().read())
        .extracting(RunRow::status)
        .containsExactlyInAnyOrder("running", "failed");
    assertGoesOnAsIfNothingHadHappened();
  }

  @Test
  void aWriteThatFailsNowAndThenIsTriedAgain() {
    Set<String> failed = ConcurrentHashMap.newKeySet();
    FlakyFileSystem.behave(
        new FlakyFileSystem.Behaviour() {
          @Override
          public void reach(org.apache.hadoop.fs.Path path) throws IOException {
            // Staged names are new each time; what comes before them is the key.
            String key = path.getParent().getName() + path.getName().replaceAll("\\.[^.]*$", "");
            if (path.getName().endsWith(".parquet") && failed.add(key)) {
              throw new IOException("connection reset");
            }
          }
        });

    Invocation train = flaky("--waves", String.valueOf(WAVES));

    assertThat(train.exitCode()).as(train.err()).isZero();
    assertThat(failed).hasSizeGreaterThan(3 * WAVES);
    mend();
    assertSameAsUndisturbed();
  }

  /**
   * The operating system refuses to write more than some bytes into a file, as it does anything.
   */
  @Test
  @Timeout(180)
  void aProcessThatMayWriteNoMore() throws Exception {
    Process process = child("--waves", "100000", "--set", "checkpoint.every-waves=1");
    CompletableFuture<String> out = drained(process.getInputStream());
    CompletableFuture<String> err = drained(process.getErrorStream());
    PollingReader reader = PollingReader.start(folder.toString(), Duration.ofMillis(200));
    try {
      while (checkpoints().size() < 2) {
        assertThat(process.isAlive()).as("the run, which says %s", err).isTrue();
        TimeUnit.MILLISECONDS.sleep(20);
      }
      long half = Files.size(checkpoints().get(0)) / 2;
      Process limit =
          new ProcessBuilder(
                  "prlimit", "--pid", String.valueOf(process.pid()), "--fsize=" + half + ":")
              .inheritIO()
              .start();
      assertThat(limit.waitFor()).isZero();
      assertThat(process.waitFor()).as(err.get()).isEqualTo(ExitStatus.FAILURE.code());
      reader.end();
      assertThat(reader.violations()).isEmpty();
    } finally {
      process.destroyForcibly();
    }

    assertThat(out.get()).isEmpty();
    assertThat(err.get().lines().filter(line -> line.startsWith("error: ")))
        .singleElement()
        .asString()
        .startsWith("error: cannot write file:")
        .contains(": it would be larger than a file may be here (raise the limit, see ulimit -f");
    assertNothingStaged();
    long reached = newest(folder).version();
    assertThat(warehouse(folder).runs().read())
        .filteredOn(row -> row.status().equals("failed"))
        .singleElement()
        .satisfies(row -> assertThat(row.reason()).contains("larger than a file may be"));

    Invocation resumed =
        train(folder.toString(), "--resume", "--waves", "1", "--set", "checkpoint.every-waves=1");
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(newest(folder).version()).isGreaterThan(reached);
  }

  private void assertWholeUpToWave(int wave) throws IOException {
    Warehouse warehouse = warehouse(folder);
    assertThat(warehouse.trajectories().keys()).last().isEqualTo(FileKey.ofRun("test").wave(wave));
    assertThat(warehouse.trajectories().read())
        .isEqualTo(
            warehouse(undisturbed).trajectories().read().stream()
                .filter(row -> row.wave() <= wave)
                .toList());
    RestoredCheckpoint restored = warehouse.checkpoints().latest("test");
    assertThat(restored.skipped()).isEmpty();
    assertThat(restored.checkpoint()).isPresent();
    warehouse.orders().read();
    warehouse.metrics().read();
    assertNothingStaged();
  }

  private void assertNothingStaged() throws IOException {
    try (Stream<Path> staged = Files.walk(folder.resolve(".staging"))) {
      assertThat(staged.filter(Files::isRegularFile)).isEmpty();
    }
  }

  private void assertGoesOnAsIfNothingHadHappened() {
    Invocation resumed = flaky("--waves", String.valueOf(WAVES), "--resume");
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertSameAsUndisturbed();
  }

  private void assertSameAsUndisturbed() {
    List<TrajectoryRow> games = warehouse(folder).trajectories().read();
    assertThat(games).isEqualTo(warehouse(undisturbed).trajectories().read());
    Floats parameters = newest(folder).parameters();
    assertThat(parameters).isEqualTo(newest(undisturbed).parameters());
  }

  private static CheckpointRow newest(Path folder) {
    return warehouse(folder).checkpoints().latest("test").checkpoint().orElseThrow();
  }

  private static Warehouse warehouse(Path folder) {
    return Warehouse.open(folder.toString());
  }

  private List<Path> checkpoints() throws IOException {
    Path table = folder.resolve("checkpoints");
    if (!Files.exists(table)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(table)) {
      return files.toList();
    }
  }

  private static List<String> errors(Invocation invocation) {
    return invocation.err().lines().filter(line -> line.startsWith("error: ")).toList();
  }

  private Invocation flaky(String... options) {
    return train(FlakyFileSystem.location(folder), options);
  }

  private static Invocation train(String warehouse, String... options) {
    return Invocation.of(arguments(warehouse, options).toArray(String[]::new));
  }

  private Process child(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // It is over before the optimizing compiler would pay.
    command.add("-XX:TieredStopAtLevel=1");
    // The options that this JVM was started with, but for agents of whoever watches the tests.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-") && !option.startsWith("-javaagent"))
        .forEach(command::add);
    Collections.addAll(command, "-cp", System.getProperty("java.class.path"), Main.class.getName());
    command.addAll(arguments(folder.toString(), options));
    return new ProcessBuilder(command).start();
  }

  private static CompletableFuture<String> drained(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException broken) {
            return broken.toString();
          }
        });
  }

  private static List<String> arguments(String warehouse, String... options) {
    List<String> arguments =
        SmallTraining.arguments(warehouse, "--set", "checkpoint.every-waves=2");
    Collections.addAll(arguments, options);
    return arguments;
  }
}
