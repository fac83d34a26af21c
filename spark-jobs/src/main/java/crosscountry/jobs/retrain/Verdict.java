package crosscountry.jobs.retrain;

import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.Longs;
import crosscountry.datasets.tables.PromotionHistory;
import crosscountry.datasets.tables.PromotionRow;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a comparison came out.
 *
 * @param outcome whether the candidate is promoted
 * @param reason why
 * @param qualities what was compared
 */
record Verdict(PromotionRow.Outcome outcome, String reason, PromotionRow.Qualities qualities) {

  /**
   * Compares a candidate with the promoted network.
   *
   * @param history what was decided before
   * @param standard what the promoted network takes
   * @param fewest what is known of the graphs, read after the history
   */
  static Verdict of(
      PromotionHistory history,
      PromotedNetwork promoted,
      Results standard,
      Attempt attempt,
      FewestKnown fewest,
      Promotion.Terms terms) {
    Longs best = fewest.of(terms.graphs().graphs());
    Longs bestOnHoldOut = fewest.of(terms.holdOut().graphs());
    double old = Examination.quality(standard.graphs(), best);
    double oldOnHoldOut = Examination.quality(standard.holdOut(), bestOnHoldOut);
    if (attempt.results().isEmpty()) {
      return new Verdict(
          PromotionRow.Outcome.REFUSED,
          "it cannot play: " + attempt.obstacle(),
          new PromotionRow.Qualities(null, old, null, oldOnHoldOut));
    }
    Results results = attempt.results().get();
    double young = Examination.quality(results.graphs(), best);
    double youngOnHoldOut = Examination.quality(results.holdOut(), bestOnHoldOut);
    String figures =
        String.format(
            Locale.ROOT,
            "%.6f after %.6f on the %d graphs that are trained on, %.6f after %.6f on the %d that"
                + " are held out",
            young,
            old,
            best.length(),
            youngOnHoldOut,
            oldOnHoldOut,
            bestOnHoldOut.length());
    Optional<String> fault =
        lostOrders(history, terms, best)
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
  private static Optional<String> lostOrders(
      PromotionHistory history, Promotion.Terms terms, Longs best) {
    Map<String, Long> known = new HashMap<>();
    history.by(terms.costModel().label()).stream()
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
      long now = best.get(graph);
      long then = known.getOrDefault(fingerprints.get(graph), Long.MAX_VALUE);
      if (now > then) {
        return Optional.of(
            "orders were lost, for of %s the best known takes %d multiplications and took %d"
                .formatted(terms.graphs().names().get(graph), now, then));
      }
    }
    return Optional.empty();
  }
}
