package crosscountry.jobs.server;

import crosscountry.environment.game.Trajectory;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.jobs.configuration.TrainingConfiguration;
import crosscountry.jobs.selfplay.GameBatch;
import crosscountry.jobs.selfplay.Wave;
import crosscountry.jobs.selfplay.WaveEvent;
import crosscountry.jobs.selfplay.WaveLauncher;
import crosscountry.models.network.LossReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The training run: keeps waves of self-play in flight, feeds the parameter server as tasks end,
 * lets it learn while executors play, and has every finished wave recorded.
 */
public final class TrainingRun {

  /** How long a wave that was begun in time may go on after it. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final List<RunGraph> graphs;
  private final TrainingConfiguration configuration;
  private final ParameterServer server;
  private final RunRecorder recorder;
  private final Consumer<TrainingProgress> watcher;
  private final BooleanSupplier stopRequested;
  private final List<Standing> standings;
  private final BlockingQueue<WaveEvent> events = new LinkedBlockingQueue<>();
  private final Map<Integer, WaveInFlight> inFlight = new LinkedHashMap<>();
  private final WaveLauncher launcher;
  private final int cores;
  private final long startNanos = System.nanoTime();
  private LossReport lastLoss;
  private int nextWave;
  private int finishedWaves;
  private long finishedWaveNanos;
  private long games;
  private long positions;
  private long evaluations;
  private long busyNanos;

  /**
   * Prepares a run.
   *
   * @param context where waves run
   * @param configuration the run's settings
   * @param standings best results so far, one per graph
   * @param server holder of the network
   * @param firstWave number of the first wave
   * @param recorder writes the tables
   * @param watcher is told now and then how the run stands
   * @param stopRequested tells whether the run should end early
   */
  public TrainingRun(
      JavaSparkContext context,
      TrainingConfiguration configuration,
      List<Standing> standings,
      ParameterServer server,
      int firstWave,
      RunRecorder recorder,
      Consumer<TrainingProgress> watcher,
      BooleanSupplier stopRequested) {
    this.graphs = standings.stream().map(Standing::graph).toList();
    this.configuration = configuration;
    this.standings = standings;
    this.server = server;
    this.nextWave = firstWave;
    this.recorder = recorder;
    this.watcher = watcher;
    this.stopRequested = stopRequested;
    this.cores = context.defaultParallelism();
    this.launcher =
        new WaveLauncher(
            context,
            graphs.stream().map(graph -> graph.game().graph()).toArray(ComputationalGraph[]::new),
            configuration.selfPlay(),
            configuration.seed(),
            cores,
            events);
  }

  /** A wave whose tasks are being played. */
  private record WaveInFlight(Wave wave, long launchedNanos, List<Arrival> arrived) {}

  /**
   * Trains until the budget, the number of waves or a request ends it, and writes a last
   * checkpoint.
   *
   * @return whether the run came to its own end, rather than being stopped
   * @throws InterruptedException if the thread is interrupted while it waits for games
   * @throws WaveFailedException if Spark gives up on a wave
   */
  public boolean run() throws InterruptedException {
    try {
      playAndLearn();
      recorder.checkpoint(server, nextWave);
    } catch (RuntimeException failure) {
      saveAfter(failure);
      throw failure;
    } finally {
      launcher.close();
    }
    return !stopRequested.getAsBoolean();
  }

  /**
   * Keeps what has been played and learnt; where that fails, the first failure is the one to
   * report.
   */
  private void saveAfter(RuntimeException failure) {
    try {
      List.copyOf(inFlight.values()).forEach(this::breakOff);
      recorder.checkpoint(server, nextWave);
    } catch (RuntimeException another) {
      failure.addSuppressed(another);
    }
  }

  private void playAndLearn() throws InterruptedException {
    launchWaves();
    while (!inFlight.isEmpty() || wavesLeft()) {
      boolean owes = debt() > 0;
      WaveEvent event = owes ? events.poll() : events.poll(200, TimeUnit.MILLISECONDS);
      if (event != null) {
        handle(event);
      }
      // Even if there is another event, or many short waves would keep the learner from learning.
      if (owes) {
        update();
      }
      launchWaves();
      if (isOver()) {
        inFlight.values().forEach(flight -> flight.wave.cancel());
      }
      watcher.accept(progress());
    }
    learnTheRest();
  }

  /** The last waves may end together, and their games would be for nothing. */
  private void learnTheRest() {
    while (debt() > 0 && !isOver()) {
      update();
    }
  }

