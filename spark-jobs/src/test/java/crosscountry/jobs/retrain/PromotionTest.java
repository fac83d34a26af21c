package crosscountry.jobs.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.tables.Baselines;
import crosscountry.datasets.tables.CheckpointId;
import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.Ints;
import crosscountry.datasets.tables.Longs;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.PromotionRow;
import crosscountry.datasets.tables.PromotionRow.Outcome;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.datasets.tables.WarehouseException;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.policy.StoredPolicies;
import crosscountry.jobs.policy.TrainedPolicy;
import crosscountry.jobs.server.KnownBounds;
import crosscountry.jobs.server.RunGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions on networks that nobody trained, but that play some better than others. */
final class PromotionTest {

  private static final Examination GRAPHS = examination("RoeFlux_1d");
  private static final Examination HOLD_OUT = examination("RobotArm_6DOF");
  private static final Promotion.Terms TERMS = terms(0);

  /** Versions of networks, the best first; each is worse than those before it on both graphs. */
  private static final List<Long> RANKED = ranked();

  private static final Instant NOW = Instant.parse("2030-11-01T12:00:00Z");
  private static final String SOFTWARE = "crosscountry 0.1.0 (0123abc)";

  @TempDir private Path folder;

  private static Examination examination(String graph) {
    return new Examination(
        List.of(
            RunGraph.of(
                Catalog.builtIn().resolve(graph), CostModel.PRINCIPLE, KnownBounds.shipped())));
  }

  private static Promotion.Terms terms(double tolerance) {
    return new Promotion.Terms(GRAPHS, HOLD_OUT, CostModel.PRINCIPLE, 1, tolerance);
  }

  private static List<Long> ranked() {
    List<Long> ranked = new ArrayList<>();
    long worst = Long.MIN_VALUE;
    long worstOnHoldOut = Long.MIN_VALUE;
    List<Long> byCount =
        LongStream.rangeClosed(1, 40)
            .boxed()
            .sorted(Comparator.comparingLong(version -> count(GRAPHS, version)))
            .toList();
    for (long version : byCount) {
      if (count(GRAPHS, version) > worst && count(HOLD_OUT, version) > worstOnHoldOut) {
        ranked.add(version);
        worst = count(GRAPHS, version);
        worstOnHoldOut = count(HOLD_OUT, version);
      }
    }
    return ranked;
  }

  private static long count(Examination examination, long version) {
    return examination
        .games(TrainedPolicy.of(StoredPolicies.checkpoint("r", version)))
        .get(0)
        .multiplications();
  }

