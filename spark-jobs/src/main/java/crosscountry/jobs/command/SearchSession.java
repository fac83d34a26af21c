package crosscountry.jobs.command;

import crosscountry.datasets.tables.BoundRow;
import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.search.ImmediateMethod;
import crosscountry.jobs.search.LocalSearch;
import crosscountry.jobs.search.ParallelSearch;
import crosscountry.jobs.search.SearchMethod;
import crosscountry.jobs.search.SearchResult;
import crosscountry.jobs.search.TimedMethod;
import crosscountry.jobs.server.OrderRows;
import crosscountry.jobs.server.RunGraph;
import crosscountry.jobs.server.RunHistory;
import crosscountry.jobs.server.RunIdentity;
import crosscountry.jobs.server.RunLog;
import crosscountry.jobs.spark.SparkSessions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** One search, from opening the warehouse to the last row of the runs table. */
final class SearchSession {

  private static final int ONLY_ATTEMPT = 1;

  private final RunIdentity identity;
  private final RunGraph graph;
  private final Duration budget;
  private final Warehouse warehouse;

  SearchSession(String warehouse, RunIdentity identity, RunGraph graph, Duration budget) {
    this.identity = identity;
    this.graph = graph;
    this.budget = budget;
    this.warehouse = Warehouse.open(warehouse);
  }

  /**
   * How a search ended.
   *
   * @param status the exit status
   * @param graph the graph
   * @param result what was found
   * @param row the same, as it was recorded
   */
  record Outcome(ExitStatus status, RunGraph graph, SearchResult result, OrderRow row) {}

  /**
   * Searches and records.
   *
   * @throws BadInputException if the run is there already
   */
  Outcome run(SearchMethod method) throws InterruptedException {
    if (new RunHistory(warehouse, identity.runId()).exists()) {
      throw new BadInputException(
          "run %s is already in %s; choose another --run-id"
              .formatted(identity.runId(), warehouse.location()));
    }
    RunLog log = new RunLog(warehouse, identity, ONLY_ATTEMPT, List.of(graph));
    Leftovers.remove(warehouse);
    log.begin();
    try {
      StopSignal stop = StopSignal.installed();
      SearchResult result = result(method, stop);
      OrderRow row =
          new OrderRows(identity)
              .ofSearch(
                  graph,
                  result.order(),
                  result.multiplications(),
                  result.lowerBound(),
                  method.name());
      FileKey key = FileKey.ofRun(identity.runId()).attempt(ONLY_ATTEMPT).part(method.name());
      warehouse.orders().appendNew(key, List.of(row));
      if (result.lowerBound() > graph.lowerBound()) {
        warehouse.bounds().appendNew(key, List.of(boundRow(method, result)));
      }
      boolean complete = !stop.getAsBoolean();
      ExitStatus status = complete ? ExitStatus.DONE : ExitStatus.STOPPED;
      log.end(
          complete ? "done" : "stopped",
          status.code(),
          complete ? null : "stopped on request; the best order until then is recorded");
      return new Outcome(status, graph, result, row);
    } catch (Throwable failure) {
      // Whatever ends the attempt, even what Spark throws undeclared, belongs into the runs table.
      log.endAfter(failure, ExitStatus.FAILURE.code(), ErrorReport.firstLine(failure));
      throw failure;
    }
  }

  /** Describes a bound that the search proved by leaving nothing out. */
  private BoundRow boundRow(SearchMethod method, SearchResult result) {
    return new BoundRow(
        identity.runId(),
        graph.name(),
        graph.fingerprint(),
        graph.costModel().label(),
        result.lowerBound(),
        graph.cutBound(),
        method.name(),
        0,
        result.elapsed().toMillis() / 1e3,
        Instant.now(),
        identity.software());
  }

  private SearchResult result(SearchMethod method, StopSignal stop) throws InterruptedException {
    if (method instanceof ImmediateMethod immediate) {
      return immediate.find(graph);
    }
    TimedMethod timed = (TimedMethod) method;
    SearchProgressLine progress =
        new SearchProgressLine(graph, Diagnostics.chosen(), Duration.ofSeconds(5));
    return switch (timed.staffing()) {
      case EVERY_CORE -> searchInParallel(timed, progress, stop);
      case DRIVER_ALONE ->
          new LocalSearch(timed, budget, identity.seed()).run(graph, progress, stop);
    };
  }

  private SearchResult searchInParallel(
      TimedMethod method, SearchProgressLine progress, StopSignal stop)
      throws InterruptedException {
    try (SparkSession spark = SparkSessions.forSearch("crosscountry search " + identity.runId())) {
      JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
      return new ParallelSearch(context, method, budget, identity.seed())
          .run(graph, progress, stop);
    }
  }
}
