package crosscountry.jobs.server;

import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.RestoredCheckpoint;
import crosscountry.datasets.tables.RowCheck;
import crosscountry.datasets.tables.RunRow;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.game.Trajectory;
import crosscountry.jobs.configuration.Pace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the tables already hold of a run. */
public final class RunHistory {

  private static final Pattern ATTEMPT = Pattern.compile(".*\\.attempt-(\\d+)(\\..*)?");
  private static final Pattern WAVE = Pattern.compile(".*\\.wave-(\\d+)(\\..*)?");

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
    return 1
        + warehouse.runs().keys(run).stream()
            .mapToInt(key -> number(ATTEMPT, key).orElse(0))
            .max()
            .orElse(0);
  }

  /**
   * Tells whether an attempt at the run came to its own end.
   *
   * @param quarantine is told of rows that cannot be read
   */
  public boolean isDone(Quarantine quarantine) {
    return warehouse.runs().usable(RowCheck.none(), quarantine).read(run).stream()
        .anyMatch(row -> row.status().equals(RunLog.DONE));
  }

  /** Returns the newest checkpoint that can be read, and what was skipped for it. */
  public RestoredCheckpoint newestCheckpoint() {
    return warehouse.checkpoints().latest(runId);
  }

  /**
   * Returns the settings of the run's newest attempt, as text, if there was one.
   *
   * @param quarantine is told of rows that cannot be read
   */
  public Optional<String> configuration(Quarantine quarantine) {
    return warehouse.runs().usable(RowCheck.none(), quarantine).read(run).stream()
        .max(Comparator.comparingInt(RunRow::attempt))
        .map(RunRow::configuration);
  }

  /**
   * Returns where an attempt goes on that resumes from a checkpoint. Where waves and learner take
   * turns, all that was done after the checkpoint is done again and comes out the same; otherwise
   * what has been played stays played, and no version number is given twice.
   *
   * @param quarantine takes what cannot be gone on from
   */
  public Resumption resumption(Counters counters, Pace pace, Quarantine quarantine) {
    long version =
        pace.isSynchronous()
            ? counters.version()
            : Math.max(counters.version(), newestVersion(counters, quarantine));
    return new Resumption(counters, pace, version);
  }

  /** Returns the greatest number that rows give to a version of which the checkpoint knows not. */
  private long newestVersion(Counters counters, Quarantine quarantine) {
    LongAccumulator newest = new LongAccumulator(Math::max, 0);
    Predicate<FileKey> unknown =
        key -> key.startsWith(run) && !counters.accountsFor(wave(key).orElse(Integer.MAX_VALUE));
    warehouse
        .metrics()
        .usable(RowCheck.none(), quarantine)
        .scan(unknown, row -> newest.accumulate(row.version()));
    warehouse
        .orders()
        .usable(RowCheck.none(), quarantine)
        .scan(unknown, row -> newest.accumulate(row.version() == null ? 0 : row.version()));
    return newest.get();
  }

  /** Returns the waves that an attempt does not play again. */
  Set<Integer> finishedWaves(Resumption resumption) {
    if (resumption.pace().isSynchronous()) {
      return IntStream.range(0, resumption.counters().nextWave())
          .filter(resumption.counters()::accountsFor)
          .boxed()
          .collect(Collectors.toSet());
    }
    Set<Integer> finished = new TreeSet<>();
    for (FileKey key : warehouse.trajectories().keys(run)) {
      wave(key).ifPresent(finished::add);
    }
    return finished;
  }

  /**
   * Gives a resumed server its games back, oldest first, and the standings their best orders.
   *
   * @param quarantine takes what cannot be gone on from
   * @return the waves that are not to be played again
   */
  public Set<Integer> restore(
      ParameterServer server,
      List<Standing> standings,
      Resumption resumption,
      Quarantine quarantine) {
    Map<String, Standing> byFingerprint = new HashMap<>();
    Map<String, RunGraph> graphs = new HashMap<>();
    for (Standing standing : standings) {
      byFingerprint.put(standing.graph().fingerprint(), standing);
      graphs.put(standing.graph().fingerprint(), standing.graph());
    }
    Set<Integer> listed = finishedWaves(resumption);
    warehouse
        .trajectories()
        .usable(new GameCheck(graphs), quarantine)
        .scan(
            key -> key.startsWith(run) && listed.contains(wave(key).orElse(-1)),
            row -> recall(row, byFingerprint.get(row.graphFingerprint()), server));
    // Files that turned out to be damaged are no longer there.
    Set<Integer> finished = finishedWaves(resumption);
    Counters counters = resumption.counters();
    for (int wave : finished) {
      if (!counters.accountsFor(wave)) {
        server.credit(moves(wave, quarantine));
      }
    }
    for (int wave = 0; wave < counters.nextWave(); wave++) {
      if (counters.accountsFor(wave) && !finished.contains(wave)) {
        server.credit(-moves(wave, quarantine));
      }
    }
    for (OrderRow row : orders(new ReplayedOrderCheck(graphs), quarantine)) {
      Standing standing = byFingerprint.get(row.graphFingerprint());
      if (standing != null) {
        standing.recall(
            EliminationOrder.ofEquations(standing.graph().game().graph(), row.order().toArray()),
            row.multiplications(),
            row.version());
      }
    }
    return finished;
  }

  /**
   * Returns the moves of all games of a wave, kept or not. Of a wave that was played again, because
   * a driver died before it was there whole, the last play counts.
   */
  private long moves(int wave, Quarantine quarantine) {
    List<List<MetricRow>> plays = new ArrayList<>();
    for (FileKey file : warehouse.metrics().keys(run.wave(wave))) {
      List<MetricRow> play = new ArrayList<>();
      warehouse
          .metrics()
          .usable(RowCheck.none(), quarantine)
          .scanFile(
              file,
              row -> {
                if (row.kind() == MetricRow.Kind.WAVE && row.play() != null) {
                  play.add(row);
                }
              });
      plays.add(play);
    }
    return plays.stream()
        .filter(rows -> !rows.isEmpty())
        .max(Comparator.comparing(rows -> rows.get(0).recordedAt()))
        .map(rows -> rows.stream().mapToLong(row -> row.play().moves()).sum())
        .orElse(0L);
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
    return number(WAVE, key);
  }

  private static OptionalInt number(Pattern pattern, FileKey key) {
    Matcher matcher = pattern.matcher(key.value());
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
