package crosscountry.jobs.retrain;

import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.game.Trajectory;
import crosscountry.jobs.policy.TrainedPolicy;
import crosscountry.jobs.policy.UnusablePolicyException;
import crosscountry.jobs.server.OrderRows;
import crosscountry.jobs.server.RunGraph;
import crosscountry.jobs.server.RunIdentity;
import java.util.List;
import java.util.Optional;

/**
 * A candidate, and its results or why it has none.
 *
 * @param candidate its checkpoint
 * @param games its games on the graphs that are trained on; none if it cannot play
 * @param results what it takes
 * @param obstacle why it cannot play, or nothing
 */
record Attempt(
    CheckpointRow candidate, List<Trajectory> games, Optional<Results> results, String obstacle) {

  private static final int DIGITS = 16;

  /** Lets a candidate play. */
  static Attempt of(CheckpointRow candidate, Promotion.Terms terms) {
    try {
      TrainedPolicy policy = TrainedPolicy.of(candidate);
      List<Trajectory> games = terms.graphs().games(policy);
      return new Attempt(candidate, games, Optional.of(Results.of(games, policy, terms)), "");
    } catch (UnusablePolicyException unusable) {
      return new Attempt(candidate, List.of(), Optional.empty(), unusable.getMessage());
    }
  }

  /**
   * Puts the orders that the candidate gives at once into the table of orders where they are the
   * best that are known; its last games of self-play were played by versions before it. Each graph
   * has a file of its own, so that one who was killed in between takes no other graph's order away
   * from the next call.
   *
   * @return whether there were any, so that more is known than before
   */
  boolean keepOrders(
      Warehouse warehouse, Promotion.Terms terms, FewestKnown fewest, String software) {
    OrderRows rows =
        new OrderRows(
            new RunIdentity(candidate.runId(), terms.seed(), candidate.configuration(), software));
    FileKey run = FileKey.ofRun(candidate.runId()).version(candidate.version());
    boolean anyKept = false;
    for (int at = 0; at < games.size(); at++) {
      Trajectory game = games.get(at);
      RunGraph graph = terms.graphs().graphs().get(at);
      if (game.multiplications() < fewest.of(List.of(graph)).get(0)) {
        anyKept = true;
        warehouse
            .orders()
            .append(
                run.part(graph.fingerprint().substring(0, DIGITS)),
                List.of(
                    rows.of(
                        graph,
                        game.order(graph.game()),
                        game.multiplications(),
                        "policy",
                        null,
                        candidate.version())));
      }
    }
    return anyKept;
  }
}
