package crosscountry.jobs.retrain;

import crosscountry.datasets.tables.CheckpointId;
import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.Longs;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.PromotionHistory;
import crosscountry.datasets.tables.PromotionRow;
import crosscountry.datasets.tables.PromotionTable;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.policy.TrainedPolicy;
import crosscountry.jobs.policy.UnusablePolicyException;
import crosscountry.jobs.server.OrderRows;
import crosscountry.jobs.server.RunGraph;
import crosscountry.jobs.server.RunIdentity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which network is promoted, and records each decision under the next number.
 *
 * <p>Any number of processes may decide at a time: who finds its number taken looks at what is
 * promoted now and compares its candidate with that. So every decision follows from the one before
 * it, and no candidate takes the place of a network that it was not compared with.
 */
public final class Promotion {

  private static final Logger LOG = LoggerFactory.getLogger(Promotion.class);

  private final Warehouse warehouse;
  private final PromotionTable promotions;
  private final Clock clock;
  private final String software;
  private final Consumer<String> warning;

  /**
   * Prepares decisions.
   *
   * @param clock tells when they are made
   * @param software version and commit of this software
   * @param warning is told in a sentence of what had to be passed over
   */
  public Promotion(Warehouse warehouse, Clock clock, String software, Consumer<String> warning) {
    this.warehouse = warehouse;
    this.promotions = warehouse.promotions();
    this.clock = clock;
    this.software = software;
    Set<String> told = ConcurrentHashMap.newKeySet();
    this.warning =
        sentence -> {
          // Each look at what is promoted comes by the same damage.
          if (told.add(sentence)) {
            warning.accept(sentence);
          }
        };
  }

  /** Returns the decision on a run's network that has been made before, if any. */
  public Optional<PromotionRow> made(String runId) {
    return promotions.history().of(runId);
  }

  private Optional<PromotedNetwork> find(PromotionHistory history, CostModel costModel) {
    return PromotedNetwork.find(warehouse, history, costModel, warning);
  }

  /**
   * Returns what is promoted, which is the given network if none was promoted before.
   *
   * @param first gives that network; its checkpoint is put into the warehouse if it is not there
   * @param terms by which it is to be compared later
   * @throws UnusablePolicyException if it cannot play
   */
  public PromotedNetwork begin(Supplier<CheckpointRow> first, Terms terms) {
    while (true) {
      PromotionHistory history = promotions.history();
      Optional<PromotedNetwork> promoted = find(history, terms.costModel());
      if (promoted.isPresent()) {
        return promoted.get();
      }
      CheckpointRow checkpoint = first.get();
      TrainedPolicy.of(checkpoint).snapshot();
      warehouse.checkpoints().append(checkpoint);
      CheckpointId id = CheckpointId.of(checkpoint);
      promotions.append(
          new PromotionRow(
              history.next(),
              clock.instant(),
              PromotionRow.Outcome.FIRST,
              "there was no promoted network that can play",
              id,
              null,
              id,
              terms.costModel().label(),
              terms.seed(),
              terms.tolerance(),
              PromotionRow.Qualities.NONE,
              PromotionRow.Counts.NONE,
              Longs.of(),
              PromotionRow.Counts.NONE,
              software));
    }
  }

  /**
   * By what a candidate is compared.
   *
   * @param graphs the graphs that are trained on
   * @param holdOut graphs that are never trained on
   * @param costModel the rules by which multiplications are counted
   * @param seed seed of the candidate's run
   * @param tolerance by what share the candidate may be worse
   */
  public record Terms(
      Examination graphs, Examination holdOut, CostModel costModel, long seed, double tolerance) {}

  /** What a network takes on all graphs; its orders are found once. */
  private record Results(Longs graphs, Longs holdOut) {

    static Results of(TrainedPolicy policy, Terms terms) {
      return of(terms.graphs().games(policy), policy, terms);
    }

    static Results of(List<Trajectory> games, TrainedPolicy policy, Terms terms) {
      return new Results(
          Examination.multiplications(games),
          Examination.multiplications(terms.holdOut().games(policy)));
    }
  }

