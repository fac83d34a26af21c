package crosscountry.jobs.search;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.jobs.server.RunGraph;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Runs a timed method in as many Spark tasks as there are cores, for one and the same time, and
 * takes the best. An order that reaches the lower bound ends the search for all tasks.
 */
public final class ParallelSearch {

  private final JavaSparkContext context;
  private final TimedMethod method;
  private final Duration budget;
  private final long seed;

  /**
   * Prepares a search.
   *
   * @param context where tasks run, with {@link RecallPlugin} among its plugins
   * @param method how each task searches
   * @param budget how long each task searches
   * @param seed source of all random choices
   */
  public ParallelSearch(JavaSparkContext context, TimedMethod method, Duration budget, long seed) {
    this.context = context;
    this.method = method;
    this.budget = budget;
    this.seed = seed;
  }

  /**
   * Searches until the budget, the lower bound or a request ends it.
   *
   * @param watcher is told a few times a second how the search stands
   * @param stopRequested tells whether to end with what the tasks have
   * @throws InterruptedException if the thread is interrupted while it waits for the tasks
   * @throws SearchFailedException if Spark gives up on a task
   */
  public SearchResult run(
      RunGraph graph, Consumer<SearchProgress> watcher, BooleanSupplier stopRequested)
      throws InterruptedException {
    SearchBoard board = new SearchBoard(graph.lowerBound(), budget, stopRequested);
    // Where no executor ever comes, a request to stop is heard nevertheless.
    BooleanSupplier inVain = () -> stopRequested.getAsBoolean() && !board.hasBegun();
    awaitExecutors(inVain);
    int tasks = context.defaultParallelism();
    RecallPlugin.answerBy(board);
    Broadcast<ComputationalGraph> shared = context.broadcast(graph.game().graph());
    context.setJobDescription("search by " + method.name());
    JavaFutureAction<List<Finding>> job =
        numbers(tasks).map(new SearchTask(method, shared, budget, seed)).collectAsync();
    try {
      Runnable watching =
          () -> watcher.accept(new SearchProgress(board.least(), board.elapsed(), budget, tasks));
      List<Finding> findings =
          await(job, inVain, watching).orElseGet(() -> List.of(withoutTasks(graph)));
      return best(graph, findings, board.elapsed());
    } finally {
      job.cancel(true);
      RecallPlugin.answerBy(null);
    }
  }

  /** The cores are known, and code is loaded on them, when a first job has run. */
  private void awaitExecutors(BooleanSupplier inVain) throws InterruptedException {
    context.setJobDescription("wait for executors");
    JavaFutureAction<Long> job = numbers(context.defaultParallelism()).countAsync();
    await(job, inVain, () -> {});
    job.cancel(true);
  }

  private JavaRDD<Integer> numbers(int tasks) {
    return context.parallelize(IntStream.range(0, tasks).boxed().toList(), tasks);
  }

  /** Returns what a job gives, or nothing if it turns out to be waited for in vain. */
  private static <T> Optional<T> await(
      JavaFutureAction<T> job, BooleanSupplier inVain, Runnable meanwhile)
      throws InterruptedException {
    while (!inVain.getAsBoolean()) {
      try {
        return Optional.of(job.get(200, TimeUnit.MILLISECONDS));
      } catch (TimeoutException atWork) {
        meanwhile.run();
      } catch (ExecutionException failure) {
        throw new SearchFailedException(failure.getCause());
      }
    }
    return Optional.empty();
  }

  /** Returns what the driver finds at once. */
  private Finding withoutTasks(RunGraph graph) {
    return method.search(graph.game().graph(), budget, seed, new Recalled());
  }

  private static SearchResult best(RunGraph graph, List<Finding> findings, Duration elapsed) {
    Finding best =
        findings.stream().min(Comparator.comparingLong(Finding::multiplications)).orElseThrow();
    Long windows =
        findings.stream()
            .map(Finding::windows)
            .filter(Objects::nonNull)
            .reduce(Long::sum)
            .orElse(null);
    return new SearchResult(
        EliminationOrder.ofEquations(graph.game().graph(), best.equations().toArray()),
        best.multiplications(),
        windows,
        findings.stream().mapToLong(Finding::lowerBound).reduce(graph.lowerBound(), Math::max),
        elapsed);
  }
}
