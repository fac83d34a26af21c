package crosscountry.jobs.server;

import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.catalog.PublishedResult;
import crosscountry.environment.accumulation.OrderVerifier;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.heuristic.HeuristicOrder;

/**
 * A graph of a run with everything that is known of it before the first move.
 *
 * @param entry the function and what is published of it
 * @param fingerprint key under which its orders are stored
 * @param game the elimination game on it
 * @param verifier independent proof of its orders
 * @param forward multiplications of forward mode
 * @param reverse multiplications of reverse mode
 */
public record RunGraph(
    CatalogEntry entry,
    String fingerprint,
    VertexGame game,
    OrderVerifier verifier,
    long forward,
    long reverse) {

  private static final long VERIFICATION_SEED = 1;

  /** Prepares a function for a run. */
  public static RunGraph of(CatalogEntry entry) {
    VertexGame game = new VertexGame(entry.program().linearize());
    return new RunGraph(
        entry,
        entry.program().fingerprint(),
        game,
        new OrderVerifier(entry.program(), VERIFICATION_SEED),
        cost(game, HeuristicOrder.FORWARD),
        cost(game, HeuristicOrder.REVERSE));
  }

  /** Returns the name of the graph. */
  public String name() {
    return entry.name();
  }

  /** Returns the multiplications of the minimum Markowitz order. */
  public long markowitz() {
    return game.baseline();
  }

  /** Returns a lower bound on the multiplications of every order. */
  public long lowerBound() {
    return game.bounds().total();
  }

  /** Returns the best published multiplications, or null where nothing is published. */
  public Long published() {
    return entry.published().map(PublishedResult::best).orElse(null);
  }

  private static long cost(VertexGame game, HeuristicOrder heuristic) {
    return EliminationCost.of(game.graph(), heuristic.of(game.graph())).multiplications();
  }
}
