package crosscountry.jobs.server;

import crosscountry.environment.annealing.AnnealingBudget;
import crosscountry.environment.annealing.SimulatedAnnealing;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.jobs.selfplay.SchedulerPool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Expert iteration with local search as the expert: simulated annealing finds an order of each
 * graph, and the learner imitates the game that plays it. What it finds counts as nobody's result.
 */
public final class Teaching {

  /** How long a request to stop may go unnoticed. */
  private static final Duration PAUSE = Duration.ofMillis(100);

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

  /**
   * Searches an order of each graph, and shows them all to the learner.
   *
   * @param stopRequested true ends the search with nothing
   */
  public void run(List<RunGraph> graphs, ParameterServer server, BooleanSupplier stopRequested)
      throws InterruptedException {
    List<int[]> orders = search(graphs, stopRequested);
    for (int index = 0; index < orders.size(); index++) {
      RunGraph graph = graphs.get(index);
      EliminationOrder order = EliminationOrder.ofVertices(graph.game().graph(), orders.get(index));
      server.show(graph.game(), Trajectory.of(graph.game(), order));
    }
  }

  /** Returns an order of vertices for each graph; none if the search was stopped. */
  private List<int[]> search(List<RunGraph> graphs, BooleanSupplier stopRequested)
      throws InterruptedException {
    List<ComputationalGraph> subjects = graphs.stream().map(graph -> graph.game().graph()).toList();
    // Copied, because tasks carry what their function refers to, and this object cannot travel.
    long budget = windows;
    long source = seed;
    SchedulerPool.TEACHING.enter(context);
    // Each thread takes the next graph when it is done with one, on whatever executor it is.
    JavaFutureAction<List<int[]>> search =
        context
            .parallelize(subjects, Math.max(1, subjects.size()))
            .map(subject -> anneal(subject, budget, source))
            .collectAsync();
    while (!search.isDone() && !stopRequested.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
    if (search.isDone()) {
      return found(search);
    }
    search.cancel(true);
    return List.of();
  }

  private static List<int[]> found(JavaFutureAction<List<int[]>> search)
      throws InterruptedException {
    try {
      return search.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the teacher's search failed", failed.getCause());
    }
  }

  private static int[] anneal(ComputationalGraph graph, long windows, long seed) {
    return new SimulatedAnnealing(graph)
        .run(new AnnealingBudget.Windows(windows), seed, () -> false)
        .order()
        .vertices();
  }
}
