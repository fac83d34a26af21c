package crosscountry.jobs.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.curriculum.RandomCurriculum;
import crosscountry.datasets.tables.CheckpointId;
import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.Lease;
import crosscountry.datasets.tables.PromotionRow;
import crosscountry.datasets.tables.RunRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.Main;
import crosscountry.jobs.command.Invocation;
import crosscountry.jobs.policy.StoredPolicies;
import crosscountry.jobs.policy.TrainedPolicy;
import crosscountry.models.learning.Learner;
import crosscountry.models.learning.LearnerSettings;
import crosscountry.models.network.Architecture;
import crosscountry.models.network.NetworkBlueprint;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seven nights: real Spark, real networks, real tables, and a clock of their own. */
final class NightlyRetrainingTest {

  private static final Duration TERM = Duration.ofMinutes(10);
  private static final String MINE =
      "{ lambda ; a:f32[] b:f32[]. let\n    c:f32[] = mul a b\n    d:f32[] = sin c\n"
          + "    e:f32[] = mul c d\n    f:f32[] = exp e\n    g:f32[] = mul f d\n  in (f, g) }\n";

  private static final List<String> GRAPHS = List.of("PropaneCombustion", "RoeFlux_1d");
  private static final int HELD_OUT = 3;
  private static final long HELD_OUT_SEED = 1_000_000_000_000L;

  /** Learns much from few games. */
  private static final String[] IMITATING = {
    "--set",
    "learner.draws-per-position=2",
    "--set",
    "run.teacher=annealing",
    "--set",
    "run.teacher-windows=2000"
  };

  /** Ruins the network, as settings that nobody tried may. */
  private static final String[] RUINOUS = {
    "--set", "learner.draws-per-position=0.5",
    "--set", "learner.learning-rate.peak=1",
    "--set", "learner.learning-rate.floor=1",
    "--set", "learner.learning-rate.warm-up-steps=0",
    "--set", "learner.gradient-norm-limit=0"
  };

  /** Changes weights by so little that each graph gets the same order as before. */
  private static final String[] NUDGING = {
    "--set", "learner.draws-per-position=0.5",
    "--set", "learner.learning-rate.peak=1e-8",
    "--set", "learner.learning-rate.floor=1e-8",
    "--set", "learner.learning-rate.warm-up-steps=0",
    "--set", "checkpoint.every-waves=1"
  };

  @TempDir private Path folder;

  /** The best that a promoted network was measured at, by the names of the graphs. */
  private final Map<List<String>, Double> best = new HashMap<>();

  private final NightClock clock = new NightClock(Instant.parse("2030-11-01T01:00:00Z"));

  @Test
  void thePromotedNetworkIsNeverLostAndNeverWorse() throws IOException, InterruptedException {
    warehouse().checkpoints().append(untrained());
    aBetterCandidateIsPromoted();
    tomorrow();
    aWorseOneIsRefused();
    tomorrow();
    // This night is missed.
    tomorrow();
    oneThatWasKilledIsGoneOnWith();
    tomorrow();
    twoThatOverlapAreComparedOneAfterTheOther();
    tomorrow();
    aNightThatIsRunTwiceIsDecidedOnce();
    tomorrow();
    aNewGraphIsTrainedOnAndBrokenOnesAreLeftOut();
    assertThat(decisions()).extracting(PromotionRow::decision).isSorted().doesNotHaveDuplicates();
  }

  private void aBetterCandidateIsPromoted() {
    Invocation night = retrain(IMITATING, "--waves", "3", "--set", "retrain.first=untrained:0");
    assertThat(night.exitCode()).as(night.err()).isZero();
    assertThat(decisions())
        .extracting(PromotionRow::outcome)
        .containsExactly(PromotionRow.Outcome.FIRST, PromotionRow.Outcome.PROMOTED);
    PromotionRow decision = newest();
    assertThat(decision.previous()).isEqualTo(new CheckpointId("untrained", 0));
    assertThat(decision.candidate().runId()).isEqualTo("nightly-20301101");
    assertThat(decision.promoted()).isEqualTo(decision.candidate());
    assertThat(decision.decidedAt()).isEqualTo(clock.instant());
    assertThat(decision.qualities().candidateOnHoldOut())
        .isLessThan(decision.qualities().previousOnHoldOut());
    assertThat(night.out()).contains("nightly-20301101", "RoeFlux_1d", "random/1000000000000");
    assertSoundAndNoWorse(decision);
    RunRow run = warehouse().runs().read(FileKey.ofRun("nightly-20301101")).get(0);
    assertThat(run.configuration()).contains("\"from\" : \"untrained:0\"");
    assertThat(run.graphs()).containsAll(GRAPHS).doesNotContain("random/1000000000000");
  }

