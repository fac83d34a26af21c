package crosscountry.jobs.server;

import crosscountry.datasets.tables.Bytes;
import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.Floats;
import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.annealing.AnnealingResult;
import crosscountry.environment.game.Trajectory;
import crosscountry.jobs.selfplay.GameBatch;
import crosscountry.jobs.selfplay.PlayTally;
import crosscountry.models.network.LossReport;
import crosscountry.models.network.NetworkSnapshot;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Writes what a run does to the tables: one file per table and wave or not at all. Confined to the
 * driver's main thread.
 */
public final class RunRecorder {

  private final Warehouse warehouse;
  private final RunIdentity identity;
  private final String method;
  private final OrderRows rows;
  private final List<TrajectoryRows> trajectoryRows;
  private final List<OrderRow> orders = new ArrayList<>();
  private final List<MetricRow> metrics = new ArrayList<>();
  private final Queue<WaveRows> unpublished = new ArrayDeque<>();
  private Position checkpointed;

  /** How far a run has come, apart from the number that it publishes under. */
  private record Position(long steps, long positions, int nextWave) {}

  /** What a wave leaves in the tables, under one key. */
  private record WaveRows(
      FileKey key,
      List<OrderRow> orders,
      List<MetricRow> metrics,
      List<TrajectoryRow> trajectories) {}

  /**
   * Creates a recorder.
   *
   * @param warehouse where the tables are
   * @param identity the run
   * @param method under which the orders that are found by playing are stored
   * @param graphs the run's graphs, in the order in which assignments number them
   */
  public RunRecorder(
      Warehouse warehouse, RunIdentity identity, String method, List<RunGraph> graphs) {
    this.warehouse = warehouse;
    this.identity = identity;
    this.method = method;
    this.rows = new OrderRows(identity);
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

  /**
   * Publishes the polished orders that have been noted.
   *
   * @param attempt number of the attempt at the run, from 1
   */
  public void recordPolished(int attempt) {
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
   */
  public void noteUpdate(LossReport loss, TrainingProgress progress, ParameterServer server) {
    metrics.add(
        new MetricRow(
            identity.runId(),
            MetricRow.Kind.STEP,
            null,
            server.progress().version() + 1,
            server.progress().steps(),
            Instant.now(),
            progress.elapsed().toMillis() / 1e3,
            null,
            null,
            new MetricRow.Learning(
                loss.policyLoss(),
                loss.valueLoss(),
                loss.total(),
                loss.learningRate(),
                server.replayPositions()),
            null));
  }

  /**
   * Publishes a finished wave: its games, the best orders that it found, and the metrics since the
   * wave before. A wave that cannot be written is kept, to be published before anything that comes
   * after it.
   *
   * @param arrivals all games of the wave, by partition
   */
  public void recordWave(
      int wave,
      List<Arrival> arrivals,
      List<Standing> standings,
      TrainingProgress progress,
      ParameterServer server) {
    FileKey key = FileKey.ofRun(identity.runId()).wave(wave);
    List<TrajectoryRow> trajectories = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      trajectories.addAll(
          trajectoryRows
              .get(arrival.graph())
              .of(identity.runId(), arrival.batch(), arrival.staleness()));
    }
    for (int graph = 0; graph < standings.size(); graph++) {
      noteWave(wave, graph, arrivals, standings.get(graph), progress, server);
    }
    unpublished.add(new WaveRows(key, List.copyOf(orders), List.copyOf(metrics), trajectories));
    orders.clear();
    metrics.clear();
    publishWaves();
  }

  private void publishWaves() {
    while (!unpublished.isEmpty()) {
      WaveRows wave = unpublished.element();
      // The games come last: a wave whose games are there is there whole.
      if (!wave.orders.isEmpty()) {
        warehouse.orders().append(wave.key, wave.orders);
      }
      warehouse.metrics().append(wave.key, wave.metrics);
      warehouse.trajectories().append(wave.key, wave.trajectories);
      unpublished.remove();
    }
  }

  private void noteWave(
      int wave,
      int graph,
      List<Arrival> arrivals,
      Standing standing,
      TrainingProgress progress,
      ParameterServer server) {
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
    long steps = server.progress().steps();
    metrics.add(
        new MetricRow(
            identity.runId(),
            MetricRow.Kind.WAVE,
            wave,
            // All games of a wave are played with one version.
            played.get(0).batch().version(),
            steps == 0 ? null : steps,
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
                standing.graph().costModel().label())));
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
   * Publishes all that is needed to go on from here, under a new version; does nothing if the
   * newest checkpoint says it already.
   */
  public void checkpoint(ParameterServer server, int nextWave) {
    ParameterServer.Progress progress = server.progress();
    Position here = new Position(progress.steps(), progress.positions(), nextWave);
    if (here.equals(checkpointed)) {
      return;
    }
    // A checkpoint accounts for its waves; without their games none could go on from it.
    publishWaves();
    NetworkSnapshot snapshot = server.publishAnew();
    warehouse
        .checkpoints()
        .append(
            new CheckpointRow(
                identity.runId(),
                snapshot.version(),
                Instant.now(),
                identity.configuration(),
                snapshot.blueprint().toText(),
                Floats.of(snapshot.parameters()),
                Floats.of(server.learner().state().updaterState()),
                new Counters(snapshot.version(), progress.steps(), progress.positions(), nextWave)
                    .toJson(),
                // Draws and games follow from the seed and the counters, so no state is kept; the
                // replay buffer is filled again from the trajectories table.
                Bytes.of(),
                Bytes.of(),
                identity.software()));
    checkpointed = here;
  }
}
