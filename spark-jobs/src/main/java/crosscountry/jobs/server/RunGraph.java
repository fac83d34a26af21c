package crosscountry.jobs.server;

import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.catalog.PublishedResult;
import crosscountry.environment.accumulation.OrderVerifier;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.linearization.CostModel;

/**
 * A graph of a run with everything that is known of it before the first move.
 *
 * @param entry the function and what is published of it
 * @param fingerprint key under which its orders are stored
 * @param game the elimination game on it
 * @param verifier independent proof of its orders
 * @param forward multiplications of forward mode
 * @param reverse multiplications of reverse mode
 * @param lowerBound the greatest lower bound that is known on the multiplications of every order
 */
public record RunGraph(
    CatalogEntry entry,
    String fingerprint,
    VertexGame game,
    OrderVerifier verifier,
    long forward,
    long reverse,
    long lowerBound) {

  /** Multiplications of scalar edges: in-degree times out-degree. */
  public static final String COST_MODEL = "principle";

  private static final long VERIFICATION_SEED = 1;

  /**
   * Prepares a function for a run.
   *
   * @param bounds what is known beyond the bound that the graph's cuts give
   */
  public static RunGraph of(CatalogEntry entry, KnownBounds bounds) {
    VertexGame game = new VertexGame(CostModel.PRINCIPLE.linearize(entry.program()));
    String fingerprint = entry.program().fingerprint();
    return new RunGraph(
        entry,
        fingerprint,
        game,
        new OrderVerifier(entry.program(), VERIFICATION_SEED),
        cost(game, HeuristicOrder.FORWARD),
        cost(game, HeuristicOrder.REVERSE),
        bounds.raise(fingerprint, COST_MODEL, game.bounds().total()));
  }

  /** Returns the name of the graph. */
  public String name() {
    return entry.name();
  }

  /** Returns the multiplications of the minimum Markowitz order. */
  public long markowitz() {
    return game.baseline();
  }

  /**
   * Returns the same graph, with the greater one of its lower bound and another.
   *
   * @param proven multiplications that every order takes at least
   */
  public RunGraph boundedBy(long proven) {
    return new RunGraph(
        entry, fingerprint, game, verifier, forward, reverse, Math.max(lowerBound, proven));
  }

  /** Returns the lower bound that the graph's vertex cuts give. */
  public long cutBound() {
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
