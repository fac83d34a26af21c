package crosscountry.jobs.server;

import crosscountry.environment.game.Trajectory;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.jobs.configuration.TrainingConfiguration;
import crosscountry.jobs.selfplay.GameBatch;
import crosscountry.jobs.selfplay.Wave;
import crosscountry.jobs.selfplay.WaveEvent;
import crosscountry.jobs.selfplay.WaveLauncher;
import crosscountry.jobs.selfplay.WireMeter;
import crosscountry.jobs.selfplay.WireSize;
import crosscountry.models.network.LossReport;
import crosscountry.models.network.NetworkSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The training run: keeps waves of self-play in flight, feeds the learner's thread as tasks end,
 * and has every finished wave recorded. Confined to one thread, which waits for Spark and the
 * tables so that the learner need not.
 */
public final class TrainingRun {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

  /** How long a wave that was begun in time may go on after it. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** How long waves in flight may go on after a request to stop. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** How long the run may not notice that the learner has caught up, or that it is to stop. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final List<RunGraph> graphs;
  private final TrainingConfiguration configuration;
  private final LearnerThread learner;
  private final RunRecorder recorder;
  private final Consumer<TrainingProgress> watcher;
  private final BooleanSupplier stopRequested;
  private final List<Standing> standings;
  private final BlockingQueue<WaveEvent> events = new LinkedBlockingQueue<>();
  private final Map<Integer, WaveInFlight> inFlight = new LinkedHashMap<>();
  private final WaveLauncher launcher;
  private final int cores;
  private final long startNanos = System.nanoTime();
  private final WaveNumbers waves;
  private final WireMeter meter;
  private long snapshotBytes;
  private LossReport lastLoss;
  private Duration stopSeen;
  private boolean endTold;
  private boolean saved;

  /** Positions of waves in flight that have not arrived. */
  private long positionsToCome;