  private void aWorseOneIsRefused() {
    CheckpointId promoted = newest().promoted();
    Invocation night = retrain(RUINOUS, "--waves", "2");
    assertThat(night.exitCode()).as(night.err()).isEqualTo(5);
    assertThat(night.err()).contains("is refused; it is worse");
    PromotionRow decision = newest();
    assertThat(decision.outcome()).isEqualTo(PromotionRow.Outcome.REFUSED);
    assertThat(decision.candidate().runId()).isEqualTo("nightly-20301102");
    assertThat(decision.promoted()).isEqualTo(decision.previous()).isEqualTo(promoted);
    assertSoundAndNoWorse(decision);
  }

  private void oneThatWasKilledIsGoneOnWith() throws IOException, InterruptedException {
    String run = "nightly-20301104";
    List<PromotionRow> before = decisions();
    Process night = child(NUDGING, "--run-id", run, "--waves", "100000");
    try {
      while (warehouse().checkpoints().table().keys(FileKey.ofRun(run)).isEmpty()) {
        assertThat(night.isAlive()).as(Files.readString(folder.resolve("child.log"))).isTrue();
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } finally {
      night.destroyForcibly().waitFor();
    }
    assertThat(decisions()).isEqualTo(before);

    int waves = warehouse().trajectories().keys(FileKey.ofRun(run)).size() + 1;
    Invocation resumed = retrain(NUDGING, "--waves", Integer.toString(waves));
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(decisions()).hasSize(before.size() + 1);
    assertThat(newest().candidate().runId()).isEqualTo(run);
    assertPromotedAsEqual(newest());
    assertThat(warehouse().runs().read(FileKey.ofRun(run)))
        .extracting(RunRow::attempt)
        .contains(1, 2);
    assertSoundAndNoWorse(newest());
  }

  private void twoThatOverlapAreComparedOneAfterTheOther() {
    int before = decisions().size();
    try (Lease lease = warehouse().lease("retrain", "somebody", TERM, clock)) {
      Invocation second = retrain(NUDGING, "--waves", "1");
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.err())
          .contains(
              "error: cannot take the lease retrain: somebody has it until " + lease.expires());
      assertThat(decisions()).hasSize(before);
    }
    List<Invocation> overtaking = new ArrayList<>();
    clock.interrupt(
        () -> hasEnded("nightly-20301105"),
        () -> {
          clock.advance(TERM.plusSeconds(1));
          overtaking.add(retrain(NUDGING, "--waves", "1", "--run-id", "overtaking"));
        });
    Invocation overtaken = retrain(NUDGING, "--waves", "1");
    assertThat(overtaking).hasSize(1);
    assertThat(overtaking.get(0).exitCode()).as(overtaking.get(0).err()).isZero();
    assertThat(overtaken.exitCode()).as(overtaken.err()).isEqualTo(5);
    List<PromotionRow> both = decisions().subList(before, before + 2);
    assertThat(both)
        .extracting(decision -> decision.candidate().runId())
        .containsExactly("overtaking", "nightly-20301105");
    assertThat(both.get(1).decision()).isEqualTo(both.get(0).decision() + 1);
    assertThat(both.get(1).previous())
        .as("compared with what the other one left, not with what there was before it")
        .isEqualTo(both.get(0).candidate());
    assertPromotedAsEqual(both.get(0));
    // Both learnt the same of the same network. Compared with that, it would be promoted as equal.
    assertThat(both.get(1).reason()).startsWith("it has learnt nothing");
    both.forEach(this::assertSoundAndNoWorse);
  }

  private void aNightThatIsRunTwiceIsDecidedOnce() {
    int before = decisions().size();
    List<Invocation> calls = new ArrayList<>();
    clock.interrupt(
        () -> hasEnded("nightly-20301106"),
        () -> {
          clock.advance(TERM.plusSeconds(1));
          calls.add(retrain(RUINOUS, "--waves", "1"));
        });
    calls.add(retrain(RUINOUS, "--waves", "1"));
    calls.add(retrain(RUINOUS, "--waves", "1"));
    assertThat(calls).extracting(Invocation::exitCode).containsExactly(5, 5, 5);
    assertThat(calls).extracting(Invocation::out).containsOnly(calls.get(0).out());
    assertThat(calls.get(2).err()).contains("run nightly-20301106 was decided on before");
    assertThat(decisions()).hasSize(before + 1);
    assertSoundAndNoWorse(newest());
  }

  private void aNewGraphIsTrainedOnAndBrokenOnesAreLeftOut() throws IOException {
    Path graphs = Files.createDirectory(folder.resolve("graphs"));
    Files.writeString(graphs.resolve("mine.jaxpr"), MINE);
    Files.writeString(graphs.resolve("broken.jaxpr"), MINE.substring(0, 40));
    Invocation night = retrain(NUDGING, "--waves", "1", "--register", graphs.toString());
    assertThat(night.exitCode()).as(night.err()).isZero();
    assertPromotedAsEqual(newest());
    assertThat(night.err()).contains("warning: " + graphs.resolve("broken.jaxpr"));
    assertThat(newest().graphs().names())
        .containsExactly("PropaneCombustion", "RoeFlux_1d", "mine");
    assertThat(warehouse().runs().read(FileKey.ofRun("nightly-20301107")).get(0).graphs())
        .contains("mine");
    assertSoundAndNoWorse(newest());
  }