  /**
   * Compares a candidate with the promoted network and records what comes of it. A candidate that
   * has been decided on before keeps that decision.
   *
   * @param candidate the newest checkpoint of a run
   * @param first gives what is promoted where nothing is
   * @param quarantine is told of rows that cannot be used
   * @return the decision, which is recorded
   */
  public PromotionRow decide(
      CheckpointRow candidate, Supplier<CheckpointRow> first, Terms terms, Quarantine quarantine) {
    FewestKnown before =
        FewestKnown.in(
            warehouse,
            terms.costModel(),
            row -> !row.runId().equals(candidate.runId()),
            quarantine);
    FewestKnown after =
        FewestKnown.in(warehouse, terms.costModel(), row -> true, Quarantine.reporting(told -> {}));
    Attempt attempt = Attempt.of(candidate, terms);
    Fewest fewest =
        new Fewest(
            before.of(terms.graphs().graphs()),
            keepOrders(attempt, terms, after.of(terms.graphs().graphs())),
            after.of(terms.holdOut().graphs()));
    Map<CheckpointId, Results> results = new HashMap<>();
    while (true) {
      PromotionHistory history = promotions.history();
      Optional<PromotionRow> made = history.of(CheckpointId.of(candidate));
      if (made.isPresent()) {
        return made.get();
      }
      Optional<PromotedNetwork> promoted = find(history, terms.costModel());
      if (promoted.isEmpty()) {
        begin(first, terms);
        continue;
      }
      Results standard =
          results.computeIfAbsent(
              promoted.get().id(), id -> Results.of(promoted.get().policy(), terms));
      PromotionRow row =
          row(
              history,
              promoted.get().id(),
              terms,
              fewest,
              attempt,
              standard,
              verdict(history, promoted.get(), terms, fewest, attempt, standard));
      if (promotions.append(row)) {
        return row;
      }
      LOG.info("decision {} has been made by another process; deciding anew", row.decision());
    }
  }

  /** The fewest multiplications that are known. */
  private record Fewest(Longs before, Longs after, Longs onHoldOut) {}

  /** A candidate, and its results or why it has none. */
  private record Attempt(
      CheckpointRow candidate, List<Trajectory> games, Optional<Results> results, String obstacle) {

    static Attempt of(CheckpointRow candidate, Terms terms) {
      try {
        TrainedPolicy policy = TrainedPolicy.of(candidate);
        List<Trajectory> games = terms.graphs().games(policy);
        return new Attempt(candidate, games, Optional.of(Results.of(games, policy, terms)), "");
      } catch (UnusablePolicyException unusable) {
        return new Attempt(candidate, List.of(), Optional.empty(), unusable.getMessage());
      }
    }
  }

  /**
   * Puts the orders that the candidate gives at once into the table of orders where they are the
   * best that are known; its last games of self-play were played by versions before it.
   *
   * @return the fewest multiplications that are known then
   */
  private Longs keepOrders(Attempt attempt, Terms terms, Longs fewest) {
    CheckpointRow candidate = attempt.candidate();
    OrderRows rows =
        new OrderRows(
            new RunIdentity(candidate.runId(), terms.seed(), candidate.configuration(), software));
    List<OrderRow> best = new ArrayList<>();
    long[] known = fewest.toArray();
    for (int at = 0; at < attempt.games().size(); at++) {
      Trajectory game = attempt.games().get(at);
      if (game.multiplications() < known[at]) {
        known[at] = game.multiplications();
        RunGraph graph = terms.graphs().graphs().get(at);
        best.add(
            rows.of(
                graph,
                game.order(graph.game()),
                game.multiplications(),
                "policy",
                null,
                candidate.version()));
      }
    }
    if (!best.isEmpty()) {
      warehouse
          .orders()
          .append(FileKey.ofRun(candidate.runId()).version(candidate.version()), best);
    }
    return Longs.of(known);
  }

  /** How a comparison came out. */
  private record Verdict(
      PromotionRow.Outcome outcome, String reason, PromotionRow.Qualities qualities) {}

