package crosscountry.jobs.search;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.jobs.server.RunGraph;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs a timed method in the calling thread, without Spark. */
public final class LocalSearch {

  private final TimedMethod method;
  private final Duration budget;
  private final long seed;

  /**
   * Prepares a search.
   *
   * @param method how to search
   * @param budget how long to search
   * @param seed source of all random choices
   */
  public LocalSearch(TimedMethod method, Duration budget, long seed) {
    this.method = method;
    this.budget = budget;
    this.seed = seed;
  }

  /**
   * Searches until the budget, a proof or a request ends it.
   *
   * @param watcher is told a few times a second how the search stands
   * @param stopRequested tells whether to end with what there is
   */
  public SearchResult run(
      RunGraph graph, Consumer<SearchProgress> watcher, BooleanSupplier stopRequested) {
    SearchBoard board = new SearchBoard(graph.lowerBound(), budget, stopRequested);
    LocalLine line = new LocalLine(board, budget, watcher);
    Finding found = method.search(graph.game().graph(), budget, seed, line);
    return new SearchResult(
        EliminationOrder.ofEquations(graph.game().graph(), found.equations().toArray()),
        found.multiplications(),
        found.windows(),
        Math.max(found.lowerBound(), graph.lowerBound()),
        board.elapsed());
  }
}
