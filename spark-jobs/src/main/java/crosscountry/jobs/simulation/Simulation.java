package crosscountry.jobs.simulation;

import crosscountry.jobs.selfplay.SeedMix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Plays a training run as a sequence of events: the run's main thread, which launches waves and
 * keeps the books; the learner's thread, for which it waits only when it publishes; Spark's
 * scheduler, which hands tasks to cores one at a time; the driver's link; and cores, which play for
 * a time drawn at random. One object simulates one run.
 *
 * <p>A task's way: submitted with its wave; launched when its turn comes on a core that is free;
 * played once its executor has the wave's version; its result sent over the driver's link; the core
 * free again when the driver has heard of it; the result read, handed to the main thread, and by it
 * to the learner; its games written when the wave has ended.
 */
public final class Simulation {

  /** Tasks of a simulation at most, whose numbers take 4 bytes each. */
  public static final int MOST_TASKS = 100_000_000;

  /** What the draws of those who give versions away are for, beside waves, which are positive. */
  private static final long BROADCASTS = -1;

  /** One part in so many of the waves is left out of the figures: the run gets going. */
  private static final int WARM_UP = 5;

  private final Cluster cluster;
  private final Workload workload;
  private final Calibration calibration;
  private final long seed;
  private final int waves;
  private final int wavesInFlight;
  private final EventQueue events = new EventQueue();

  private final SimulatedLearner learner;
  private final Station books = new Station(1);
  private final Station eventLoop = new Station(1);
  private final Station dispatcher = new Station(1);
  private final Station readers;
  private final Station ingress = new Station(1);
  private final Station egress = new Station(1);
  private final Broadcasts broadcasts;

  // Of cores.
  private final int[] freeCores;
  private int freeCoreCount;
  private final double[] playingSince;
  private final double[] playingUntil;
  private final int[] coreOf;

  // Of waves. Tasks are numbered through: task t belongs to wave t / tasksPerWave.
  private final int[] versions;
  private final long[] updatesAtLaunch;
  private final int[] slots;
  private final int[] undelivered;
  private final double[] longestWaits;
  private final int[] freeSlots;
  private int freeSlotCount;
  private int launchedWaves;
  private int finishedWaves;
  private int submittedTasks;
  private int nextTask;

  // Of the main thread. A message is the number of a task, or the complement of that of a wave.
  private final int[] inbox;
  private int inboxStart;
  private int inboxSize;
  private boolean booksWait;
  private double booksTime;
  private int turn;
  private long updatesAtPublication;
  private int version;

  // Sums.
  private long playedTasks;
  private double drawnSeconds;
  private double playedSeconds;
  private double ingressBytes;
  private double otherSeconds;
  private double lastEnd;
  private final int[] stalenessCounts;
  private int greatestStaleness;
  private double staleUpdates;
  private Sums start;
  private Sums end;

  /** Sums at a moment. */
  private record Sums(
      double time,
      int finishedWaves,
      double played,
      double books,
      double learner,
      double eventLoop,
      double dispatcher,
      double readers,
      double others,
      double ingress,
      double egress,
      double bytes,
      double positions) {}

  /**
   * Prepares a simulation.
   *
   * @param cluster the executors
   * @param workload what the run asks of them
   * @param calibration how long everything takes
   * @param seed source of the times that are drawn
   * @throws IllegalArgumentException if the run has more tasks than can be numbered
   */
  public Simulation(Cluster cluster, Workload workload, Calibration calibration, long seed) {
    this.cluster = cluster;
    this.workload = workload;
    this.calibration = calibration;
    this.seed = seed;
    this.waves = calibration.waves();
    this.wavesInFlight = Math.max(1, workload.pace().wavesInFlight());
    long tasks = (long) waves * workload.tasksPerWave();
    if (tasks > MOST_TASKS) {
      throw new IllegalArgumentException(
          "%d waves of %d tasks are more than can be simulated (%d tasks)"
              .formatted(waves, workload.tasksPerWave(), MOST_TASKS));
    }
    this.learner = new SimulatedLearner(workload, calibration.driver());
    this.readers = new Station(calibration.driver().resultReaders());
    this.broadcasts =
        new Broadcasts(
            cluster.executors(),
            wavesInFlight,
            calibration.sizes().snapshot(),
            calibration.network(),
            egress,
            new SplittableRandom(SeedMix.of(seed, BROADCASTS)));
    this.freeCores = new int[cluster.cores()];
    this.playingSince = new double[cluster.cores()];
    this.playingUntil = new double[cluster.cores()];
    this.coreOf = new int[(int) tasks];
    this.versions = new int[waves];
    this.updatesAtLaunch = new long[waves];
    this.slots = new int[waves];
    this.undelivered = new int[waves];
    this.longestWaits = new double[waves];
    this.freeSlots = new int[wavesInFlight];
    // Every task of the waves in flight may wait there, and the end of each wave.
    this.inbox = new int[wavesInFlight * (workload.tasksPerWave() + 1)];
    this.stalenessCounts = new int[2 * waves + 1];
  }

