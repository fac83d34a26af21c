package crosscountry.jobs.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.RunRow;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.jobs.command.Invocation;
import crosscountry.jobs.configuration.Pace;
import crosscountry.jobs.fixture.EndOfSpark;
import crosscountry.models.network.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs: real Spark, a real network, real tables. */
final class TrainingTest {

  @TempDir private Path folder;

  @Test
  void aRunDiscoversRecordsAndProvesOrders() throws IOException {
    Invocation train =
        train(
            "overlapping",
            "--graphs",
            "PropaneCombustion,HumanHeartDipole",
            "--waves",
            "4",
            "--set",
            "search.simulations=20",
            "--set",
            "run.polish-windows=20000");
    assertThat(train.exitCode()).isZero();
    JsonNode results = new ObjectMapper().readTree(train.out());
    assertThat(results).hasSize(2);
    Warehouse warehouse = warehouse("overlapping");
    for (JsonNode result : results) {
      List<OrderRow> orders =
          warehouse.orders().read().stream()
              .filter(row -> row.graph().equals(result.get("graph").asText()))
              .toList();
      long selfPlayed = fewest(orders, "self-play");
      assertThat(result.get("self_play").asLong()).isEqualTo(selfPlayed);
      assertThat(selfPlayed).isLessThan(result.get("forward").asLong());
      assertThat(fewest(orders, "annealing")).isLessThan(selfPlayed);
      assertThat(result.get("polished").asLong()).isEqualTo(fewest(orders, "annealing"));
      assertThat(orders).allMatch(OrderRow::verified).allMatch(row -> row.runId().equals("test"));
    }
    // Two games a task, and one without noise for each of the two graphs.
    assertEveryGameOnce(warehouse.trajectories().read(), 4 * (3 * 2 + 2));
    assertThat(warehouse.checkpoints().latest("test").checkpoint()).isPresent();
    assertThat(warehouse.metrics().read())
        .anyMatch(row -> row.kind() == MetricRow.Kind.STEP)
        .anyMatch(row -> row.kind() == MetricRow.Kind.WAVE);
    assertWavesAgreeWithTheirGames(warehouse);
    assertThat(warehouse.runs().read())
        .extracting(RunRow::status)
        .containsExactlyInAnyOrder("running", "done");
    assertQueriesAnswer("overlapping", warehouse);
  }

  @Test
  void theSameSeedInSynchronousModeGivesTheSameTablesTwice() {
    String[] options = {"--graphs", "PropaneCombustion", "--waves", "3", "--synchronous"};
    assertThat(train("first", options).exitCode()).isZero();
    assertThat(train("second", options).exitCode()).isZero();
    Warehouse first = warehouse("first");
    Warehouse second = warehouse("second");
    assertThat(second.trajectories().read()).isEqualTo(first.trajectories().read());
    assertThat(timeless(second.orders().read())).isEqualTo(timeless(first.orders().read()));
    assertThat(parameters(second)).isEqualTo(parameters(first));
    assertThat(losses(second)).isEqualTo(losses(first)).isNotEmpty();
    assertThat(curves(second)).isEqualTo(curves(first)).hasSize(3);
  }

  @Test
  void anotherSeedGivesOtherGames() {
    String[] options = {"--graphs", "PropaneCombustion", "--waves", "1", "--synchronous"};
    train("one", options);
    train("other", concat(options, "--seed", "2"));
    assertThat(warehouse("other").trajectories().read())
        .extracting(TrajectoryRow::order)
        .isNotEqualTo(
            warehouse("one").trajectories().read().stream().map(TrajectoryRow::order).toList());
  }

