package crosscountry.jobs.retrain;

import crosscountry.datasets.tables.CheckpointId;
import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.Longs;
import crosscountry.datasets.tables.PromotionHistory;
import crosscountry.datasets.tables.PromotionRow;
import crosscountry.datasets.tables.PromotionTable;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.policy.TrainedPolicy;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

  /**
   * Prepares decisions.
   *
   * @param clock tells when they are made
   * @param software version and commit of this software
   */
  public Promotion(Warehouse warehouse, Clock clock, String software) {
    this.warehouse = warehouse;
    this.promotions = warehouse.promotions();
    this.clock = clock;
    this.software = software;
  }

  /** Returns the decision on a run's network that has been made before, if any. */
  public Optional<PromotionRow> made(String runId) {
    return promotions.history().of(runId);
  }

  /**
   * Returns what is promoted, which is the given network if none was promoted before.
   *
   * @param first gives that network; its checkpoint is put into the warehouse if it is not there
   * @param terms by which it is to be compared later
   * @throws crosscountry.jobs.policy.UnusablePolicyException if that network cannot play
   * @throws crosscountry.datasets.tables.WarehouseException if it cannot be told what is promoted,
   *     or that cannot be used
   */
  public PromotedNetwork begin(Supplier<CheckpointRow> first, Terms terms) {
    while (true) {
      PromotionHistory history = promotions.history();
      Optional<PromotedNetwork> promoted =
          PromotedNetwork.find(warehouse, history, terms.costModel());
      if (promoted.isPresent()) {
        return promoted.get();
      }
      CheckpointRow checkpoint = first.get();
      TrainedPolicy.of(checkpoint).snapshot();
      warehouse.checkpoints().append(checkpoint);
      CheckpointId id = CheckpointId.of(checkpoint);
      PromotionRow row =
          new PromotionRow(
              history.next(),
              clock.instant(),
              PromotionRow.Outcome.FIRST,
              "there was no promoted network yet",
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
              software);
      if (promotions.append(row)) {
        keep(checkpoint);
      }
    }
  }

  private void keepPromoted(CheckpointRow candidate, PromotionRow decision) {
    if (decision.outcome() == PromotionRow.Outcome.PROMOTED) {
      keep(candidate);
    }
  }

  /**
   * Puts a checkpoint that was just promoted back where somebody has deleted it who could not know
   * of the decision yet: whoever tidies the warehouse looks at decisions once a checkpoint is out
   * of the table, and before it is gone for good.
   */
  private void keep(CheckpointRow promoted) {
    warehouse.checkpoints().append(promoted);
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

  /**
   * Compares a candidate with the promoted network and records what comes of it. A candidate that
   * has been decided on before keeps that decision.
   *
   * @param candidate the newest checkpoint of a run
   * @param first gives what is promoted where nothing is
   * @param quarantine is told of rows that cannot be used
   * @return the decision, which is recorded
   * @throws crosscountry.datasets.tables.WarehouseException if it cannot be told what is promoted,
   *     or that cannot be used; nothing is recorded then
   */
  public PromotionRow decide(
      CheckpointRow candidate, Supplier<CheckpointRow> first, Terms terms, Quarantine quarantine) {
    Attempt attempt = Attempt.of(candidate, terms);
    Map<CheckpointId, Results> results = new HashMap<>();
    while (true) {
      PromotionHistory history = promotions.history();
      Optional<PromotionRow> made = history.of(CheckpointId.of(candidate));
      if (made.isPresent()) {
        // Whoever made it may have been killed before it was kept.
        keepPromoted(candidate, made.get());
        return made.get();
      }
      Optional<PromotedNetwork> promoted =
          PromotedNetwork.find(warehouse, history, terms.costModel());
      if (promoted.isEmpty()) {
        begin(first, terms);
        continue;
      }
      Results standard =
          results.computeIfAbsent(
              promoted.get().id(), id -> Results.of(promoted.get().policy(), terms));
      // After the history: what other processes had found by its newest decision is known now.
      FewestKnown fewest = known(attempt, terms, quarantine);
      Verdict verdict = Verdict.of(history, promoted.get(), standard, attempt, fewest, terms);
      PromotionRow row =
          row(history.next(), promoted.get().id(), standard, attempt, fewest, verdict, terms);
      if (promotions.append(row)) {
        keepPromoted(candidate, row);
        return row;
      }
      LOG.info("decision {} has been made by another process; deciding anew", row.decision());
    }
  }

  /** Returns what is known once the candidate's orders are kept, as the table gives them back. */
  private FewestKnown known(Attempt attempt, Terms terms, Quarantine quarantine) {
    String run = attempt.candidate().runId();
    FewestKnown before = FewestKnown.in(warehouse, terms.costModel(), run, quarantine);
    return attempt.keepOrders(warehouse, terms, before, software)
        ? FewestKnown.in(warehouse, terms.costModel(), run, Quarantine.reporting(told -> {}))
        : before;
  }

  private PromotionRow row(
      long decision,
      CheckpointId previous,
      Results standard,
      Attempt attempt,
      FewestKnown fewest,
      Verdict verdict,
      Terms terms) {
    CheckpointId candidate = CheckpointId.of(attempt.candidate());
    return new PromotionRow(
        decision,
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
            fewest.of(terms.graphs().graphs())),
        fewest.withoutRun(terms.graphs().graphs()),
        new PromotionRow.Counts(
            terms.holdOut().names(),
            terms.holdOut().fingerprints(),
            attempt.results().map(Results::holdOut).orElse(Longs.of()),
            standard.holdOut(),
            fewest.of(terms.holdOut().graphs())),
        software);
  }
}