  /** Runs the simulation, once. */
  public SimulatedRun run() {
    freeAllCores();
    for (int slot = 0; slot < wavesInFlight; slot++) {
      freeSlots[freeSlotCount++] = slot;
    }
    think(0);
    while (events.next()) {
      happen(events.time(), events.kind(), events.subject());
    }
    lastEnd = Math.max(lastEnd, learner.settle());
    return result();
  }

  /** The first tasks go round the executors. */
  private void freeAllCores() {
    for (int core = cluster.coresPerExecutor() - 1; core >= 0; core--) {
      for (int executor = cluster.executors() - 1; executor >= 0; executor--) {
        freeCores[freeCoreCount++] = executor * cluster.coresPerExecutor() + core;
      }
    }
  }

  private void happen(double now, EventKind kind, int subject) {
    switch (kind) {
      case WAVE_SUBMITTED -> queueWave(now, subject);
      case WAVE_QUEUED -> offerWave(now);
      case TASK_LAUNCHED -> sendTask(now, subject);
      case TASK_ARRIVED -> play(now, subject);
      case TASK_PLAYED -> sendResult(now, subject);
      case TASK_HEARD_OF -> hear(now, subject);
      case RESULT_READ -> deliver(now, subject);
      case RESULT_DELIVERED -> receive(now, subject);
      case VERSION_ARRIVED ->
          broadcasts.arrive(subject / cluster.executors(), subject % cluster.executors());
      case BOOKS_FREE -> {
        // Another event may have begun a later turn while the thread waited.
        if (subject == turn) {
          think(now);
        }
      }
    }
  }

  // --- the main thread, which keeps the books ---

  /** One turn of the run's loop: a message, and new waves. */
  private void think(double now) {
    turn++;
    booksWait = false;
    measure(now);
    booksTime = now;
    if (inboxSize > 0) {
      handle(takeMessage());
    }
    launchWaves();
    if (booksTime > now || inboxSize > 0) {
      events.add(booksTime, EventKind.BOOKS_FREE, turn);
    } else {
      booksWait = true;
      if (wavesWanted() && learner.freeAt() > now) {
        // Whether the learner is still behind can only change with what it has in hand.
        events.add(learner.freeAt(), EventKind.BOOKS_FREE, turn);
      }
    }
  }

  private void handle(int message) {
    if (message >= 0) {
      noteStaleness(waveOf(message));
      if (!workload.pace().isSynchronous()) {
        learner.handOver(booksTime);
      }
      return;
    }
    int wave = ~message;
    if (workload.pace().isSynchronous()) {
      for (int task = 0; task < workload.tasksPerWave(); task++) {
        learner.handOver(booksTime);
      }
      booksTime = learner.settle();
    }
    finishedWaves++;
    freeSlots[freeSlotCount++] = slots[wave];
    DriverCosts driver = calibration.driver();
    spend(
        driver.recordWave() + driver.recordGame() * workload.keptGames() * workload.tasksPerWave());
    if ((wave + 1) % workload.checkpointEveryWaves() == 0) {
      publishVersion();
      spend(driver.checkpoint());
    }
    lastEnd = booksTime;
  }

  private void launchWaves() {
    while (wavesWanted() && !learnerIsBehind()) {
      int wave = launchedWaves++;
      booksTime = learner.answer(booksTime);
      if (learner.updates(booksTime) > updatesAtPublication) {
        publishVersion();
      }
      versions[wave] = version;
      updatesAtLaunch[wave] = learner.updates(booksTime);
      undelivered[wave] = workload.tasksPerWave();
      slots[wave] = freeSlots[--freeSlotCount];
      broadcasts.publish(slots[wave]);
      DriverCosts driver = calibration.driver();
      spend(driver.publish() + driver.assignTask() * workload.tasksPerWave());
      events.add(booksTime, EventKind.WAVE_SUBMITTED, wave);
    }
  }

