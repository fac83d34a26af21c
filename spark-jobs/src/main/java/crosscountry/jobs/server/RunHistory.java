package crosscountry.jobs.server;

import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.RestoredCheckpoint;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.elimination.EliminationOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the tables already hold of a run. */
public final class RunHistory {

  private static final Pattern WAVE = Pattern.compile(".*\\.wave-(\\d+)");

  private final Warehouse warehouse;
  private final FileKey run;
  private final String runId;

  /** Looks at a run's rows in a warehouse. */
  public RunHistory(Warehouse warehouse, String runId) {
    this.warehouse = warehouse;
    this.runId = runId;
    this.run = FileKey.ofRun(runId);
  }

  /** Tells whether the run has written anything. */
  public boolean exists() {
    return !warehouse.runs().keys(run).isEmpty()
        || !warehouse.checkpoints().table().keys(run).isEmpty();
  }

  /** Returns the number of the next attempt at this run, from 1. */
  public int nextAttempt() {
    return Math.toIntExact(
        1
            + warehouse.runs().keys(run).stream()
                .filter(key -> key.value().endsWith("begin"))
                .count());
  }

  /** Returns the newest checkpoint that can be read, and what was skipped for it. */
  public RestoredCheckpoint newestCheckpoint() {
    return warehouse.checkpoints().latest(runId);
  }

  /** Returns the number of the first wave that no file holds. */
  public int firstFreeWave() {
    int free = 0;
    for (FileKey key : warehouse.trajectories().keys(run)) {
      Matcher matcher = WAVE.matcher(key.value());
      if (matcher.matches()) {
        free = Math.max(free, Integer.parseInt(matcher.group(1)) + 1);
      }
    }
    return free;
  }

  /**
   * Gives a resumed server its games back, oldest first, and the standings their best orders.
   *
   * @param counters the checkpoint's counters; later games are left to be played again or counted
   *     anew
   */
  public void restore(ParameterServer server, List<Standing> standings, Counters counters) {
    Map<String, Standing> byFingerprint = new HashMap<>();
    standings.forEach(standing -> byFingerprint.put(standing.graph().fingerprint(), standing));
    for (TrajectoryRow row : recentTrajectories(counters)) {
      Standing standing = byFingerprint.get(row.graphFingerprint());
      if (standing != null) {
        server.recall(
            standing.graph().game(), new TrajectoryRows(standing.graph()).trajectory(row));
      }
    }
    for (OrderRow row : orders()) {
      Standing standing = byFingerprint.get(row.graphFingerprint());
      if (standing != null) {
        standing.recall(
            EliminationOrder.ofEquations(standing.graph().game().graph(), row.order().toArray()),
            row.multiplications());
      }
    }
  }

  private List<OrderRow> orders() {
    return warehouse.orders().keys(run).isEmpty() ? List.of() : warehouse.orders().read(run);
  }

  private List<TrajectoryRow> recentTrajectories(Counters counters) {
    List<TrajectoryRow> rows = new ArrayList<>();
    for (FileKey key : warehouse.trajectories().keys(run)) {
      Matcher matcher = WAVE.matcher(key.value());
      if (matcher.matches() && Integer.parseInt(matcher.group(1)) < counters.nextWave()) {
        rows.addAll(warehouse.trajectories().read(key));
      }
    }
    return rows;
  }
}