  private static Verdict verdict(
      PromotionHistory history,
      PromotedNetwork promoted,
      Terms terms,
      Fewest fewest,
      Attempt attempt,
      Results standard) {
    double old = Examination.quality(standard.graphs(), fewest.after());
    double oldOnHoldOut = Examination.quality(standard.holdOut(), fewest.onHoldOut());
    if (attempt.results().isEmpty()) {
      return new Verdict(
          PromotionRow.Outcome.REFUSED,
          "it cannot play: " + attempt.obstacle(),
          new PromotionRow.Qualities(null, old, null, oldOnHoldOut));
    }
    Results results = attempt.results().get();
    double young = Examination.quality(results.graphs(), fewest.after());
    double youngOnHoldOut = Examination.quality(results.holdOut(), fewest.onHoldOut());
    String figures =
        String.format(
            Locale.ROOT,
            "%.6f after %.6f on the %d graphs that are trained on, %.6f after %.6f on the %d that are held out",
            young,
            old,
            fewest.after().length(),
            youngOnHoldOut,
            oldOnHoldOut,
            fewest.onHoldOut().length());
    Optional<String> fault =
        lostOrders(history, terms, fewest)
            .or(() -> samePlayer(attempt.candidate(), promoted))
            .or(() -> worse(young, old, youngOnHoldOut, oldOnHoldOut, terms.tolerance()));
    return new Verdict(
        fault.isEmpty() ? PromotionRow.Outcome.PROMOTED : PromotionRow.Outcome.REFUSED,
        "%s: %s".formatted(fault.orElse("it is not worse"), figures),
        new PromotionRow.Qualities(young, old, youngOnHoldOut, oldOnHoldOut));
  }

  private static Optional<String> worse(
      double young, double old, double youngOnHoldOut, double oldOnHoldOut, double tolerance) {
    // Written so that what is no number counts as worse.
    boolean notWorse = young <= old * (1 + tolerance);
    boolean notWorseOnHoldOut = youngOnHoldOut <= oldOnHoldOut * (1 + tolerance);
    if (notWorse && notWorseOnHoldOut) {
      return Optional.empty();
    }
    return Optional.of(
        notWorse
            ? "it is worse on graphs that are held out"
            : notWorseOnHoldOut ? "it is worse on graphs that are trained on" : "it is worse");
  }

  private static Optional<String> samePlayer(CheckpointRow candidate, PromotedNetwork promoted) {
    return candidate.parameters().equals(promoted.checkpoint().parameters())
        ? Optional.of("it has learnt nothing and is the promoted network itself")
        : Optional.empty();
  }

  /**
   * Orders are only ever added, so that the fewest multiplications that are known can only fall;
   * where they have risen since the last decision, orders were lost. A refused night tells of it.
   */
  private static Optional<String> lostOrders(PromotionHistory history, Terms terms, Fewest fewest) {
    Map<String, Long> known = new HashMap<>();
    history.rows().stream()
        .filter(row -> row.costModel().equals(terms.costModel().label()))
        .filter(row -> row.outcome() != PromotionRow.Outcome.FIRST)
        .findFirst()
        .ifPresent(
            row -> {
              for (int graph = 0; graph < row.graphs().fingerprints().size(); graph++) {
                known.put(row.graphs().fingerprints().get(graph), row.graphs().best().get(graph));
              }
            });
    List<String> fingerprints = terms.graphs().fingerprints();
    for (int graph = 0; graph < fingerprints.size(); graph++) {
      long now = fewest.after().get(graph);
      long then = known.getOrDefault(fingerprints.get(graph), Long.MAX_VALUE);
      if (now > then) {
        return Optional.of(
            "orders were lost, for of %s the best known takes %d multiplications and took %d"
                .formatted(terms.graphs().names().get(graph), now, then));
      }
    }
    return Optional.empty();
  }

  private PromotionRow row(
      PromotionHistory history,
      CheckpointId previous,
      Terms terms,
      Fewest fewest,
      Attempt attempt,
      Results standard,
      Verdict verdict) {
    CheckpointId candidate = CheckpointId.of(attempt.candidate());
    return new PromotionRow(
        history.next(),
        clock.instant(),
        verdict.outcome(),
        verdict.reason(),
        candidate,
        previous,
        verdict.outcome() == PromotionRow.Outcome.PROMOTED ? candidate : previous,
        terms.costModel().label(),
        terms.seed(),
        terms.tolerance(),
        verdict.qualities(),
        new PromotionRow.Counts(
            terms.graphs().names(),
            terms.graphs().fingerprints(),
            attempt.results().map(Results::graphs).orElse(Longs.of()),
            standard.graphs(),
            fewest.after()),
        fewest.before(),
        new PromotionRow.Counts(
            terms.holdOut().names(),
            terms.holdOut().fingerprints(),
            attempt.results().map(Results::holdOut).orElse(Longs.of()),
            standard.holdOut(),
            fewest.onHoldOut()),
        software);
  }
}