  private boolean wavesWanted() {
    return launchedWaves - finishedWaves < wavesInFlight && launchedWaves < waves;
  }

  /** Tells whether the learner owes too much, with what the waves in flight will call for. */
  private boolean learnerIsBehind() {
    double meanPositions = finishedWaves == 0 ? 0 : learner.positions() / finishedWaves;
    long expected = learner.updatesFor(meanPositions * (launchedWaves - finishedWaves));
    long debt = workload.pace().isSynchronous() ? 0 : learner.debt(booksTime);
    return debt + expected > workload.mostOwedUpdates();
  }

  private void publishVersion() {
    booksTime = learner.answer(booksTime);
    version++;
    updatesAtPublication = learner.updates(booksTime);
  }

  private void spend(double seconds) {
    booksTime = books.serve(booksTime, seconds);
  }

  private void receive(double now, int task) {
    putMessage(task);
    int wave = waveOf(task);
    undelivered[wave]--;
    if (undelivered[wave] == 0) {
      putMessage(~wave);
    }
    if (booksWait) {
      think(now);
    }
  }

  private void putMessage(int message) {
    inbox[(inboxStart + inboxSize) % inbox.length] = message;
    inboxSize++;
  }

  private int takeMessage() {
    int message = inbox[inboxStart];
    inboxStart = (inboxStart + 1) % inbox.length;
    inboxSize--;
    return message;
  }

  // --- Spark's scheduler ---

  private void queueWave(double now, int wave) {
    DriverCosts driver = calibration.driver();
    double seconds = driver.queueWave() + driver.queueTask() * workload.tasksPerWave();
    events.add(eventLoop.serve(now, seconds), EventKind.WAVE_QUEUED, wave);
  }

  private void offerWave(double now) {
    submittedTasks += workload.tasksPerWave();
    while (freeCoreCount > 0 && nextTask < submittedTasks) {
      launch(now, freeCores[--freeCoreCount]);
    }
  }

  private void launch(double now, int core) {
    int task = nextTask++;
    coreOf[task] = core;
    events.add(
        dispatcher.serve(now, calibration.driver().launchTask()), EventKind.TASK_LAUNCHED, task);
  }

  private void hear(double now, int task) {
    ingressBytes += workload.resultBytes();
    double heard = dispatcher.serve(now, calibration.driver().endTask());
    otherSeconds += calibration.driver().otherTask();
    if (nextTask < submittedTasks) {
      launch(now, coreOf[task]);
    } else {
      freeCores[freeCoreCount++] = coreOf[task];
    }
    DriverCosts driver = calibration.driver();
    double seconds = driver.readResult() + driver.readGame() * workload.keptGames();
    events.add(readers.serve(heard, seconds), EventKind.RESULT_READ, task);
  }

  private void deliver(double now, int task) {
    double delivered = eventLoop.serve(now, calibration.driver().deliverResult());
    events.add(delivered, EventKind.RESULT_DELIVERED, task);
  }

  // --- network and executors ---

  private void sendTask(double now, int task) {
    double seconds = calibration.sizes().task() / calibration.network().driverBytesPerSecond();
    double sent = egress.serve(now, seconds);
    events.add(sent + calibration.network().latency(), EventKind.TASK_ARRIVED, task);
  }

  private void play(double now, int task) {
    int wave = waveOf(task);
    int slot = slots[wave];
    int core = coreOf[task];
    int executor = core / cluster.coresPerExecutor();
    if (!broadcasts.isAsked(slot, executor)) {
      double ready = broadcasts.ask(slot, executor, now);
      events.add(ready, EventKind.VERSION_ARRIVED, slot * cluster.executors() + executor);
      longestWaits[wave] = Math.max(longestWaits[wave], ready - now);
    }
    double seconds = drawSeconds(wave, task - wave * workload.tasksPerWave());
    playingSince[core] = Math.max(now, broadcasts.readyAt(slot, executor));
    playingUntil[core] = playingSince[core] + seconds;
    drawnSeconds += seconds;
    events.add(playingUntil[core] + calibration.play().taskOverhead(), EventKind.TASK_PLAYED, task);
  }

