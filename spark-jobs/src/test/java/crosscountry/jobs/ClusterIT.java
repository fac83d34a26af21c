package crosscountry.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.Ints;
import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.RunRow;
import crosscountry.datasets.tables.Table;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What runs on a laptop runs on a cluster, loses nothing when a part dies, and talks to no one. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ClusterIT {

  private static final String RUN = "doomed";
  private static final int TASKS = 6;
  private static final int GAMES = 16;

  /** More than are over when a worker has been seen to play. */
  private static final int WAVES = 5;

  @TempDir private static Path base;
  private static LocalCluster cluster;

  @TempDir private Path elsewhere;
  private Process driver;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    cluster = LocalCluster.start(base.resolve("cluster"), "--workers", "2", "--cores", "1");
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    if (cluster != null) {
      cluster.stop();
    }
  }

  @AfterEach
  void endTheDriver() {
    if (driver != null) {
      driver.destroyForcibly();
    }
  }

  @Test
  @Order(1)
  void tasksNeedFewJarsAndTablesMayLieOnAnyFileSystemOfHadoops()
      throws IOException, InterruptedException {
    // A file system that is known only where Hadoop's settings reach.
    Files.writeString(
        elsewhere.resolve("core-site.xml"),
        """
        <configuration><property>
          <name>fs.viewfs.mounttable.default.link./tables</name>
          <value>%s</value>
        </property></configuration>
        """
            .formatted(elsewhere.toUri()));

    ProcessBuilder search =
        cluster.submission(
            "search",
            "--graph=RobotArm_6DOF",
            "--method=annealing",
            "--budget=3s",
            "--format=json",
            "--warehouse=viewfs:///tables/found");
    search.environment().put("HADOOP_CONF_DIR", elsewhere.toString());
    driver = start(search);

    assertThat(driver.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(driver.exitValue()).as(err()).isZero();
    assertThat(Files.readString(elsewhere.resolve("out"))).contains("\"verified\" : true");
    assertThat(Warehouse.open(elsewhere.resolve("found").toString()).orders().read()).isNotEmpty();
    assertThat(cluster.filesOfTheWorkers())
        .extracting(file -> file.getFileName().toString())
        .filteredOn(name -> name.endsWith(".jar"))
        .hasSize(8)
        .allMatch(
            name -> name.matches("(crosscountry|environment-.*|datasets-.*|models-.*)\\.jar"));
  }

  @Test
  @Order(2)
  void aWorkerThatDiesInMidWaveCostsNoGame() throws Exception {
    Path tables = elsewhere.resolve("tables");
    driver =
        start(
            cluster.submission(
                "--driver-java-options",
                "-Dlog4j2.configurationFile=" + logOfTasks(),
                "train",
                "--graphs=RoeFlux_1d",
                "--budget=5m",
                "--waves=" + WAVES,
                "--no-polish",
                "--run-id=" + RUN,
                "--warehouse=" + tables.toUri(),
                "--set=self-play.tasks-per-wave=" + TASKS,
                "--set=self-play.games-per-task=" + GAMES,
                // Waves wait for a learner that is behind.
                "--set=learner.draws-per-position=0.01"));
    await(() -> cluster.hasExecutor(2) && tasks("Finished", cluster.executor(2)) >= 3);
    List<ProcessHandle> doomed = cluster.worker(2).descendants().toList();
    signal("STOP", doomed);

    List<ProcessHandle> ours = new ArrayList<>(cluster.processes());
    assertThat(ours).as("master, workers, executors").hasSize(5);
    ours.add(driver.toHandle());
    assertThat(ListeningSockets.addresses(ours))
        .hasSizeGreaterThanOrEqualTo(ours.size())
        .allMatch(ListeningSockets::isLoopback);
    String secret = cluster.secret();
    assertThat(commandLines()).isNotEmpty().noneMatch(line -> line.contains(secret));

    // What the executor had said by then has arrived. Frozen, it takes a task and does not end it.
    Thread.sleep(500);
    String executor = cluster.executor(2);
    await(() -> tasks("Starting", executor) > tasks("Finished", executor));
    signal("KILL", List.of(cluster.worker(2)));
    signal("KILL", doomed);

    assertThat(driver.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(driver.exitValue()).as(err()).isZero();
    assertThat(err())
        .containsPattern(
            "Lost task|failed because while it was being computed, its executor exited")
        .doesNotContain(secret);
    for (Path log : cluster.logs()) {
      assertThat(log).content().doesNotContain(secret);
    }
    assertThat(cluster.status()).isEqualTo(1);
    Warehouse warehouse = Warehouse.open(tables.toString());
    assertWhole(warehouse);
    assertTeachesACopyOnTheWorkerLeft(warehouse.trajectories());
  }

  /** Refits on a few of the games, so that it takes seconds, and on one worker, as there is one. */
  private void assertTeachesACopyOnTheWorkerLeft(Table<TrajectoryRow> played) throws Exception {
    Warehouse few = Warehouse.open(elsewhere.resolve("few").toString());
    for (FileKey wave : played.keys(FileKey.ofRun(RUN)).subList(0, 2)) {
      few.trajectories().append(wave, played.read(wave).subList(0, TASKS));
    }
    driver =
        start(
            cluster.submission(
                // It would wait for the cores of the worker that is gone.
                "--conf=spark.cores.max=1",
                "refit",
                "--epochs=1",
                "--averaging-frequency=2",
                "--set=refit.workers=2",
                "--run-id=refit",
                "--warehouse=" + few.location()));

    assertThat(driver.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(driver.exitValue()).as(err()).isZero();
    FileKey refit = FileKey.ofRun("refit");
    assertThat(few.runs().read(refit)).extracting(RunRow::status).contains("done");
    assertThat(few.metrics().read(refit))
        .singleElement()
        // Two rounds of two steps: 12 games of 42 moves, and two copies with batches of 64.
        .satisfies(row -> assertThat(row.step()).isEqualTo(4))
        .satisfies(row -> assertThat(row.learning().loss()).isPositive().isFinite());
    assertThat(few.checkpoints().latest("refit").checkpoint()).isPresent();
    assertThat(cluster.filesOfTheWorkers())
        .as("what only an executor that learns is sent")
        .anyMatch(file -> file.getFileName().toString().startsWith("nd4j-native"));
  }

  /** The last test, for it leaves no cluster. */
  @Test
  @Order(3)
  void aClusterThatIsLostForGoodEndsTheRunWithWhatItHas() throws Exception {
    Path tables = elsewhere.resolve("tables");
    driver =
        start(
            cluster.submission(
                // It would wait for the cores of the worker that is gone.
                "--conf=spark.cores.max=1",
                "train",
                "--graphs=RoeFlux_1d",
                "--budget=1h",
                "--run-id=" + RUN,
                "--warehouse=" + tables.toUri(),
                "--set=run.without-executors=1s",
                "--set=self-play.games-per-task=" + GAMES));
    await(() -> Files.exists(tables.resolve("trajectories")));
    // Not by signals that have to arrive: an executor whose worker is gone may end itself.
    cluster.processes().forEach(ProcessHandle::destroyForcibly);

    assertThat(driver.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(driver.exitValue()).as(err()).isEqualTo(1);
    assertThat(err().lines().filter(line -> line.startsWith("error: ")))
        .singleElement()
        .asString()
        .startsWith("error: the cluster at spark://")
        .endsWith(
            " is lost: for 1s no executor was there (run.without-executors); what was played and"
                + " learnt is saved, and train --resume --run-id doomed goes on");
    Warehouse warehouse = Warehouse.open(tables.toString());
    assertThat(warehouse.checkpoints().latest(RUN).checkpoint()).isPresent();
    assertThat(warehouse.orders().read()).isNotEmpty();
    assertThat(warehouse.runs().read()).extracting(RunRow::status).contains("failed");
  }

  private static void assertWhole(Warehouse warehouse) {
    FileKey run = FileKey.ofRun(RUN);
    Map<Integer, List<TrajectoryRow>> waves =
        warehouse.trajectories().read(run).stream()
            .collect(Collectors.groupingBy(TrajectoryRow::wave, TreeMap::new, Collectors.toList()));
    assertThat(waves.keySet())
        .containsExactlyElementsOf(IntStream.range(0, WAVES).boxed().toList());
    waves.forEach(
        (wave, games) -> {
          assertThat(games)
              .as("wave %d", wave)
              .extracting(TrajectoryRow::partition)
              .contains(IntStream.range(0, TASKS).boxed().toArray(Integer[]::new));
          assertThat(games.stream().map(game -> List.of(game.partition(), game.game())))
              .as("wave %d", wave)
              .doesNotHaveDuplicates();
        });

    List<MetricRow> metrics =
        warehouse.metrics().read(run).stream()
            // A wave that was cut short when the time was up has a row, but no games.
            .filter(row -> row.kind() == MetricRow.Kind.WAVE && waves.containsKey(row.wave()))
            .toList();
    assertThat(metrics).extracting(MetricRow::wave).containsExactlyElementsOf(waves.keySet());
    assertThat(metrics).extracting(row -> row.play().games()).containsOnly(TASKS * GAMES + 1L);

    List<OrderRow> orders = warehouse.orders().read(run);
    ComputationalGraph graph =
        CostModel.PRINCIPLE.linearize(Catalog.builtIn().resolve("RoeFlux_1d").program());
    assertThat(orders).allMatch(OrderRow::verified);
    assertThat(orders).allMatch(order -> order.multiplications() == count(graph, order.order()));
    assertThat(orders.stream().mapToLong(OrderRow::multiplications).min().orElseThrow())
        .isLessThanOrEqualTo(
            metrics.stream().mapToLong(row -> row.costs().best()).min().orElseThrow());
    assertThat(waves.values().stream().flatMap(List::stream))
        .allMatch(
            game ->
                Arrays.stream(game.stepMultiplications().toArray()).sum()
                    == count(graph, game.order()));
  }

  private static long count(ComputationalGraph graph, Ints order) {
    return EliminationCost.of(graph, EliminationOrder.ofEquations(graph, order.toArray()))
        .multiplications();
  }

  /** Returns for how many tasks of an executor the driver's log has a word. */
  private long tasks(String word, String executor) throws IOException {
    Pattern line =
        Pattern.compile("TaskSetManager: %s .*executor %s[,)]".formatted(word, executor));
    return err().lines().filter(text -> line.matcher(text).find()).count();
  }

  /** Returns settings of the log by which it tells when tasks begin and end. */
  private Path logOfTasks() throws IOException {
    return Files.writeString(
        elsewhere.resolve("log4j2.properties"),
        Files.readString(Path.of("..", "conf", "log4j2.properties"))
            + """
            logger.tasks.name = org.apache.spark.scheduler.TaskSetManager
            logger.tasks.level = info
            """);
  }

  private static void signal(String name, List<ProcessHandle> processes)
      throws IOException, InterruptedException {
    for (ProcessHandle process : processes) {
      String pid = Long.toString(process.pid());
      assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
    }
  }

  private void await(Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      assertThat(driver.isAlive()).as(err()).isTrue();
      Thread.sleep(100);
    }
  }

  /** Returns the command lines of all processes of the machine. */
  private static List<String> commandLines() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\d+"))
          .map(process -> commandLine(process.resolve("cmdline")))
          .toList();
    }
  }

  private static String commandLine(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException endedMeanwhile) {
      return "";
    }
  }

  private Process start(ProcessBuilder builder) throws IOException {
    return builder
        .directory(elsewhere.toFile())
        .redirectOutput(elsewhere.resolve("out").toFile())
        .redirectError(elsewhere.resolve("err").toFile())
        .start();
  }

  private String err() throws IOException {
    return Files.readString(elsewhere.resolve("err"));
  }
}
