package crosscountry.jobs.server;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.game.Trajectory;

/** The best that self-play has found on one graph, and what it took. Confined to one thread. */
public final class Standing {

  private final RunGraph graph;
  private long best = Long.MAX_VALUE;
  private EliminationOrder bestOrder;
  private long moves;
  private Long bestVersion;
  private Long polished;
  private Long movesToBest;
  private Double secondsToBest;

  /** Creates the standing of a graph on which nothing has been played. */
  public Standing(RunGraph graph) {
    this.graph = graph;
  }

  /** Counts moves that have been played. */
  public void count(long played) {
    moves += played;
  }

  /**
   * Takes a finished game into account, whose moves have been counted.
   *
   * @param version number of the network version that played it
   * @param seconds time since the run began
   * @return whether the game beat all before it
   */
  public boolean admit(Trajectory game, long version, double seconds) {
    if (game.multiplications() >= best) {
      return false;
    }
    best = game.multiplications();
    bestOrder = game.order(graph.game());
    bestVersion = version;
    movesToBest = moves;
    secondsToBest = seconds;
    return true;
  }

  /** Takes over the best count of an earlier attempt of the run. */
  public void recall(EliminationOrder order, long multiplications, Long version) {
    if (multiplications < best) {
      best = multiplications;
      bestOrder = order;
      bestVersion = version;
      movesToBest = null;
      secondsToBest = null;
    }
  }

  /** Returns the graph. */
  public RunGraph graph() {
    return graph;
  }

  /** Tells whether any game has been finished. */
  public boolean isPlayed() {
    return bestOrder != null;
  }

  /** Returns the fewest multiplications of any game. */
  public long best() {
    return best;
  }

  /** Returns the order of the best game. */
  public EliminationOrder bestOrder() {
    return bestOrder;
  }

  /** Returns the number of the network version that played the best game. */
  public Long bestVersion() {
    return bestVersion;
  }

  /** Takes into account what local search made of the best order. */
  public void polish(long multiplications) {
    polished = multiplications;
  }

  /** Returns the fewest multiplications after local search, null where there was none. */
  public Long polished() {
    return polished;
  }

  /** Returns the moves that had been played when the best game came in, null if it is recalled. */
  public Long movesToBest() {
    return movesToBest;
  }

  /**
   * Returns the seconds from the start of this attempt to the end of the best game, null if it is
   * recalled.
   */
  public Double secondsToBest() {
    return secondsToBest;
  }
}