  /** Draws from a lognormal distribution, whose mean is that of tasks, and who is a straggler. */
  private double drawSeconds(int wave, int partition) {
    PlayCosts play = calibration.play();
    SplittableRandom random = new SplittableRandom(SeedMix.of(seed, wave, partition));
    double spread = play.spread();
    double factor = Math.exp(spread * random.nextGaussian() - spread * spread / 2);
    boolean straggles = random.nextDouble() < play.stragglerShare();
    return workload.taskSeconds() * factor * (straggles ? play.stragglerFactor() : 1);
  }

  private void sendResult(double now, int task) {
    int core = coreOf[task];
    playedTasks++;
    playedSeconds += playingUntil[core] - playingSince[core];
    playingUntil[core] = playingSince[core];
    double seconds = workload.resultBytes() / calibration.network().driverBytesPerSecond();
    double sent = ingress.serve(now, seconds);
    events.add(sent + calibration.network().latency(), EventKind.TASK_HEARD_OF, task);
  }

  private int waveOf(int task) {
    return task / workload.tasksPerWave();
  }

  // --- figures ---

  private void noteStaleness(int wave) {
    int staleness = version - versions[wave];
    greatestStaleness = Math.max(greatestStaleness, staleness);
    if (start != null && end == null) {
      stalenessCounts[staleness]++;
      staleUpdates += learner.updates(booksTime) - updatesAtLaunch[wave];
    }
  }

  private void measure(double now) {
    if (start == null && finishedWaves >= waves / WARM_UP) {
      start = sums(now);
    } else if (end == null && finishedWaves >= waves - wavesInFlight) {
      end = sums(now);
    }
  }

  private Sums sums(double now) {
    double played = playedSeconds;
    for (int core = 0; core < playingSince.length; core++) {
      played += Math.max(0, Math.min(now, playingUntil[core]) - playingSince[core]);
    }
    return new Sums(
        now,
        finishedWaves,
        played,
        books.workedUntil(now),
        learner.workedUntil(now),
        eventLoop.workedUntil(now),
        dispatcher.workedUntil(now),
        readers.workedUntil(now),
        otherSeconds,
        ingress.workedUntil(now),
        egress.workedUntil(now),
        ingressBytes,
        learner.positions());
  }

  private SimulatedRun result() {
    double seconds = end.time - start.time;
    return new SimulatedRun(
        cluster,
        workload.tasksPerWave(),
        (end.positions - start.positions) / seconds,
        (end.played - start.played) / seconds / cluster.cores(),
        (end.learner - start.learner) / seconds,
        (end.books - start.books) / seconds,
        Math.max(
                Math.max(end.eventLoop - start.eventLoop, end.dispatcher - start.dispatcher),
                (end.readers - start.readers) / readers.servers())
            / seconds,
        Math.max(end.ingress - start.ingress, end.egress - start.egress) / seconds,
        (end.bytes - start.bytes) / seconds,
        driverSeconds() / seconds,
        Arrays.stream(longestWaits, start.finishedWaves, end.finishedWaves).average().orElse(0),
        meanStaleness(),
        lateStaleness(),
        staleUpdates / measuredTasks(),
        new SimulatedRun.Whole(
            lastEnd,
            playedTasks,
            drawnSeconds,
            playedSeconds,
            ingressBytes,
            learner.updates(lastEnd),
            greatestStaleness));
  }

  /** Returns what all threads of the driver worked together. */
  private double driverSeconds() {
    return end.books
        - start.books
        + end.learner
        - start.learner
        + end.eventLoop
        - start.eventLoop
        + end.dispatcher
        - start.dispatcher
        + end.readers
        - start.readers
        + end.others
        - start.others;
  }

  private double meanStaleness() {
    long versionsBehind = 0;
    for (int staleness = 0; staleness < stalenessCounts.length; staleness++) {
      versionsBehind += (long) staleness * stalenessCounts[staleness];
    }
    return (double) versionsBehind / measuredTasks();
  }

  private long measuredTasks() {
    return Arrays.stream(stalenessCounts).asLongStream().sum();
  }

  /** Returns the staleness that 95 of 100 tasks do not exceed. */
  private int lateStaleness() {
    long tasks = measuredTasks();
    long counted = 0;
    int staleness = 0;
    while (staleness < stalenessCounts.length
        && (counted + stalenessCounts[staleness]) * 100 < tasks * 95) {
      counted += stalenessCounts[staleness];
      staleness++;
    }
    return staleness;
  }
}
