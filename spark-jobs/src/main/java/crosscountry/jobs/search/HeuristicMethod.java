package crosscountry.jobs.search;

import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.jobs.server.RunGraph;
import java.time.Duration;
import java.util.Locale;

/**
 * A rule that gives one order, without choice or budget.
 *
 * @param heuristic the rule
 */
public record HeuristicMethod(HeuristicOrder heuristic) implements ImmediateMethod {

  @Override
  public String name() {
    return heuristic.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public SearchResult find(RunGraph graph) {
    long start = System.nanoTime();
    EliminationOrder order = heuristic.of(graph.game().graph());
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    return new SearchResult(
        order,
        EliminationCost.of(graph.game().graph(), order).multiplications(),
        null,
        graph.lowerBound(),
        elapsed);
  }
}
