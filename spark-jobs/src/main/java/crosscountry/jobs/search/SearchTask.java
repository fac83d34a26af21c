package crosscountry.jobs.search;

import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.jobs.selfplay.SeedMix;
import java.time.Duration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** Searches on an executor, each task by its number with other random choices. */
final class SearchTask implements Function<Integer, Finding> {

  private static final long serialVersionUID = 1L;

  private final TimedMethod method;
  private final Broadcast<ComputationalGraph> graph;
  private final Duration budget;
  private final long seed;

  SearchTask(TimedMethod method, Broadcast<ComputationalGraph> graph, Duration budget, long seed) {
    this.method = method;
    this.graph = graph;
    this.budget = budget;
    this.seed = seed;
  }

  @Override
  public Finding call(Integer number) {
    DriverLine line = new DriverLine(TaskContext.get());
    Finding finding = method.search(graph.value(), budget, SeedMix.of(seed, number), line);
    line.ended(finding.multiplications());
    return finding;
  }
}
