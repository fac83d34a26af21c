package crosscountry.jobs.server;

import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.Table;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.annealing.AnnealingResult;
import crosscountry.environment.game.Trajectory;
import crosscountry.jobs.selfplay.GameBatch;
import crosscountry.jobs.selfplay.PlayTally;
import crosscountry.models.network.LossReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what a run does to the tables: one file per table and wave or not at all. Confined to the
 * driver's main thread.
 */
public final class RunRecorder {

  private static final Logger LOG = LoggerFactory.getLogger(RunRecorder.class);

  private final Warehouse warehouse;
  private final RunIdentity identity;
  private final String method;
  private final OrderRows rows;
  private final CheckpointRows checkpoints;
  private final int attempt;
  private final List<TrajectoryRows> trajectoryRows;
  private final List<OrderRow> orders = new ArrayList<>();
  private final List<MetricRow> metrics = new ArrayList<>();

  /** Appends that are still to be made, in the order in which readers may see them. */
  private final Queue<Runnable> unpublished = new ArrayDeque<>();

  private Position checkpointed;

  /** How far a run has come, apart from the number that it publishes under. */
  private record Position(long steps, long positions, int nextWave, List<Integer> open) {}

  /**
   * Creates a recorder.
   *
   * @param warehouse where the tables are
   * @param identity the run
   * @param attempt number of the attempt at the run, from 1
   * @param method under which the orders that are found by playing are stored
   * @param graphs the run's graphs, in the order in which assignments number them
   */
  public RunRecorder(
      Warehouse warehouse,
      RunIdentity identity,
      int attempt,
      String method,
      List<RunGraph> graphs) {
    this.warehouse = warehouse;
    this.identity = identity;
    this.attempt = attempt;
    this.method = method;
    this.rows = new OrderRows(identity);
    this.checkpoints = new CheckpointRows(identity);
    this.trajectoryRows = graphs.stream().map(TrajectoryRows::new).toList();
  }

  /**
   * Notes an order that beats all before it, after an independent replay has counted and proven it.
   * The row is published with its wave. Orders of graphs that only serve practice are nobody's
   * concern, and are left out.
   *
   * @throws IllegalStateException if the replay counts other than the game did
   */
  public void noteBest(Standing standing, GameBatch batch) {
    if (standing.graph().isPractice()) {
      return;
    }
    orders.add(
        rows.of(
            standing.graph(),
            standing.bestOrder(),
            standing.best(),
            method,
            batch.assignment().wave(),
            batch.version()));
  }

  /** Notes an order that local search made of a self-played one, likewise counted and proven. */
  public void notePolished(Standing standing, AnnealingResult result) {
    orders.add(
        rows.of(
            standing.graph(),
            result.order(),
            result.multiplications(),
            "annealing",
            null,
            standing.bestVersion()));
  }

  /** Publishes the polished orders that have been noted. */
  public void recordPolished() {
    if (!orders.isEmpty()) {
      warehouse
          .orders()
          .append(FileKey.ofRun(identity.runId()).attempt(attempt).part("polished"), orders);
      orders.clear();
    }
  }

  /**
   * Notes an update of the network; the row is published with the next wave. The update will be
   * part of the version after the newest published one.
   *
   * @param elapsed time from the start of the attempt to the update
   */
  void noteUpdate(LearnerReport report, Duration elapsed) {
    if (report.update() instanceof Update.Learnt learnt) {
      LossReport loss = learnt.loss();
      metrics.add(
          updateRow(
              MetricRow.Kind.STEP,
              report,
              elapsed,
              new MetricRow.Learning(
                  loss.policyLoss(),
                  loss.valueLoss(),
                  loss.total(),
                  loss.learningRate(),
                  report.replayPositions()),
              null));
    } else if (report.update() instanceof Update.RolledBack undone) {
      LOG.warn("{}", undone.reason());
      metrics.add(updateRow(MetricRow.Kind.EVENT, report, elapsed, null, undone.reason()));
    }
  }

  private MetricRow updateRow(
      MetricRow.Kind kind,
      LearnerReport report,
      Duration elapsed,
      MetricRow.Learning learning,
      String event) {
    return new MetricRow(
        identity.runId(),
        kind,
        null,
        report.progress().version() + 1,
        report.progress().steps(),
        Instant.now(),
        elapsed.toMillis() / 1e3,
        null,
        null,
        learning,
        null,
        null,
        event);
  }

  /**
   * Publishes a finished wave: its games, the best orders that it found, and the metrics since the
   * wave before. A wave that cannot be written is kept, to be published before anything that comes
   * after it.
   *
   * @param arrivals all games of the wave, by partition
   */
  public void recordWave(
      int wave, List<Arrival> arrivals, List<Standing> standings, TrainingProgress progress) {
    FileKey key = FileKey.ofRun(identity.runId()).wave(wave);
    noteWave(wave, arrivals, standings, progress);
    enqueueOrders(key);
    List<MetricRow> measured = List.copyOf(metrics);
    metrics.clear();
    unpublished.add(
        () -> {
          // Only where waves and learner take turns is a wave played that is there; its games are
          // the same.
          if (!warehouse.trajectories().holds(key)) {
            append(warehouse.metrics(), key, measured);
          }
        });
    // The games come last: a wave whose games are there is there whole.
    List<TrajectoryRow> games = trajectories(arrivals);
    unpublished.add(() -> warehouse.trajectories().append(key, games));
    publish();
  }