  /** Positions that the learner has seen, of waves that were cut short and will be played again. */
  private long cutPositions;

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
   * @param server holder of the network, which nobody else may call from now on
   * @param finishedWaves numbers of waves that are not to be played again
   * @param recorder writes the tables
   * @param watcher is told now and then how the run stands
   * @param stopRequested tells whether the run should end early
   */
  public TrainingRun(
      JavaSparkContext context,
      TrainingConfiguration configuration,
      List<Standing> standings,
      ParameterServer server,
      Set<Integer> finishedWaves,
      RunRecorder recorder,
      Consumer<TrainingProgress> watcher,
      BooleanSupplier stopRequested) {
    this.graphs = standings.stream().map(Standing::graph).toList();
    this.configuration = configuration;
    this.standings = standings;
    this.learner = LearnerThread.of(server);
    this.waves = new WaveNumbers(finishedWaves);
    this.recorder = recorder;
    this.watcher = watcher;
    this.stopRequested = stopRequested;
    this.meter = WireMeter.attach(context.sc(), WaveLauncher.JOB);
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
  private record WaveInFlight(
      Wave wave, long expectedPositions, long launchedNanos, List<Arrival> arrived) {

    long positions() {
      return arrived.stream().mapToLong(arrival -> arrival.batch().tally().moves()).sum();
    }
  }

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
      recorder.recordRest();
      checkpoint();
      saved = true;
    } catch (InterruptedException interrupted) {
      throw interrupted;
    } catch (Exception failure) {
      // Not only those that are declared: Spark, while it ends, throws others.
      saveAfter(failure);
      throw failure;
    } finally {
      learner.close();
    }
    return !stopRequested.getAsBoolean();
  }

  /**
   * Keeps what has been played and learnt; where that fails, the first failure is the one to
   * report.
   */
  private void saveAfter(Exception failure) throws InterruptedException {
    try {
      inFlight.values().forEach(flight -> flight.wave.cancel());
      hearLearner();
      List.copyOf(inFlight.values()).forEach(this::breakOff);
      recorder.recordRest();
      // A learner that failed may have taken in half of what it was given.
      if (learner.isSound()) {
        checkpoint();
        saved = true;
      }
    } catch (InterruptedException interrupted) {
      throw interrupted;
    } catch (Exception another) {
      failure.addSuppressed(another);
    }
  }

  /** Tells whether all that was played and learnt was written when the run ended. */
  public boolean isSaved() {
    return saved;
  }

  private void playAndLearn() throws InterruptedException {
    if (!configuration.pace().isSynchronous()) {
      learner.begin();
    }
    launchWaves();
    while (!inFlight.isEmpty() || wavesLeft()) {
      WaveEvent event = events.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      if (event != null) {
        handle(event);
      }
      listenToLearner();
      launchWaves();
      if (!wavesLeft() && !inFlight.isEmpty() && !endTold) {
        endTold = true;
        LOG.info("no more waves begin; those in flight ({}) are waited for", inFlight.size());
      }
      if (isOver()) {
        inFlight.values().forEach(flight -> flight.wave.cancel());
      }
      watcher.accept(progress());
    }
    learnTheRest();
  }

  /** The last waves may end together, and their games would be for nothing. */
  private void learnTheRest() throws InterruptedException {
    while (debt() > 0 && !isOver() && !stopRequested.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      listenToLearner();
      watcher.accept(progress());
    }
    listenToLearner();
  }

  private void listenToLearner() {
    hearLearner();
    learner.requireSound();
  }

  private void hearLearner() {
    for (LearnerReport report : learner.reports()) {
      if (report.update() instanceof Update.Learnt learnt) {
        lastLoss = learnt.loss();
      }
      recorder.noteUpdate(report, Duration.ofNanos(report.nanoTime() - startNanos));
    }
  }

  private void checkpoint() throws InterruptedException {
    if (!recorder.isCheckpointed(learner.settledProgress(), waves)) {
      recorder.checkpoint(learner.save(), waves, uncounted());
    }
  }

  /** Tells whether waves in flight are no longer waited for. */
  private boolean isOver() {
    return elapsed().compareTo(configuration.budget().plus(PATIENCE)) > 0
        || (stopRequested.getAsBoolean() && sinceStop().compareTo(GRACE) > 0);
  }

  /** Returns the time since it was first seen that the run is to stop. */
  private Duration sinceStop() {
    if (stopSeen == null) {
      stopSeen = elapsed();
    }
    return elapsed().minus(stopSeen);
  }

  /** Returns the positions that the learner has seen, of waves that are not finished. */
  private long uncounted() {
    return configuration.pace().isSynchronous()
        ? 0
        : cutPositions + inFlight.values().stream().mapToLong(WaveInFlight::positions).sum();
  }

  /** Returns how the run stands. */
  public TrainingProgress progress() {
    return new TrainingProgress(
        standings,
        elapsed(),
        configuration.budget(),
        new WaveCount(finishedWaves, inFlight.size(), wavesToCome()),
        games,
        positions,
        evaluations,
        Duration.ofNanos(busyNanos / cores),
        learner.busy(),
        learner.debt(),
        learner.progress().steps(),
        learner.progress().version(),
        meter.traffic(),
        snapshotBytes,
        lastLoss);
  }

  private OptionalInt wavesToCome() {
    return configuration.waves() == 0
        ? OptionalInt.empty()
        : OptionalInt.of(Math.max(0, configuration.waves() - waves.finished()));
  }

  private void launchWaves() throws InterruptedException {
    int wanted = Math.max(1, configuration.pace().wavesInFlight());
    while (inFlight.size() < wanted && mayLaunch()) {
      int number = waves.take();
      NetworkSnapshot snapshot = learner.publish();
      if (snapshotBytes == 0) {
        // Versions differ in their numbers alone.
        snapshotBytes = WireSize.of(snapshot);
      }
      Wave wave = launcher.launch(number, snapshot, temperature());
      long expected = expectedPositions(wave);
      positionsToCome += expected;
      inFlight.put(number, new WaveInFlight(wave, expected, System.nanoTime(), new ArrayList<>()));
    }
  }

  private double temperature() {
    return configuration.selfPlay().temperature().at(learner.progress().steps());
  }

  private boolean mayLaunch() {
    return wavesLeft() && !learnerIsBehind();
  }

  /**
   * A wave played by a network that is known to be out of date when its games arrive would be a
   * waste: the waves in flight call for updates, too, and on a large cluster for many.
   */
  private boolean learnerIsBehind() {
    return debt() + learner.updatesFor(positionsToCome)
        > configuration.learning().mostOwedUpdates();
  }

  /** Returns the positions of all games of a wave, which end when nothing is left to eliminate. */
  private long expectedPositions(Wave wave) {
    return wave.assignments().stream()
        .mapToLong(
            assignment ->
                (long) assignment.mix().games() * graphs.get(assignment.graph()).game().moves())
        .sum();
  }

  /** Returns the updates to be made beside the waves; in synchronous runs each wave's end pays. */
  private long debt() {
    return configuration.pace().isSynchronous() ? 0 : learner.debt();
  }

  private boolean wavesLeft() {
    boolean wavesLeft = configuration.waves() == 0 || waves.next() < configuration.waves();
    // A wave that would end after the deadline is not begun.
    long expectedNanos = finishedWaves == 0 ? 0 : finishedWaveNanos / finishedWaves;
    boolean timeLeft = elapsed().plusNanos(expectedNanos).compareTo(configuration.budget()) < 0;
    return wavesLeft && timeLeft && !stopRequested.getAsBoolean();
  }

  private void handle(WaveEvent event) throws InterruptedException {
    WaveInFlight flight = inFlight.get(event.wave());
    if (event instanceof WaveEvent.GamesArrived arrival) {
      long staleness = learner.progress().version() - arrival.batch().version();
      flight.arrived.add(new Arrival(arrival.batch(), staleness));
      positionsToCome -= arrival.batch().tally().moves();
      if (!configuration.pace().isSynchronous()) {
        count(arrival.batch());
        learner.absorb(games(arrival.batch()));
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

  private void finish(WaveInFlight flight) throws InterruptedException {
    List<Arrival> arrivals = new ArrayList<>(flight.arrived);
    arrivals.sort(Comparator.comparingInt(arrival -> arrival.batch().assignment().partition()));
    if (configuration.pace().isSynchronous()) {
      arrivals.forEach(arrival -> count(arrival.batch()));
      learner.learnFrom(arrivals.stream().map(arrival -> games(arrival.batch())).toList());
      listenToLearner();
    }
    int wave = flight.wave.number();
    finishedWaves++;
    finishedWaveNanos += System.nanoTime() - flight.launchedNanos;
    inFlight.remove(wave);
    waves.finish(wave);
    flight.wave.release();
    recorder.recordWave(wave, arrivals, standings, progress());
    if ((wave + 1) % configuration.checkpointEveryWaves() == 0) {
      checkpoint();
    }
  }

  /**
   * Ends a wave that was cancelled, which is left to be played again as if it had not begun. The
   * orders it has found are kept, and what the learner has of it, it has.
   */
  private void breakOff(WaveInFlight flight) {
    int wave = flight.wave.number();
    inFlight.remove(wave);
    positionsToCome -= flight.expectedPositions - flight.positions();
    waves.giveBack(wave);
    flight.wave.release();
    if (!configuration.pace().isSynchronous()) {
      cutPositions += flight.positions();
      recorder.recordCut(wave, flight.arrived, standings, progress());
    }
  }

  private ArrivedGames games(GameBatch batch) {
    return new ArrivedGames(
        standings.get(batch.assignment().graph()).graph().game(),
        batch.games(),
        batch.tally().moves());
  }

  private void count(GameBatch batch) {
    Standing standing = standings.get(batch.assignment().graph());
    games += batch.tally().games();
    positions += batch.tally().moves();
    evaluations += batch.tally().evaluations();
    busyNanos += batch.busyNanos();
    standing.count(batch.tally().moves());
    for (Trajectory game : batch.games()) {
      if (standing.admit(game, batch.version(), elapsed().toMillis() / 1e3)) {
        recorder.noteBest(standing, batch);
      }
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
