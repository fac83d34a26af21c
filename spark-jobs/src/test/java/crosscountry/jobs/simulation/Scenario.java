package crosscountry.jobs.simulation;

import crosscountry.jobs.configuration.Pace;
import java.util.function.Consumer;

/**
 * Runs and clusters whose figures can be told beforehand: a task plays 100 positions in a second,
 * keeps one game and comes back as 1,000 bytes; nothing else takes any time unless it is said to.
 * Each change makes another scenario.
 */
final class Scenario {

  static final int WAVES = 60;
  static final double POSITIONS = 100;
  static final long RESULT_BYTES = 1_000;

  private static final int CORES = 2;
  private static final double UNLIMITED = 1e18;

  /** Four executors with two tasks a core and four waves in flight, and a driver without costs. */
  static final Scenario IDEAL = new Scenario();

  private int executors = 4;
  private int tasksPerWave = 16;
  private Pace pace = Pace.overlapping(4);
  private double taskSeconds = 1;
  private double updatesPerTask = 0.5;
  private int mostOwedUpdates = 128;

  /** Of task times; with any, one task in twenty is a straggler, which takes ten times as long. */
  private double spread;

  private DriverCosts driver = new DriverCosts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0);
  private NetworkLimits network = new NetworkLimits(UNLIMITED, UNLIMITED, 0);
  private long seed = 1;

  private Scenario() {}

  private Scenario(Scenario other) {
    executors = other.executors;
    tasksPerWave = other.tasksPerWave;
    pace = other.pace;
    taskSeconds = other.taskSeconds;
    updatesPerTask = other.updatesPerTask;
    mostOwedUpdates = other.mostOwedUpdates;
    spread = other.spread;
    driver = other.driver;
    network = other.network;
    seed = other.seed;
  }

  private Scenario with(Consumer<Scenario> change) {
    Scenario copy = new Scenario(this);
    change.accept(copy);
    return copy;
  }

  Scenario withExecutors(int number) {
    return with(
        copy -> {
          copy.executors = number;
          copy.tasksPerWave = tasksPerWave * number / executors;
        });
  }

  Scenario withTasksPerWave(int number) {
    return with(copy -> copy.tasksPerWave = number);
  }

  Scenario withPace(Pace other) {
    return with(copy -> copy.pace = other);
  }

  Scenario withSpread(double other) {
    return with(copy -> copy.spread = other);
  }

  Scenario withSeed(long other) {
    return with(copy -> copy.seed = other);
  }

  /** The update, the learner's taking in of a game, and the sending of a task take so long. */
  Scenario withDriver(double update, double absorb, double launch) {
    return with(
        copy ->
            copy.driver =
                new DriverCosts(update, absorb, 0, 0, 0, 0, 0, 0, 0, 0, launch, 0, 0, 0, 4, 0));
  }

  /** The update and the writing of a game take so many seconds. */
  Scenario withTwoThreads(double update, double record) {
    return with(
        copy ->
            copy.driver =
                new DriverCosts(update, 0, 0, 0, 0, record, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0));
  }

  Scenario withTaskSeconds(double seconds) {
    return with(copy -> copy.taskSeconds = seconds);
  }

  Scenario withMostOwedUpdates(int number) {
    return with(copy -> copy.mostOwedUpdates = number);
  }

  Scenario withNetwork(double driverBytesPerSecond, double latency) {
    return with(copy -> copy.network = new NetworkLimits(driverBytesPerSecond, UNLIMITED, latency));
  }

  int tasksPerWave() {
    return tasksPerWave;
  }

  double updatesPerTask() {
    return updatesPerTask;
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