  @Test
  void aResumedRunEndsAsIfItHadNotStopped() {
    String[] options = {
      "--graphs", "PropaneCombustion", "--synchronous", "--set", "checkpoint.every-waves=2"
    };
    train("whole", concat(options, "--waves", "4"));
    train("halved", concat(options, "--waves", "2"));
    Invocation resumed = train("halved", concat(options, "--waves", "4", "--resume"));
    assertThat(resumed.exitCode()).isZero();
    assertThat(warehouse("halved").trajectories().read())
        .isEqualTo(warehouse("whole").trajectories().read());
    assertThat(parameters(warehouse("halved"))).isEqualTo(parameters(warehouse("whole")));
    assertThat(warehouse("halved").runs().read()).extracting(RunRow::attempt).contains(1, 2);
  }

  @Test
  void aRunThatDiedBeforeItsFirstCheckpointIsResumedFromNothing() throws IOException {
    String[] options = {"--graphs", "PropaneCombustion", "--synchronous", "--waves", "2"};
    train("whole", options);
    train("lost", options);
    forgetCheckpoints("lost");
    Invocation resumed = train("lost", concat(options, "--resume"));
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(warehouse("lost").trajectories().read())
        .isEqualTo(warehouse("whole").trajectories().read());
    assertThat(parameters(warehouse("lost"))).isEqualTo(parameters(warehouse("whole")));
  }

  /** What was played after the checkpoint stays played, and the learner makes up for it. */
  @Test
  void wavesThatWereRecordedAfterTheLastCheckpointTeachTheResumedLearner() throws IOException {
    String[] options = {"--graphs", "RoeFlux_1d", "--set", "learner.draws-per-position=0.5"};
    train("kept", concat(options, "--waves", "2"));
    List<TrajectoryRow> played = warehouse("kept").trajectories().read();
    long moves =
        waves(warehouse("kept").metrics().read()).stream()
            .mapToLong(row -> row.play().moves())
            .sum();
    forgetCheckpoints("kept");
    Invocation resumed = train("kept", concat(options, "--waves", "2", "--resume"));
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(warehouse("kept").trajectories().read()).isEqualTo(played);
    CheckpointRow checkpoint =
        warehouse("kept").checkpoints().latest("test").checkpoint().orElseThrow();
    Counters counters = Counters.ofJson(checkpoint.counters());
    assertThat(counters.positions()).isEqualTo(moves);
    assertThat(counters.steps()).isEqualTo((long) (moves * 0.5 / 16));
    assertThat(checkpoint.version())
        .as("no version number is given twice")
        .isGreaterThan(played.stream().mapToLong(TrajectoryRow::version).max().orElseThrow());
  }

  @Test
  void aWaveOfWhichAKilledDriverLeftHalfIsPlayedAgain() throws IOException {
    String[] options = {"--graphs", "RoeFlux_1d", "--waves", "3"};
    train("torn", options);
    Path games = folder.resolve("torn/trajectories/test.wave-00000001.parquet");
    Files.delete(games);
    Invocation resumed = train("torn", concat(options, "--resume"));
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(games).exists();
    assertEveryGameOnce(warehouse("torn").trajectories().read(), 3 * (3 * 2 + 1));
    assertThat(folder.resolve("torn/metrics/test.wave-00000001.attempt-0002.parquet")).exists();
    long moves =
        waves(warehouse("torn").metrics().read(FileKey.ofRun("test").wave(0)))
            .get(0)
            .play()
            .moves();
    CheckpointRow checkpoint =
        warehouse("torn").checkpoints().latest("test").checkpoint().orElseThrow();
    assertThat(Counters.ofJson(checkpoint.counters()).positions())
        .as("no game counts twice")
        .isEqualTo(3 * moves);
  }

  /** A run whose time was up in the middle of a wave leaves that wave to the next attempt. */
  @Test
  void aSynchronousWaveThatWasCutShortIsPlayedByTheNextAttempt() {
    train("cut", "--graphs", "RoeFlux_1d", "--synchronous", "--waves", "1");
    Warehouse cut = warehouse("cut");
    CheckpointRow stored = cut.checkpoints().latest("test").checkpoint().orElseThrow();
    Counters counters = Counters.ofJson(stored.counters());
    RunHistory history = new RunHistory(cut, "test");
    Resumption resumption =
        history.resumption(
            new Counters(counters.version(), counters.steps(), counters.positions(), 2, List.of(1)),
            Pace.synchronous(),
            Quarantine.reporting(sentence -> {}));
    assertThat(resumption.counters().accountsFor(0)).isTrue();
    assertThat(history.finishedWaves(resumption)).containsExactly(0);
  }