  /**
   * Publishes what there is to say of a wave that was cut short: the best orders that it found, and
   * the metrics since the wave before. Its games are not published, for it will be played again.
   *
   * @param arrivals the games of the wave that have arrived
   */
  void recordCut(
      int wave, List<Arrival> arrivals, List<Standing> standings, TrainingProgress progress) {
    FileKey key = FileKey.ofRun(identity.runId()).wave(wave);
    noteWave(wave, arrivals, standings, progress);
    enqueueOrders(key);
    List<MetricRow> measured = List.copyOf(metrics);
    metrics.clear();
    if (!measured.isEmpty()) {
      unpublished.add(() -> warehouse.metrics().append(key.attempt(attempt), measured));
    }
    publish();
  }

  /** Publishes what belongs to no wave that was recorded, such as updates after the last one. */
  void recordRest() {
    FileKey key = FileKey.ofRun(identity.runId()).attempt(attempt).part("rest");
    enqueueOrders(key);
    List<MetricRow> measured = List.copyOf(metrics);
    metrics.clear();
    if (!measured.isEmpty()) {
      unpublished.add(() -> warehouse.metrics().append(key, measured));
    }
    publish();
  }

  private void enqueueOrders(FileKey key) {
    if (!orders.isEmpty()) {
      List<OrderRow> found = List.copyOf(orders);
      orders.clear();
      unpublished.add(() -> append(warehouse.orders(), key, found));
    }
  }

  /** What cannot be published now stays first in the queue, and is published before all else. */
  private void publish() {
    while (!unpublished.isEmpty()) {
      unpublished.element().run();
      unpublished.remove();
    }
  }

  private List<TrajectoryRow> trajectories(List<Arrival> arrivals) {
    List<TrajectoryRow> rows = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      rows.addAll(
          trajectoryRows
              .get(arrival.graph())
              .of(identity.runId(), arrival.batch(), arrival.staleness()));
    }
    return rows;
  }

  private void noteWave(
      int wave, List<Arrival> arrivals, List<Standing> standings, TrainingProgress progress) {
    for (int graph = 0; graph < standings.size(); graph++) {
      noteWave(wave, graph, arrivals, standings.get(graph), progress);
    }
  }

  /** An attempt that was killed between two tables leaves a file without the games it tells of. */
  private <R> void append(Table<R> table, FileKey key, List<R> news) {
    if (!table.append(key, news)) {
      table.append(key.attempt(attempt), news);
    }
  }

  private void noteWave(
      int wave, int graph, List<Arrival> arrivals, Standing standing, TrainingProgress progress) {
    List<Arrival> played = arrivals.stream().filter(arrival -> arrival.graph() == graph).toList();
    if (played.isEmpty()) {
      return;
    }
    PlayTally tally =
        played.stream()
            .map(arrival -> arrival.batch().tally())
            .reduce(PlayTally.NOTHING, PlayTally::plus);
    Long evaluated =
        played.stream()
            .flatMap(arrival -> arrival.batch().evaluation().stream())
            .map(Trajectory::multiplications)
            .findFirst()
            .orElse(null);
    metrics.add(
        new MetricRow(
            identity.runId(),
            MetricRow.Kind.WAVE,
            wave,
            // All games of a wave are played with one version.
            played.get(0).batch().version(),
            progress.steps() == 0 ? null : progress.steps(),
            Instant.now(),
            progress.elapsed().toMillis() / 1e3,
            standing.graph().name(),
            new MetricRow.Play(
                tally.games(),
                tally.moves(),
                tally.evaluations(),
                progress.gamesPerSecond(),
                progress.positionsPerSecond(),
                meanStaleness(played),
                progress.busyShare()),
            null,
            new MetricRow.Costs(
                standing.best(),
                (double) tally.multiplications() / tally.games(),
                evaluated,
                standing.graph().costModel().label()),
            new MetricRow.Load(
                progress.learnerShare(),
                progress.owedUpdates(),
                progress.resultBytes(),
                progress.snapshotBytes()),
            null));
  }

  /** Returns the staleness per game, averaged. */
  private static double meanStaleness(List<Arrival> played) {
    long games = played.stream().mapToLong(arrival -> arrival.batch().tally().games()).sum();
    long stale =
        played.stream()
            .mapToLong(arrival -> arrival.staleness() * arrival.batch().tally().games())
            .sum();
    return (double) stale / games;
  }

  /**
   * Tells whether the newest checkpoint of this attempt says all there is to say.
   *
   * @param progress how far the server has come
   * @param waves which waves have been played
   */
  boolean isCheckpointed(ParameterServer.Progress progress, WaveNumbers waves) {
    return position(progress, waves).equals(checkpointed);
  }

  /**
   * Publishes all that is needed to go on from here, under a new version.
   *
   * @param uncounted positions of open waves, which will be played again
   */
  void checkpoint(SavedServer saved, WaveNumbers waves, long uncounted) {
    ParameterServer.Progress progress = saved.progress();
    Counters counters =
        new Counters(
            progress.version(),
            progress.steps(),
            progress.positions() - uncounted,
            waves.untouched(),
            waves.open());
    // A checkpoint accounts for its waves; without their games none could go on from it.
    publish();
    warehouse.checkpoints().append(checkpoints.of(saved.learner(), counters));
    checkpointed = position(progress, waves);
  }

  private static Position position(ParameterServer.Progress progress, WaveNumbers waves) {
    return new Position(progress.steps(), progress.positions(), waves.untouched(), waves.open());
  }
}
