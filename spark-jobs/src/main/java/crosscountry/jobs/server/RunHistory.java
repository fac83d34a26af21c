package crosscountry.jobs.server;

import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.RestoredCheckpoint;
import crosscountry.datasets.tables.RowCheck;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.game.Trajectory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

  /** Returns the number of the first wave of which no table has a file. */
  public int firstFreeWave() {
    return Stream.of(warehouse.trajectories(), warehouse.orders(), warehouse.metrics())
        .flatMap(table -> table.keys(run).stream())
        .mapToInt(key -> 1 + wave(key).orElse(-1))
        .max()
        .orElse(0);
  }

  /**
   * Gives a resumed server its games back, oldest first, and the standings their best orders.
   *
   * @param counters the checkpoint's counters; games of later waves are left out
   * @param quarantine takes what cannot be gone on from
   */
  public void restore(
      ParameterServer server, List<Standing> standings, Counters counters, Quarantine quarantine) {
    Map<String, Standing> byFingerprint = new HashMap<>();
    Map<String, RunGraph> graphs = new HashMap<>();
    for (Standing standing : standings) {
      byFingerprint.put(standing.graph().fingerprint(), standing);
      graphs.put(standing.graph().fingerprint(), standing.graph());
    }
    warehouse
        .trajectories()
        .usable(new GameCheck(graphs), quarantine)
        .scan(
            key -> key.startsWith(run) && wave(key).orElse(Integer.MAX_VALUE) < counters.nextWave(),
            row -> recall(row, byFingerprint.get(row.graphFingerprint()), server));
    for (OrderRow row : orders(new ReplayedOrderCheck(graphs), quarantine)) {
      Standing standing = byFingerprint.get(row.graphFingerprint());
      if (standing != null) {
        standing.recall(
            EliminationOrder.ofEquations(standing.graph().game().graph(), row.order().toArray()),
            row.multiplications(),
            row.version());
      }
    }
  }

  private static void recall(TrajectoryRow row, Standing standing, ParameterServer server) {
    if (standing == null) {
      return;
    }
    RunGraph graph = standing.graph();
    Trajectory trajectory = new TrajectoryRows(graph).trajectory(row);
    server.recall(graph.game(), trajectory);
    if (graph.isPractice()) {
      // The table of orders has none of these.
      standing.recall(trajectory.order(graph.game()), trajectory.multiplications(), row.version());
    }
  }

  private static OptionalInt wave(FileKey key) {
    Matcher matcher = WAVE.matcher(key.value());
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /** Returns what self-play found; what local search made of it is another matter. */
  private List<OrderRow> orders(RowCheck<OrderRow> check, Quarantine quarantine) {
    return warehouse.orders().usable(check, quarantine).read(run).stream()
        .filter(row -> row.version() != null && row.wave() != null)
        .toList();
  }
}
