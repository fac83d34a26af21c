package crosscountry.jobs.server;

import crosscountry.environment.annealing.AnnealingBudget;
import crosscountry.environment.annealing.SimulatedAnnealing;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.jobs.selfplay.SchedulerPool;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Expert iteration with local search as the expert: simulated annealing finds an order of each
 * graph, and the learner imitates the game that plays it. What it finds counts as nobody's result.
 */
public final class Teaching {

  private final JavaSparkContext context;
  private final long windows;
  private final long seed;

  /**
   * Prepares the lessons.
   *
   * @param context where the search runs
   * @param windows re-insertions to try on each graph
   * @param seed source of its choices
   */
  public Teaching(JavaSparkContext context, long windows, long seed) {
    this.context = context;
    this.windows = windows;
    this.seed = seed;
  }

  /** Searches an order of each graph, and shows them all to the learner. */
  public void run(List<RunGraph> graphs, ParameterServer server) {
    List<int[]> orders = search(graphs);
    for (int index = 0; index < orders.size(); index++) {
      RunGraph graph = graphs.get(index);
      EliminationOrder order = EliminationOrder.ofVertices(graph.game().graph(), orders.get(index));
      server.show(graph.game(), Trajectory.of(graph.game(), order));
    }
  }

  /** Returns an order of vertices for each graph. */
  private List<int[]> search(List<RunGraph> graphs) {
    List<ComputationalGraph> subjects = graphs.stream().map(graph -> graph.game().graph()).toList();
    // Copied, because tasks carry what their function refers to, and this object cannot travel.
    long budget = windows;
    long source = seed;
    SchedulerPool.TEACHING.enter(context);
    // Each thread takes the next graph when it is done with one, on whatever executor it is.
    return context
        .parallelize(subjects, Math.max(1, subjects.size()))
        .map(subject -> anneal(subject, budget, source))
        .collect();
  }

  private static int[] anneal(ComputationalGraph graph, long windows, long seed) {
    return new SimulatedAnnealing(graph)
        .run(new AnnealingBudget.Windows(windows), seed, () -> false)
        .order()
        .vertices();
  }
}