  @Test
  void aSupervisedDriverGoesOnByTheWordsItWasStartedWith() {
    System.setProperty("spark.driver.supervise", "true");
    try {
      String[] words = {"--graphs", "PropaneCombustion", "--waves", "1"};
      assertThat(train("supervised", words).exitCode()).isZero();
      Invocation again = train("supervised", words);
      assertThat(again.exitCode()).as(again.err()).isZero();
      assertThat(warehouse("supervised").runs().read()).extracting(RunRow::attempt).contains(1, 2);
      Invocation.of("train", "--graphs", "g").assertRefusedWith("give it a --run-id");
    } finally {
      System.clearProperty("spark.driver.supervise");
    }
  }

  @Test
  void aRunWhoseSparkEndsInTheMidstOfAWaveSavesWhatItHas() {
    Invocation ended =
        trainUntilSparkEnds("trajectories", "ended", "--graphs", "RoeFlux_1d", "--waves", "100000");
    assertThat(onlyError(ended))
        .startsWith("error: Spark has ended: ")
        .endsWith(
            "; what was played and learnt is saved, and train --resume --run-id test goes on");
    Warehouse warehouse = warehouse("ended");
    CheckpointRow checkpoint = warehouse.checkpoints().latest("test").checkpoint().orElseThrow();
    assertThat(Counters.ofJson(checkpoint.counters()).positions()).isPositive();
    assertThat(warehouse.orders().read()).isNotEmpty();
    assertThat(warehouse.runs().read())
        .filteredOn(row -> row.reason() != null)
        .singleElement()
        .satisfies(row -> assertThat("error: " + row.reason()).isEqualTo(onlyError(ended)));
  }

  @Test
  void aRunThatCannotSaveWhenItsSparkEndsDoesNotClaimIt() throws IOException {
    Files.createDirectories(folder.resolve("unsaved"));
    Files.writeString(folder.resolve("unsaved/checkpoints"), "no folder");
    Invocation ended =
        trainUntilSparkEnds(
            "trajectories",
            "unsaved",
            "--graphs",
            "RoeFlux_1d",
            "--waves",
            "100000",
            "--set",
            "checkpoint.every-waves=100000");
    assertThat(onlyError(ended))
        .startsWith("error: Spark has ended: ")
        .endsWith("; then train --resume --run-id test goes on from the last checkpoint");
  }

  @Test
  void aRunWhoseSparkEndsWhileItIsTaughtClaimsNothing() {
    Invocation ended =
        trainUntilSparkEnds(
            "runs",
            "untaught",
            "--graphs",
            "RoeFlux_1d",
            "--teacher",
            "annealing",
            "--set",
            "run.teacher-windows=3000000");
    assertThat(onlyError(ended))
        .endsWith("; then train --resume --run-id test goes on from the last checkpoint");
  }

  private static String onlyError(Invocation ended) {
    assertThat(ended.exitCode()).as(ended.err()).isOne();
    List<String> errors = ended.err().lines().filter(line -> line.startsWith("error: ")).toList();
    assertThat(errors).hasSize(1);
    return errors.get(0);
  }

  private Invocation trainUntilSparkEnds(String table, String warehouse, String... options) {
    return EndOfSpark.onceThereIs(
        folder.resolve(warehouse).resolve(table), "test.", () -> train(warehouse, options));
  }

