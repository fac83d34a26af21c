package crosscountry.jobs.simulation;

import crosscountry.jobs.configuration.Pace;

/**
 * Runs and clusters whose figures can be told beforehand: a task plays 100 positions in a second,
 * keeps one game and comes back as 1,000 bytes; nothing else takes any time unless it is said to.
 *
 * @param executors executors, of 2 cores each
 * @param tasksPerWave tasks of a wave
 * @param pace how waves and learner share time
 * @param taskSeconds seconds that a task plays, averaged
 * @param updatesPerTask updates that the learner owes for a task
 * @param mostOwedUpdates updates by which it may lag behind
 * @param spread of task times, and the share of stragglers, which take ten times as long
 * @param driver what the driver spends
 * @param network what the network can do
 * @param seed source of the draws
 */
record Scenario(
    int executors,
    int tasksPerWave,
    Pace pace,
    double taskSeconds,
    double updatesPerTask,
    int mostOwedUpdates,
    double spread,
    DriverCosts driver,
    NetworkLimits network,
    long seed) {

  static final int WAVES = 60;
  static final double POSITIONS = 100;
  static final long RESULT_BYTES = 1_000;

  private static final int CORES = 2;
  private static final double UNLIMITED = 1e18;

  /** Four executors with two tasks a core and four waves in flight, and a driver without costs. */
  static final Scenario IDEAL =
      new Scenario(
          4,
          16,
          Pace.overlapping(4),
          1,
          0.5,
          128,
          0,
          new DriverCosts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0),
          new NetworkLimits(UNLIMITED, UNLIMITED, 0),
          1);

  Scenario withExecutors(int number) {
    return new Scenario(
        number,
        tasksPerWave * number / executors,
        pace,
        taskSeconds,
        updatesPerTask,
        mostOwedUpdates,
        spread,
        driver,
        network,
        seed);
  }

  Scenario withTasksPerWave(int number) {
    return new Scenario(
        executors,
        number,
        pace,
        taskSeconds,
        updatesPerTask,
        mostOwedUpdates,
        spread,
        driver,
        network,
        seed);
  }

  Scenario withPace(Pace other) {
    return new Scenario(
        executors,
        tasksPerWave,
        other,
        taskSeconds,
        updatesPerTask,
        mostOwedUpdates,
        spread,
        driver,
        network,
        seed);
  }

  Scenario withSpread(double other) {
    return new Scenario(
        executors,
        tasksPerWave,
        pace,
        taskSeconds,
        updatesPerTask,
        mostOwedUpdates,
        other,
        driver,
        network,
        seed);
  }

  Scenario withSeed(long other) {
    return new Scenario(
        executors,
        tasksPerWave,
        pace,
        taskSeconds,
        updatesPerTask,
        mostOwedUpdates,
        spread,
        driver,
        network,
        other);
  }

  /** The update, the learner's taking in of a game, and the sending of a task take so long. */
  Scenario withDriver(double update, double absorb, double launch) {
    return new Scenario(
        executors,
        tasksPerWave,
        pace,
        taskSeconds,
        updatesPerTask,
        mostOwedUpdates,
        spread,
        new DriverCosts(update, absorb, 0, 0, 0, 0, 0, 0, 0, 0, launch, 0, 0, 0, 4, 0),
        network,
        seed);
  }

  /** The update and the writing of a game take so many seconds. */
  Scenario withTwoThreads(double update, double record) {
    return new Scenario(
        executors,
        tasksPerWave,
        pace,
        taskSeconds,
        updatesPerTask,
        mostOwedUpdates,
        spread,
        new DriverCosts(update, 0, 0, 0, 0, record, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0),
        network,
        seed);
  }

  Scenario withTaskSeconds(double seconds) {
    return new Scenario(
        executors,
        tasksPerWave,
        pace,
        seconds,
        updatesPerTask,
        mostOwedUpdates,
        spread,
        driver,
        network,
        seed);
  }

  Scenario withMostOwedUpdates(int number) {
    return new Scenario(
        executors,
        tasksPerWave,
        pace,
        taskSeconds,
        updatesPerTask,
        number,
        spread,
        driver,
        network,
        seed);
  }

  Scenario withNetwork(double driverBytesPerSecond, double latency) {
    return new Scenario(
        executors,
        tasksPerWave,
        pace,
        taskSeconds,
        updatesPerTask,
        mostOwedUpdates,
        spread,
        driver,
        new NetworkLimits(driverBytesPerSecond, UNLIMITED, latency),
        seed);
  }

  int cores() {
    return executors * CORES;
  }

  SimulatedRun run() {
    PlayCosts play =
        new PlayCosts(1, 100, POSITIONS, 0, taskSeconds, 0, spread, spread > 0 ? 0.05 : 0, 10);
    Workload workload =
        new Workload(
            pace,
            tasksPerWave,
            taskSeconds,
            POSITIONS,
            1,
            RESULT_BYTES,
            updatesPerTask / POSITIONS,
            mostOwedUpdates,
            10);
    Calibration calibration =
        new Calibration(
            WAVES, CORES, play, new MessageSizes(0, 0, 0, RESULT_BYTES, 10), driver, network);
    return new Simulation(new Cluster(executors, CORES), workload, calibration, seed).run();
  }
}
