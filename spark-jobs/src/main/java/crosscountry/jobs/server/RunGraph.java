package crosscountry.jobs.server;

import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.catalog.PublishedResult;
import crosscountry.datasets.curriculum.RandomCurriculum;
import crosscountry.environment.accumulation.OrderVerifier;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.game.GameSettings;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.linearization.CostModel;

/**
 * A graph of a run with everything that is known of it before the first move.
 *
 * @param entry the function and what is published of it
 * @param costModel the rules by which all multiplications here are counted
 * @param fingerprint key under which its orders are stored
 * @param game the elimination game on it
 * @param verifier independent proof of its orders
 * @param forward multiplications of forward mode
 * @param reverse multiplications of reverse mode
 * @param lowerBound the greatest lower bound that is known on the multiplications of every order
 */
public record RunGraph(
    CatalogEntry entry,
    CostModel costModel,
    String fingerprint,
    VertexGame game,
    OrderVerifier verifier,
    long forward,
    long reverse,
    long lowerBound) {

  private static final long VERIFICATION_SEED = 1;

  /**
   * Prepares a function for a run.
   *
   * @param costModel the rules by which multiplications are counted
   * @param bounds what is known beyond the bound that the graph's cuts give
   */
  public static RunGraph of(CatalogEntry entry, CostModel costModel, KnownBounds bounds) {
    return of(entry, costModel, bounds, GameSettings.STANDARD);
  }

  /**
   * Prepares a function for a run.
   *
   * @param costModel the rules by which multiplications are counted
   * @param bounds what is known beyond the bound that the graph's cuts give
   * @param settings how the graph is played
   */
  public static RunGraph of(
      CatalogEntry entry, CostModel costModel, KnownBounds bounds, GameSettings settings) {
    VertexGame game = new VertexGame(costModel.linearize(entry.program()), settings);
    String fingerprint = entry.program().fingerprint();
    return new RunGraph(
        entry,
        costModel,
        fingerprint,
        game,
        new OrderVerifier(entry.program(), costModel, VERIFICATION_SEED),
        cost(game, HeuristicOrder.FORWARD),
        cost(game, HeuristicOrder.REVERSE),
        bounds.raise(fingerprint, costModel.label(), game.bounds().total()));
  }

  /** Returns the name of the graph. */
  public String name() {
    return entry.name();
  }

  /** Tells whether the graph was made at random, for the network to practise on. */
  public boolean isPractice() {
    return entry.tag().filter(RandomCurriculum.TAG::equals).isPresent();
  }

  /** Returns the multiplications of the minimum Markowitz order. */
  public long markowitz() {
    return game.markowitz();
  }

  /**
   * Returns the same graph, with the greater one of its lower bound and another.
   *
   * @param proven multiplications that every order takes at least
   */
  public RunGraph boundedBy(long proven) {
    return new RunGraph(
        entry,
        costModel,
        fingerprint,
        game,
        verifier,
        forward,
        reverse,
        Math.max(lowerBound, proven));
  }

  /** Returns the lower bound that the graph's vertex cuts give. */
  public long cutBound() {
    return game.bounds().total();
  }

  /**
   * Returns the best published multiplications, or null where nothing is published that is counted
   * by the same rules. What is published is AlphaGrad's, which counts scalars like the principle.
   */
  public Long published() {
    return published(entry, costModel, game.graph());
  }

  /**
   * Returns the best published multiplications of a function, as {@link #published()} does, without
   * all that a run needs of it.
   *
   * @param graph the function, linearized by the cost model
   */
  public static Long published(CatalogEntry entry, CostModel costModel, ComputationalGraph graph) {
    boolean comparable =
        switch (costModel) {
          case ALPHAGRAD -> true;
          case PRINCIPLE -> graph.isScalar();
          case GRAPHAX -> false;
        };
    return comparable ? entry.published().map(PublishedResult::best).orElse(null) : null;
  }

  private static long cost(VertexGame game, HeuristicOrder heuristic) {
    return EliminationCost.of(game.graph(), heuristic.of(game.graph())).multiplications();
  }
}