  /** Tells whether waves in flight are no longer waited for. */
  private boolean isOver() {
    return stopRequested.getAsBoolean()
        || elapsed().compareTo(configuration.budget().plus(PATIENCE)) > 0;
  }

  /** Returns how the run stands. */
  public TrainingProgress progress() {
    return new TrainingProgress(
        standings,
        elapsed(),
        configuration.budget(),
        games,
        positions,
        evaluations,
        Duration.ofNanos(busyNanos / cores),
        server.progress().version(),
        lastLoss);
  }

  private void launchWaves() {
    int wanted = Math.max(1, configuration.pace().wavesInFlight());
    while (inFlight.size() < wanted && mayLaunch()) {
      Wave wave = launcher.launch(nextWave, server.publish(), temperature());
      inFlight.put(nextWave, new WaveInFlight(wave, System.nanoTime(), new ArrayList<>()));
      nextWave++;
    }
  }

  private double temperature() {
    return configuration.selfPlay().temperature().at(server.progress().steps());
  }

  private boolean mayLaunch() {
    return wavesLeft() && !learnerIsBehind();
  }

  /** A wave played by a network that is known to be out of date would be a waste. */
  private boolean learnerIsBehind() {
    return debt() > configuration.learning().mostOwedUpdates();
  }

  /** Returns the updates to be made beside the waves; in synchronous runs each wave's end pays. */
  private long debt() {
    return configuration.pace().isSynchronous() ? 0 : server.owedUpdates();
  }

  private boolean wavesLeft() {
    boolean wavesLeft = configuration.waves() == 0 || nextWave < configuration.waves();
    // A wave that would end after the deadline is not begun.
    long expectedNanos = finishedWaves == 0 ? 0 : finishedWaveNanos / finishedWaves;
    boolean timeLeft = elapsed().plusNanos(expectedNanos).compareTo(configuration.budget()) < 0;
    return wavesLeft && timeLeft && !stopRequested.getAsBoolean();
  }

  private void handle(WaveEvent event) {
    WaveInFlight flight = inFlight.get(event.wave());
    if (event instanceof WaveEvent.GamesArrived arrival) {
      long staleness = server.progress().version() - arrival.batch().version();
      flight.arrived.add(new Arrival(arrival.batch(), staleness));
      if (!configuration.pace().isSynchronous()) {
        absorb(arrival.batch());
      }
    } else if (event instanceof WaveEvent.Failed failure) {
      if (!isOver()) {
        throw new WaveFailedException(failure.wave(), failure.cause());
      }
      breakOff(flight);
    } else {
      finish(flight);
    }
  }

  private void finish(WaveInFlight flight) {
    List<Arrival> arrivals = new ArrayList<>(flight.arrived);
    arrivals.sort(Comparator.comparingInt(arrival -> arrival.batch().assignment().partition()));
    if (configuration.pace().isSynchronous()) {
      arrivals.forEach(arrival -> absorb(arrival.batch()));
      while (server.owedUpdates() > 0) {
        update();
      }
    }
    int wave = flight.wave.number();
    finishedWaves++;
    finishedWaveNanos += System.nanoTime() - flight.launchedNanos;
    inFlight.remove(wave);
    flight.wave.release();
    recorder.recordWave(wave, arrivals, standings, progress(), server);
    if ((wave + 1) % configuration.checkpointEveryWaves() == 0) {
      recorder.checkpoint(server, nextWave);
    }
  }

  /**
   * Ends a wave that was cancelled. What has been learnt of it is recorded; where nothing has,
   * because waves and learner take turns, the wave is left to be played again as if it had not
   * begun.
   */
  private void breakOff(WaveInFlight flight) {
    if (configuration.pace().isSynchronous()) {
      nextWave = flight.wave.number();
      inFlight.remove(nextWave);
      flight.wave.release();
    } else {
      finish(flight);
    }
  }

  private void absorb(GameBatch batch) {
    Standing standing = standings.get(batch.assignment().graph());
    games += batch.tally().games();
    positions += batch.tally().moves();
    evaluations += batch.tally().evaluations();
    busyNanos += batch.busyNanos();
    server.absorb(standing.graph().game(), batch.games(), batch.tally().moves());
    standing.count(batch.tally().moves());
    for (Trajectory game : batch.games()) {
      if (standing.admit(game, batch.version(), elapsed().toMillis() / 1e3)) {
        recorder.noteBest(standing, batch);
      }
    }
  }

  private void update() {
    lastLoss = server.update();
    recorder.noteUpdate(lastLoss, progress(), server);
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
