package crosscountry.jobs.command;

import crosscountry.datasets.tables.BoundRow;
import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.bound.BoundProof;
import crosscountry.jobs.bound.BoundResult;
import crosscountry.jobs.server.OrderRows;
import crosscountry.jobs.server.RunGraph;
import crosscountry.jobs.server.RunHistory;
import crosscountry.jobs.server.RunIdentity;
import crosscountry.jobs.server.RunLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One proof of a lower bound, from the first row of the runs table to the last. */
final class BoundSession {

  private static final int ONLY_ATTEMPT = 1;

  private final RunIdentity identity;
  private final RunGraph graph;
  private final Duration budget;
  private final Warehouse warehouse;

  BoundSession(Warehouse warehouse, RunIdentity identity, RunGraph graph, Duration budget) {
    this.warehouse = warehouse;
    this.identity = identity;
    this.graph = graph;
    this.budget = budget;
  }

  /**
   * How a proof ended.
   *
   * @param status the exit status
   * @param graph the graph, with the greatest bound that is known now
   * @param result what was proven and found
   * @param row the best order, as it was recorded
   */
  record Outcome(ExitStatus status, RunGraph graph, BoundResult result, OrderRow row) {}

  /**
   * Proves and records.
   *
   * @throws BadInputException if the run is there already
   */
  Outcome run() throws InterruptedException {
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
      BoundResult result =
          new BoundProof(graph, budget, identity.seed())
              .run(new BoundProgressLine(graph, Diagnostics.chosen()), stop);
      RunGraph bounded = graph.boundedBy(result.lowerBound());
      FileKey key = FileKey.ofRun(identity.runId()).attempt(ONLY_ATTEMPT);
      if (BoundProof.isApplicableTo(graph)) {
        warehouse.bounds().appendNew(key.part(BoundProof.METHOD), List.of(boundRow(result)));
      }
      OrderRow row =
          new OrderRows(identity)
              .ofSearch(
                  bounded,
                  result.order(),
                  result.multiplications(),
                  bounded.lowerBound(),
                  result.method());
      warehouse.orders().appendNew(key.part(result.method()), List.of(row));
      boolean complete = !stop.getAsBoolean();
      ExitStatus status = complete ? ExitStatus.DONE : ExitStatus.STOPPED;
      log.end(
          complete ? "done" : "stopped",
          status.code(),
          complete ? null : "stopped on request; what was proven until then is recorded");
      return new Outcome(status, bounded, result, row);
    } catch (Throwable failure) {
      // Whatever ends the attempt belongs into the runs table.
      log.endAfter(failure, ExitStatus.FAILURE.code(), ErrorReport.firstLine(failure));
      throw failure;
    }
  }

  private BoundRow boundRow(BoundResult result) {
    return new BoundRow(
        identity.runId(),
        graph.name(),
        graph.fingerprint(),
        graph.costModel().label(),
        result.lowerBound(),
        graph.cutBound(),
        BoundProof.METHOD,
        result.rounds(),
        result.elapsed().toMillis() / 1e3,
        Instant.now(),
        identity.software());
  }
}
