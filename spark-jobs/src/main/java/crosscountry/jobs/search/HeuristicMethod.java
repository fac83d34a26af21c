package crosscountry.jobs.search;

import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.heuristic.HeuristicOrder;
import java.time.Duration;
import java.util.Locale;

/**
 * A rule that gives one order, without choice or budget.
 *
 * @param heuristic the rule
 */
public record HeuristicMethod(HeuristicOrder heuristic) implements SearchMethod {

  @Override
  public String name() {
    return heuristic.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the order of a graph, computed in this thread. */
  public SearchResult find(ComputationalGraph graph) {
    long start = System.nanoTime();
    EliminationOrder order = heuristic.of(graph);
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    return new SearchResult(
        order, EliminationCost.of(graph, order).multiplications(), null, elapsed);
  }
}