  private void forgetCheckpoints(String warehouse) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(warehouse).resolve("checkpoints"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  /** Where all games cost the same, what is imitated depends on the order in which it came. */
  @Test
  void aTaughtRunThatIsResumedEndsAsIfItHadNotStopped() throws IOException {
    String chain =
        "{ lambda ; a:f32[]. let\n    b:f32[] = sin a\n    c:f32[] = exp b\n    d:f32[] = tanh c\n"
            + "    e:f32[] = cos d\n    f:f32[] = sin e\n    g:f32[] = tanh f\n    h:f32[] = cos g\n"
            + "    i:f32[] = sin h\n  in (i,) }\n";
    Path jaxpr = Files.writeString(folder.resolve("chain.jaxpr"), chain);
    String[] options = {
      "--graphs",
      jaxpr.toString(),
      "--teacher",
      "annealing",
      "--synchronous",
      "--set",
      "run.teacher-windows=100",
      "--set",
      "learner.best-games=32",
      "--set",
      "learner.best-share=0.9",
      "--set",
      "learner.draws-per-position=2"
    };
    train("whole", concat(options, "--waves", "2"));
    train("halved", concat(options, "--waves", "1"));
    Invocation resumed = train("halved", concat(options, "--waves", "2", "--resume"));
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(parameters(warehouse("halved"))).isEqualTo(parameters(warehouse("whole")));
  }

  @Test
  void aTaughtRunStoresItsOrdersUnderAMethodOfItsOwn() throws IOException {
    Invocation train =
        train(
            "taught",
            "--graphs",
            "PropaneCombustion",
            "--waves",
            "2",
            "--teacher",
            "annealing",
            "--set",
            "run.teacher-windows=2000",
            "--set",
            "learner.draws-per-position=1");
    assertThat(train.exitCode()).as(train.err()).isZero();
    assertThat(warehouse("taught").orders().read())
        .isNotEmpty()
        .allMatch(OrderRow::verified)
        .extracting(OrderRow::method)
        .as("what was found by playing, and no local search on it")
        .containsOnly("taught-self-play");
    JsonNode result = new ObjectMapper().readTree(train.out()).get(0);
    assertThat(result.get("polished").isNull()).isTrue();
    assertThat(result.get("self_play").asLong())
        .isEqualTo(fewest(warehouse("taught").orders().read(), "taught-self-play"));
  }

  @Test
  void randomGraphsArePractisedOnAndNotRecorded() throws IOException {
    String[] options = {"--waves", "2", "--synchronous", "--set", "self-play.reductions=applied"};
    Invocation practice = train("practice", concat(options, "--graphs", "random:3"));
    assertThat(practice.exitCode()).as(practice.err()).isZero();
    assertThat(new ObjectMapper().readTree(practice.out())).hasSize(3);
    assertThat(warehouse("practice").orders().exists()).as("a table of orders").isFalse();
    assertThat(folder.resolve("practice/reports")).doesNotExist();

    Invocation mixed = train("mixed", concat(options, "--graphs", "RoeFlux_1d,random:2"));
    assertThat(mixed.exitCode()).as(mixed.err()).isZero();
    assertThat(new ObjectMapper().readTree(mixed.out()))
        .extracting(row -> row.get("graph").asText())
        .containsExactly("RoeFlux_1d");
    assertThat(warehouse("mixed").orders().read())
        .extracting(OrderRow::graph)
        .containsOnly("RoeFlux_1d");
    assertThat(warehouse("mixed").metrics().read())
        .extracting(MetricRow::graph)
        .contains("RoeFlux_1d", "random/0", "random/1");
    try (Stream<Path> drawn = Files.list(folder.resolve("mixed/reports/test"))) {
      assertThat(drawn.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("index.html", "RoeFlux_1d.png");
    }
  }

  @Test
  void practiceGoesOnFromItsBestGames() {
    String[] options = {"--graphs", "random:2", "--synchronous"};
    train("whole", concat(options, "--waves", "4"));
    train("halved", concat(options, "--waves", "2"));
    Invocation resumed = train("halved", concat(options, "--waves", "4", "--resume"));
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(curves(warehouse("halved"))).isEqualTo(curves(warehouse("whole")));
  }

  @Test
  void noWaveBeginsWhileTheLearnerIsFarBehind() {
    long mostOwed = 2;
    Invocation train =
        train(
            "behind",
            "--graphs",
            "PropaneCombustion",
            "--waves",
            "4",
            "--set",
            "self-play.waves-in-flight=1",
            "--set",
            "learner.draws-per-position=1",
            "--set",
            "learner.most-owed-updates=" + mostOwed);
    assertThat(train.exitCode()).as(train.err()).isZero();
    List<MetricRow> metrics = warehouse("behind").metrics().read();
    long arrived = 0;
    for (MetricRow wave : waves(metrics)) {
      long learnt =
          metrics.stream()
              .filter(row -> row.kind() == MetricRow.Kind.STEP && row.version() <= wave.version())
              .count();
      assertThat(arrived / 16 - learnt)
          .as("owed before wave %d", wave.wave())
          .isBetween(0L, mostOwed);
      arrived += wave.play().moves();
    }
    assertThat(arrived / 16).as("updates that all waves call for").isGreaterThan(4 * mostOwed);
  }

  @Test
  void aResumedRunKeepsItsSettings() {
    String[] options = {"--graphs", "PropaneCombustion", "--waves", "1", "--synchronous"};
    assertThat(train("kept", options).exitCode()).isZero();
    String location = folder.resolve("kept").toString();
    String[] resume = {"train", "--resume", "--run-id", "test", "--warehouse", location};
    Invocation bare = Invocation.of(concat(resume, "--waves", "2", "--format", "json"));
    assertThat(bare.exitCode()).isZero();
    assertThat(warehouse("kept").trajectories().read())
        .extracting(TrajectoryRow::wave)
        .contains(0, 1);
    assertThat(warehouse("kept").runs().read())
        .extracting(RunRow::configuration)
        .allMatch(text -> text.contains("\"simulations\" : \"4\""));
    Invocation.of(concat(resume, "--seed", "9")).assertRefusedWith("seed");
    Invocation.of(concat(resume, "--set", "network.architecture=linear"))
        .assertRefusedWith("crosscountry.network.architecture is linear");
    Invocation.of("train", "--graphs", "g", "--run-id", "not.one").assertRefusedWith("--run-id");
  }

  @ParameterizedTest
  @EnumSource
  void everyArchitectureLearnsAndGoesOn(Architecture architecture) {
    String[] options = {
      "--graphs",
      "PropaneCombustion",
      "--synchronous",
      "--set",
      "network.architecture=" + architecture.label()
    };
    Invocation begun = train("of-any", concat(options, "--waves", "1"));
    assertThat(begun.exitCode()).as(begun.err()).isZero();
    Invocation resumed = train("of-any", concat(options, "--waves", "2", "--resume"));
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(warehouse("of-any").checkpoints().latest("test").checkpoint())
        .get()
        .extracting(CheckpointRow::blueprint)
        .asString()
        .startsWith(architecture.label() + "/1 features=" + EncodedPosition.FEATURES + " hidden=");
  }

  @Test
  void aRunCountsByOneCostModelToItsEnd() throws IOException {
    // Where the partials of sums are free, even this function of scalars has edges of two kinds.
    String[] options = {"--graphs", "PropaneCombustion", "--cost-model", "graphax", "--waves", "2"};
    Invocation train = train("exact", options);
    assertThat(train.exitCode()).as(train.err()).isZero();
    JsonNode result = new ObjectMapper().readTree(train.out()).get(0);
    assertThat(result.get("cost_model").asText()).isEqualTo("graphax");
    assertThat(result.get("published").isNull()).isTrue();
    assertThat(result.get("self_play").asLong()).isLessThan(88);
    assertThat(warehouse("exact").orders().read())
        .isNotEmpty()
        .allMatch(row -> row.costModel().equals("graphax"));
    assertThat(warehouse("exact").runs().read())
        .extracting(RunRow::configuration)
        .allMatch(text -> text.contains("\"cost-model\" : \"graphax\""));

    String location = folder.resolve("exact").toString();
    String[] resume = {"train", "--resume", "--run-id", "test", "--warehouse", location};
    Invocation.of(concat(resume, "--cost-model", "principle"))
        .assertRefusedWith("crosscountry.run.cost-model is principle");
    Invocation resumed = Invocation.of(concat(resume, "--waves", "3", "--format", "json"));
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(new ObjectMapper().readTree(resumed.out()).get(0).get("cost_model").asText())
        .isEqualTo("graphax");
  }

  @Test
  void gamesBeginWithTheReductionsUnlessTheyAreLeftOut() throws IOException {
    Invocation train =
        train(
            "reduced",
            "--graphs",
            "HumanHeartDipole,RobotArm_6DOF",
            "--waves",
            "2",
            "--synchronous",
            "--set",
            "self-play.reductions=applied");
    assertThat(train.exitCode()).as(train.err()).isZero();
    assertThat(new ObjectMapper().readTree(train.out())).hasSize(2);
    for (TrajectoryRow row : warehouse("reduced").trajectories().read()) {
      assertThat(row.rootValues().toArray()[0]).as("nothing is thought in an opening").isZero();
    }
    for (MetricRow row : warehouse("reduced").metrics().read()) {
      if (row.kind() == MetricRow.Kind.WAVE) {
        boolean finished = row.graph().equals("HumanHeartDipole");
        assertThat(row.play().games()).isPositive();
        assertThat(row.play().moves() == 0).isEqualTo(finished);
        assertThat(row.play().evaluations() == 0).isEqualTo(finished);
      }
    }
  }

  @Test
  void oldLeftoversAreRemoved() throws IOException {
    Path staging = Files.createDirectories(folder.resolve("swept/.staging/trajectories"));
    Path old = Files.writeString(staging.resolve("dead.staged"), "cut short");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    Path young = Files.writeString(staging.resolve("alive.staged"), "not yet finished");

    train("swept", "--graphs", "PropaneCombustion", "--waves", "1", "--synchronous");

    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void aRunIdThatExistsIsNotOverwritten() {
    String[] options = {"--graphs", "PropaneCombustion", "--waves", "1", "--synchronous"};
    assertThat(train("once", options).exitCode()).isZero();
    List<TrajectoryRow> before = warehouse("once").trajectories().read();
    Invocation again = train("once", options);
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("--resume");
    assertThat(warehouse("once").trajectories().read()).isEqualTo(before);
  }

  private static void assertWavesAgreeWithTheirGames(Warehouse warehouse) {
    List<TrajectoryRow> games = warehouse.trajectories().read();
    for (MetricRow wave : warehouse.metrics().read()) {
      if (wave.kind() == MetricRow.Kind.WAVE) {
        List<TrajectoryRow> played =
            games.stream()
                .filter(row -> wave.wave() == row.wave() && row.graph().equals(wave.graph()))
                .toList();
        assertThat(played).extracting(TrajectoryRow::version).containsOnly(wave.version());
        assertThat(played.stream().mapToLong(TrajectoryRow::staleness).average())
            .hasValue(wave.play().staleness());
      }
    }
  }

  private void assertQueriesAnswer(String name, Warehouse warehouse) throws IOException {
    String location = folder.resolve(name).toString();
    Invocation best =
        Invocation.of(
            "orders",
            "--warehouse",
            location,
            "--graph",
            "HumanHeartDipole",
            "--best",
            "--format",
            "json");
    JsonNode row = new ObjectMapper().readTree(best.out()).get(0);
    long fewest =
        warehouse.orders().read().stream()
            .filter(order -> order.graph().equals("HumanHeartDipole"))
            .mapToLong(OrderRow::multiplications)
            .min()
            .orElseThrow();
    assertThat(row.get("multiplications").asLong()).isEqualTo(fewest);
    assertThat(row.get("order")).hasSize(78);
    // The first games of a network that knows nothing leave local search something to find.
    assertThat(row.get("method").asText()).isEqualTo("annealing");
    assertThat(row.get("run_id").asText()).isEqualTo("test");
    assertThat(row.get("version").isNumber()).isTrue();
    assertThat(row.get("verified").asBoolean()).isTrue();
    String query =
        "SELECT graph, min(multiplications) AS best FROM orders"
            + " WHERE graph = 'HumanHeartDipole' GROUP BY graph";
    Invocation sql =
        Invocation.of("orders", "--warehouse", location, "--sql", query, "--format", "csv");
    assertThat(sql.out()).isEqualTo("graph,best\nHumanHeartDipole," + fewest + "\n");
    Invocation.of("orders", "--warehouse", location, "--sql", "SELECT nothing FROM orders")
        .assertRefusedWith("nothing");
    Invocation.of("orders", "--warehouse", location, "--graph", "RoeFlux_1d")
        .assertRefusedWith("RoeFlux_1d");
  }

  private Invocation train(String warehouse, String... options) {
    return Invocation.of(
        concat(
            new String[] {
              "train",
              "--run-id",
              "test",
              "--budget",
              "10m",
              "--format",
              "json",
              "--warehouse",
              folder.resolve(warehouse).toString(),
              "--set",
              "self-play.tasks-per-wave=3",
              "--set",
              "self-play.games-per-task=2",
              "--set",
              "search.simulations=4",
              "--set",
              "learner.batch-size=16",
              "--set",
              "self-play.evaluator=rows",
              // The functions here are so small that reductions would leave nothing to play.
              "--set",
              "self-play.reductions=left-out",
              "--set",
              "run.polish-windows=0"
            },
            options));
  }

  private static long fewest(List<OrderRow> orders, String method) {
    return orders.stream()
        .filter(row -> row.method().equals(method))
        .mapToLong(OrderRow::multiplications)
        .min()
        .orElseThrow();
  }

  private Warehouse warehouse(String name) {
    return Warehouse.open(folder.resolve(name).toString());
  }

  private static void assertEveryGameOnce(List<TrajectoryRow> rows, int games) {
    Set<List<Integer>> seen = new HashSet<>();
    for (TrajectoryRow row : rows) {
      assertThat(seen.add(List.of(row.wave(), row.partition(), row.game()))).isTrue();
    }
    assertThat(seen).hasSize(games);
  }

  private static List<OrderRow> timeless(List<OrderRow> rows) {
    List<OrderRow> timeless = new ArrayList<>();
    for (OrderRow row : rows) {
      timeless.add(
          new OrderRow(
              row.graph(),
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
              Instant.EPOCH,
              row.verified(),
              row.software()));
    }
    return timeless;
  }

  private static Object parameters(Warehouse warehouse) {
    return warehouse
        .checkpoints()
        .latest("test")
        .checkpoint()
        .map(CheckpointRow::parameters)
        .orElseThrow();
  }

  private static List<Double> losses(Warehouse warehouse) {
    return warehouse.metrics().read().stream()
        .filter(row -> row.kind() == MetricRow.Kind.STEP)
        .map(row -> row.learning().loss())
        .toList();
  }

  /** What waves found, apart from how long they took. */
  private record WavePoint(
      int wave,
      String graph,
      long version,
      Long step,
      long games,
      long moves,
      long evaluations,
      MetricRow.Costs costs) {}

  private static List<WavePoint> curves(Warehouse warehouse) {
    return waves(warehouse.metrics().read()).stream()
        .map(
            row ->
                new WavePoint(
                    row.wave(),
                    row.graph(),
                    row.version(),
                    row.step(),
                    row.play().games(),
                    row.play().moves(),
                    row.play().evaluations(),
                    row.costs()))
        .toList();
  }

  private static List<MetricRow> waves(List<MetricRow> metrics) {
    return metrics.stream()
        .filter(row -> row.kind() == MetricRow.Kind.WAVE)
        .sorted(Comparator.comparing(MetricRow::wave).thenComparing(MetricRow::graph))
        .toList();
  }

  private static String[] concat(String[] some, String... more) {
    String[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
