package crosscountry.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.RunRow;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.fixture.PollingReader;
import crosscountry.jobs.server.Counters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver that is killed again and again loses the waves in flight, and nothing else. */
final class DriverKillIT {

  private static final Path SUBMIT = Path.of("..", "deploy", "submit.sh").toAbsolutePath();
  private static final String RUN = "hunted";
  private static final int KILLS = 5;
  private static final int TASKS = 4;
  private static final int GAMES = 4;

  @TempDir private Path folder;
  private Process driver;

  @AfterEach
  void end() throws InterruptedException {
    if (driver != null) {
      driver.destroyForcibly().waitFor();
    }
  }

  @Test
  void aRunWhoseDriverIsKilledFiveTimesEndsAsIfItHadNotBeen()
      throws IOException, InterruptedException {
    long seed = System.nanoTime();
    System.out.println("moments of the kills follow from seed " + seed);
    Random moments = new Random(seed);
    PollingReader reader = PollingReader.start(warehouse(), Duration.ofSeconds(1));
    for (int kill = 0; kill < KILLS; kill++) {
      driver = train(kill == 0 ? "--waves=100000" : "--resume");
      if (kill % 2 == 0) {
        // In the middle of play; the other kills fall wherever they fall, starting included.
        awaitWaves(finishedWaves() + 1);
      }
      Thread.sleep(moments.nextInt(6_000));
      assertThat(driver.isAlive()).as(err()).isTrue();
      driver.destroyForcibly().waitFor();
    }
    int waves = finishedWaves() + 8;
    driver = train("--resume", "--waves=" + waves);
    assertThat(driver.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(driver.exitValue()).as(err()).isZero();
    reader.end();

    assertThat(reader.violations()).isEmpty();
    assertThat(reader.polls()).isGreaterThan(KILLS);
    assertEveryGameOnce(waves);
    assertNoVersionIsMissingOrGivenTwice();
    assertNothingIsLostOrCountedTwice(waves);
  }

  private void assertEveryGameOnce(int waves) {
    Map<Integer, List<TrajectoryRow>> games =
        tables().trajectories().read().stream()
            .collect(Collectors.groupingBy(TrajectoryRow::wave, TreeMap::new, Collectors.toList()));
    assertThat(games.keySet()).hasSize(waves).last().isEqualTo(waves - 1);
    games.forEach(
        (wave, rows) -> {
          assertThat(rows)
              .as("wave %d", wave)
              .extracting(TrajectoryRow::partition)
              .contains(IntStream.range(0, TASKS).boxed().toArray(Integer[]::new));
          assertThat(rows.stream().map(row -> List.of(row.partition(), row.game())))
              .as("wave %d", wave)
              .doesNotHaveDuplicates();
        });
  }

  /** Every version was checkpointed, played with, or is one that a lost update went into. */
  private void assertNoVersionIsMissingOrGivenTwice() {
    List<CheckpointRow> checkpoints = checkpoints();
    assertThat(checkpoints).extracting(CheckpointRow::version).isSorted().doesNotHaveDuplicates();
    TreeSet<Long> versions = new TreeSet<>();
    checkpoints.forEach(row -> versions.add(row.version()));
    tables().metrics().read().forEach(row -> versions.add(row.version()));
    long newest = checkpoints.get(checkpoints.size() - 1).version();
    assertThat(versions.headSet(newest, true)).hasSize((int) newest + 1);
    Map<Long, List<Long>> greedy = new TreeMap<>();
    tables().metrics().read().stream()
        .filter(row -> row.kind() == MetricRow.Kind.WAVE)
        .forEach(
            row ->
                greedy
                    .computeIfAbsent(row.version(), version -> new ArrayList<>())
                    .add(row.costs().evaluated()));
    assertThat(greedy)
        .as("one version plays one game by its best moves")
        .allSatisfy((version, counts) -> assertThat(counts.stream().distinct()).hasSize(1));
  }

  private void assertNothingIsLostOrCountedTwice(int waves) {
    List<MetricRow> played =
        tables().metrics().read().stream()
            .filter(row -> row.kind() == MetricRow.Kind.WAVE)
            .toList();
    assertThat(played).extracting(row -> row.play().games()).containsOnly(TASKS * GAMES + 1L);
    List<CheckpointRow> checkpoints = checkpoints();
    Counters counters = Counters.ofJson(checkpoints.get(checkpoints.size() - 1).counters());
    assertThat(counters.nextWave()).isEqualTo(waves);
    assertThat(counters.open()).isEmpty();
    assertThat(counters.positions()).isEqualTo(waves * played.get(0).play().moves());

    List<OrderRow> orders = tables().orders().read();
    assertThat(orders).allMatch(OrderRow::verified);
    assertThat(orders.stream().mapToLong(OrderRow::multiplications).min())
        .isEqualTo(played.stream().mapToLong(row -> row.costs().best()).min());
    assertThat(tables().runs().read())
        .extracting(RunRow::status)
        .filteredOn("done"::equals)
        .hasSize(1);
    // An attempt that was killed while it started has not begun.
    TreeSet<Integer> attempts = new TreeSet<>();
    tables().runs().read().forEach(row -> attempts.add(row.attempt()));
    assertThat(attempts)
        .hasSizeBetween(2, KILLS + 1)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, attempts.size()).boxed().toList());
  }

  private List<CheckpointRow> checkpoints() {
    return tables().checkpoints().table().read().stream()
        .sorted(Comparator.comparing(CheckpointRow::createdAt))
        .toList();
  }

  private void awaitWaves(int waves) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (finishedWaves() < waves) {
      assertThat(driver.isAlive() && System.nanoTime() < deadline).as(err()).isTrue();
      Thread.sleep(100);
    }
  }

  private int finishedWaves() {
    return tables().trajectories().keys(FileKey.ofRun(RUN)).size();
  }

  private Process train(String... options) throws IOException {
    List<String> words =
        new ArrayList<>(List.of(SUBMIT.toString(), "--master", "local[2]", "train"));
    words.addAll(
        List.of(
            "--graphs=RoeFlux_1d",
            "--budget=10m",
            "--no-polish",
            "--run-id=" + RUN,
            "--warehouse=" + warehouse(),
            "--set=self-play.tasks-per-wave=" + TASKS,
            "--set=self-play.games-per-task=" + GAMES,
            "--set=checkpoint.every-waves=5"));
    words.addAll(List.of(options));
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().remove("SPARK_HOME");
    return builder.start();
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  private String warehouse() {
    return folder.resolve("warehouse").toString();
  }

  private Warehouse tables() {
    return Warehouse.open(warehouse());
  }
}