  @Test
  void theBetterIsPromotedAndTheWorseRefused() {
    assertThat(RANKED).hasSizeGreaterThan(2);
    PromotionRow better = decide(checkpoint("tonight", RANKED.get(0)), RANKED.get(1));
    assertThat(better.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(better.decision()).isEqualTo(2);
    assertThat(better.previous()).isEqualTo(new CheckpointId("first", RANKED.get(1)));
    assertThat(better.graphs().candidate()).isEqualTo(Longs.of(count(GRAPHS, RANKED.get(0))));
    assertThat(better.holdOut().previous()).isEqualTo(Longs.of(count(HOLD_OUT, RANKED.get(1))));

    PromotionRow worse = decide(checkpoint("tomorrow", RANKED.get(2)), RANKED.get(1));
    assertThat(worse.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(worse.reason()).startsWith("it is worse: ");
    assertThat(worse.promoted()).isEqualTo(better.candidate());
  }

  @Test
  void whatIsBetterHereAndWorseThereIsRefusedEitherWay() {
    long[] pair = crossed();
    PromotionRow worseOnHoldOut = decide(checkpoint("tonight", pair[0]), pair[1]);
    assertThat(worseOnHoldOut.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(worseOnHoldOut.reason()).startsWith("it is worse on graphs that are held out");

    Examination graphs = HOLD_OUT;
    Examination holdOut = GRAPHS;
    Promotion.Terms swapped = new Promotion.Terms(graphs, holdOut, CostModel.PRINCIPLE, 1, 0);
    PromotionRow worseOnGraphs =
        promotion()
            .decide(
                checkpoint("tomorrow", pair[0]),
                () -> checkpoint("first", pair[1]),
                swapped,
                quarantine());
    assertThat(worseOnGraphs.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(worseOnGraphs.reason()).startsWith("it is worse on graphs that are trained on");
    assertThat(worseOnGraphs.promoted()).isEqualTo(new CheckpointId("first", pair[1]));
  }

  /** Returns two networks of which the first is better on one graph and worse on the other. */
  private static long[] crossed() {
    for (long one = 1; one <= 40; one++) {
      for (long other = 1; other < one; other++) {
        long difference = count(GRAPHS, one) - count(GRAPHS, other);
        if (difference != 0
            && Long.signum(difference)
                == -Long.signum(count(HOLD_OUT, one) - count(HOLD_OUT, other))) {
          return difference < 0 ? new long[] {one, other} : new long[] {other, one};
        }
      }
    }
    throw new AssertionError("of 40 networks none is better here and worse there");
  }

  @Test
  void aWorseOneWithinTheToleranceIsPromoted() {
    CheckpointRow worse = checkpoint("tonight", RANKED.get(1));
    PromotionRow decision =
        promotion().decide(worse, () -> checkpoint("first", RANKED.get(0)), terms(1), quarantine());
    assertThat(decision.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(decision.tolerance()).isEqualTo(1);
  }

  @Test
  void oneThatHasLearntNothingIsRefusedThoughItIsNoWorse() {
    PromotionRow decision = decide(checkpoint("tonight", RANKED.get(0)), RANKED.get(0));
    assertThat(decision.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(decision.reason()).startsWith("it has learnt nothing");
  }

  @Test
  void oneOfEqualCountsIsPromoted() {
    float[] parameters = StoredPolicies.parameters(RANKED.get(0));
    // Of the last parameter, a bias, the policy does not depend.
    parameters[parameters.length - 1] += 0.25f;
    CheckpointRow equal =
        StoredPolicies.checkpoint("tonight", 3, StoredPolicies.BLUEPRINT.toText(), parameters);
    PromotionRow decision = decide(equal, RANKED.get(0));
    assertThat(decision.graphs().candidate()).isEqualTo(decision.graphs().previous());
    assertThat(decision.outcome()).isEqualTo(Outcome.PROMOTED);
  }

  @Test
  void oneThatIsNoNumberIsRefused() {
    float[] parameters = StoredPolicies.parameters(1);
    parameters[7] = Float.NaN;
    CheckpointRow diverged =
        StoredPolicies.checkpoint("tonight", 3, StoredPolicies.BLUEPRINT.toText(), parameters);
    PromotionRow decision = decide(diverged, RANKED.get(2));
    assertThat(decision.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(decision.reason()).startsWith("it cannot play: ").contains("NaN");
    assertThat(decision.qualities().candidate()).isNull();
    assertThat(decision.qualities().previous()).isPositive();
    assertThat(decision.graphs().candidate().length()).isZero();
  }

  @Test
  void nothingIsPromotedWhileOrdersAreMissing() throws IOException {
    RunGraph graph = GRAPHS.graphs().get(0);
    warehouse().orders().append(FileKey.ofRun("other").wave(0), List.of(order(graph, 300)));
    PromotionRow before = decide(checkpoint("tonight", RANKED.get(1)), RANKED.get(2));
    assertThat(before.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(before.graphs().best()).isEqualTo(Longs.of(300));
    Files.delete(folder.resolve("w/orders/other.wave-00000000.parquet"));
    PromotionRow after = decide(checkpoint("tomorrow", RANKED.get(0)), RANKED.get(2));
    assertThat(after.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(after.reason()).startsWith("orders were lost, for of RoeFlux_1d");
  }

  @Test
  void whileThePromotedOneIsDamagedNothingIsDecided() throws IOException {
    PromotionRow promotion = decide(checkpoint("tonight", RANKED.get(0)), RANKED.get(2));
    Path file =
        folder.resolve("w/checkpoints/tonight.version-%012d.parquet".formatted(RANKED.get(0)));
    byte[] sound = Files.readAllBytes(file);
    Files.write(file, new byte[] {1, 2, 3});
    CheckpointRow worse = checkpoint("tomorrow", RANKED.get(1));
    assertThatThrownBy(() -> decide(worse, RANKED.get(2)))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContainingAll(
            "the promoted version %d of run tonight cannot be used".formatted(RANKED.get(0)),
            "restore " + file.toUri().toString().replace("file:///", "file:/"),
            "from 2 on");
    Files.delete(file);
    assertThatThrownBy(() -> decide(worse, RANKED.get(2)))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("it is not in");
    assertThat(warehouse().promotions().history().next()).isEqualTo(3);
    Files.write(file, sound);
    PromotionRow decision = decide(worse, RANKED.get(2));
    assertThat(decision.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(decision.promoted()).isEqualTo(promotion.promoted());
  }

  @Test
  void whileADecisionIsDamagedNothingIsDecided() throws IOException {
    decide(checkpoint("tonight", RANKED.get(0)), RANKED.get(2));
    Path file = folder.resolve("w/promotions/decision-000000000002.parquet");
    Files.write(file, new byte[] {1, 2, 3});
    CheckpointRow worse = checkpoint("tomorrow", RANKED.get(1));
    assertThatThrownBy(() -> decide(worse, RANKED.get(2)))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContainingAll("it cannot be told which network is promoted", "000000002");
    Files.delete(file);
    assertThat(decide(worse, RANKED.get(2)).previous())
        .as("moved away by who wants the one before it")
        .isEqualTo(new CheckpointId("first", RANKED.get(2)));
  }

  @Test
  void whatIsDeletedWhileItIsBeingPromotedIsThereAgain() {
    CheckpointRow candidate = checkpoint("tonight", RANKED.get(0));
    NightClock clock = new NightClock(NOW);
    clock.interrupt(() -> true, () -> deleteCheckpoint("first", RANKED.get(1)));
    Promotion promotion = new Promotion(warehouse(), clock, SOFTWARE);
    CheckpointRow first = StoredPolicies.checkpoint("first", RANKED.get(1));
    PromotedNetwork begun = promotion.begin(() -> first, TERMS);
    assertThat(begun.checkpoint()).isEqualTo(first);
    clock.interrupt(() -> true, () -> deleteCheckpoint("tonight", RANKED.get(0)));
    PromotionRow decision = promotion.decide(candidate, () -> first, TERMS, quarantine());
    assertThat(decision.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(warehouse().checkpoints().find("tonight", RANKED.get(0))).contains(candidate);
  }

  @Test
  void whatWasDeletedWhenThePromoterWasKilledIsThereAgainWhenItIsDecidedAnew() {
    CheckpointRow candidate = checkpoint("tonight", RANKED.get(0));
    PromotionRow decision = decide(candidate, RANKED.get(1));
    assertThat(decision.outcome()).isEqualTo(Outcome.PROMOTED);
    deleteCheckpoint("tonight", RANKED.get(0));
    assertThat(decide(candidate, RANKED.get(1))).isEqualTo(decision);
    assertThat(warehouse().checkpoints().find("tonight", RANKED.get(0))).contains(candidate);
  }

  @Test
  void aFirstNetworkThatAnotherProcessForestalledIsNotPutBack() {
    CheckpointRow ours = StoredPolicies.checkpoint("ours", RANKED.get(1));
    CheckpointRow theirs = StoredPolicies.checkpoint("theirs", RANKED.get(2));
    NightClock clock = new NightClock(NOW);
    clock.interrupt(
        () -> true,
        () -> {
          promotion().begin(() -> theirs, TERMS);
          deleteCheckpoint("ours", RANKED.get(1));
        });
    PromotedNetwork begun = new Promotion(warehouse(), clock, SOFTWARE).begin(() -> ours, TERMS);
    assertThat(begun.checkpoint()).isEqualTo(theirs);
    assertThat(warehouse().checkpoints().find("ours", RANKED.get(1))).isEmpty();
  }

  private void deleteCheckpoint(String run, long version) {
    Path file = folder.resolve("w/checkpoints/%s.version-%012d.parquet".formatted(run, version));
    assertThat(file.toFile().delete()).isTrue();
  }

  @Test
  void whatAnotherNightFoundWhileThisOneComparedIsNoLoss() {
    RunGraph graph = GRAPHS.graphs().get(0);
    CheckpointRow candidate = checkpoint("tonight", RANKED.get(0));
    NightClock clock = new NightClock(NOW);
    decide(checkpoint("before", RANKED.get(1)), RANKED.get(2));
    boolean[] asked = {false};
    clock.interrupt(
        () -> !asked[0],
        () -> {
          asked[0] = true;
          // The number that this night is about to take.
          warehouse().orders().append(FileKey.ofRun("other").wave(0), List.of(order(graph, 300)));
          decide(checkpoint("meanwhile", RANKED.get(1)), RANKED.get(2));
        });
    PromotionRow decision =
        new Promotion(warehouse(), clock, SOFTWARE)
            .decide(candidate, () -> checkpoint("first", RANKED.get(2)), TERMS, quarantine());
    assertThat(asked[0]).isTrue();
    assertThat(decision.decision()).isEqualTo(4);
    assertThat(decision.graphs().best()).isEqualTo(Longs.of(300));
    assertThat(decision.outcome()).as(decision.reason()).isEqualTo(Outcome.PROMOTED);
  }

  @Test
  void whateverTheOrderInWhichManyDecideTheBestIsPromotedInTheEnd() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(RANKED.size());
    try {
      List<Future<PromotionRow>> decisions = new ArrayList<>();
      long worst = RANKED.get(RANKED.size() - 1);
      for (long version : RANKED.subList(0, RANKED.size() - 1)) {
        CheckpointRow candidate = checkpoint("night-" + version, version);
        decisions.add(threads.submit(() -> decide(candidate, worst)));
      }
      for (Future<PromotionRow> decision : decisions) {
        decision.get();
      }
    } finally {
      threads.shutdownNow();
    }
    List<PromotionRow> rows = warehouse().promotions().table().read();
    assertThat(rows).hasSameSizeAs(RANKED);
    for (int row = 1; row < rows.size(); row++) {
      assertThat(rows.get(row).decision()).isEqualTo(row + 1L);
      assertThat(rows.get(row).previous()).isEqualTo(rows.get(row - 1).promoted());
    }
    assertThat(rows.get(rows.size() - 1).promoted().version()).isEqualTo(RANKED.get(0));
  }

  @Test
  void aCandidateIsDecidedOnOnce() {
    CheckpointRow candidate = checkpoint("tonight", RANKED.get(0));
    PromotionRow once = decide(candidate, RANKED.get(1));
    assertThat(decide(candidate, RANKED.get(1))).isEqualTo(once);
    assertThat(promotion().made("tonight")).contains(once);
    assertThat(promotion().made("first")).isEmpty();
  }

  private PromotionRow decide(CheckpointRow candidate, long first) {
    return promotion().decide(candidate, () -> checkpoint("first", first), TERMS, quarantine());
  }

  private Promotion promotion() {
    return new Promotion(warehouse(), new NightClock(NOW), SOFTWARE);
  }

  private static Quarantine quarantine() {
    return Quarantine.reporting(told -> {});
  }

  private CheckpointRow checkpoint(String run, long version) {
    CheckpointRow row = StoredPolicies.checkpoint(run, version);
    warehouse().checkpoints().append(row);
    return row;
  }

  private Warehouse warehouse() {
    return Warehouse.open(folder.resolve("w").toString());
  }

  private static OrderRow order(RunGraph graph, long multiplications) {
    return new OrderRow(
        graph.name(),
        graph.fingerprint(),
        graph.costModel().label(),
        Ints.of(HeuristicOrder.REVERSE.of(graph.game().graph()).equations()),
        multiplications,
        new Baselines(graph.forward(), graph.reverse(), graph.markowitz(), graph.lowerBound()),
        false,
        "annealing",
        "other",
        null,
        null,
        1,
        NOW,
        true,
        SOFTWARE);
  }
}