  private static void assertPromotedAsEqual(PromotionRow decision) {
    assertThat(decision.outcome()).as(decision.reason()).isEqualTo(PromotionRow.Outcome.PROMOTED);
    assertThat(decision.promoted()).isEqualTo(decision.candidate());
    assertThat(decision.graphs().candidate()).isEqualTo(decision.graphs().previous());
    assertThat(decision.holdOut().candidate()).isEqualTo(decision.holdOut().previous());
  }

  /** What is promoted can be read and plays, and on the same graphs is no worse than before. */
  private void assertSoundAndNoWorse(PromotionRow decision) {
    TrainedPolicy now = policy(decision.promoted());
    TrainedPolicy before = policy(decision.previous());
    List<CatalogEntry> trained =
        Stream.concat(
                GRAPHS.stream().map(Catalog.builtIn()::resolve),
                new GraphRegistry(warehouse(), warning -> {}).entries().stream())
            .toList();
    assertThat(decision.graphs().names()).hasSameSizeAs(trained);
    List<CatalogEntry> held = RandomCurriculum.entries(HELD_OUT, HELD_OUT_SEED);
    for (List<CatalogEntry> entries : List.of(trained, held)) {
      List<String> names = entries.stream().map(CatalogEntry::name).toList();
      double measured = logarithms(now, entries);
      assertThat(measured)
          .as("no worse than any night before")
          .isLessThanOrEqualTo(best.getOrDefault(names, logarithms(before, entries)));
      best.put(names, measured);
    }
    for (int graph = 0; graph < trained.size(); graph++) {
      assertThat(decision.graphs().best().get(graph))
          .isLessThanOrEqualTo(decision.bestBefore().get(graph))
          .isLessThanOrEqualTo(decision.graphs().candidate().get(graph));
    }
  }

  private static double logarithms(TrainedPolicy policy, List<CatalogEntry> entries) {
    return entries.stream()
        .map(entry -> new VertexGame(CostModel.PRINCIPLE.linearize(entry.program())))
        .mapToDouble(game -> Math.log1p((double) policy.play(game).multiplications()))
        .sum();
  }

  private TrainedPolicy policy(CheckpointId id) {
    return TrainedPolicy.of(warehouse().checkpoints().find(id.runId(), id.version()).orElseThrow());
  }

  private boolean hasEnded(String run) {
    return warehouse().runs().keys(FileKey.ofRun(run)).stream()
        .anyMatch(key -> key.value().endsWith(".end"));
  }

  private List<PromotionRow> decisions() {
    return warehouse().promotions().table().read();
  }

  private PromotionRow newest() {
    return warehouse().promotions().history().rows().get(0);
  }

  private void tomorrow() {
    clock.advance(Duration.ofDays(1));
  }

  private static CheckpointRow untrained() {
    NetworkBlueprint blueprint =
        new NetworkBlueprint(Architecture.NEIGHBOURHOOD, EncodedPosition.FEATURES, 16);
    float[] weights =
        Learner.create(blueprint, 1, LearnerSettings.defaults()).snapshot(0).parameters();
    return StoredPolicies.checkpoint("untrained", 0, blueprint.toText(), weights);
  }

  private Warehouse warehouse() {
    return Warehouse.open(location());
  }

  private String location() {
    return folder.resolve("warehouse").toString();
  }

  private Invocation retrain(String[] learning, String... options) {
    List<String> arguments = arguments(learning);
    Collections.addAll(arguments, options);
    return Invocation.at(clock, arguments.toArray(String[]::new));
  }

  private List<String> arguments(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "retrain",
                "--graphs",
                String.join(",", GRAPHS),
                "--hold-out",
                "random:%d:%d".formatted(HELD_OUT, HELD_OUT_SEED),
                "--budget",
                "10m",
                "--warehouse",
                location()));
    for (String setting :
        List.of(
            "run.synchronous=true",
            "run.polish-windows=0",
            "retrain.practice-graphs=2",
            "self-play.tasks-per-wave=2",
            "self-play.games-per-task=4",
            "self-play.searched-games-per-task=0",
            "self-play.kept-games-per-task=2",
            "self-play.evaluator=rows",
            "learner.batch-size=16")) {
      Collections.addAll(arguments, "--set", setting);
    }
    Collections.addAll(arguments, options);
    return arguments;
  }

  private Process child(String[] learning, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The options that this JVM was started with, but for agents of whoever watches the tests.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-") && !option.startsWith("-javaagent"))
        .forEach(command::add);
    Collections.addAll(command, "-cp", System.getProperty("java.class.path"), Main.class.getName());
    command.addAll(arguments(learning));
    Collections.addAll(command, options);
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(folder.resolve("child.log").toFile())
        .start();
  }
}
