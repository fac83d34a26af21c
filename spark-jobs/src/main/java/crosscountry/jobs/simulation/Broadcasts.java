package crosscountry.jobs.simulation;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How published versions spread: an executor fetches a version when it first needs it, from the
 * driver or from one of the executors that have it already, each as likely, and then gives it to
 * others. That is Spark's torrent broadcast of a single block, which is what versions of up to 4
 * MiB take.
 */
final class Broadcasts {

  private static final double NOT_ASKED = Double.NaN;

  private final double latency;
  private final double driverSeconds;
  private final double executorSeconds;
  private final Station driverLink;
  private final Station[] links;

  /** When each executor has, or will have, the version of a slot. */
  private final double[][] readyAt;

  /** Executors that have the version of a slot, as many as {@link #holderCounts} says. */
  private final int[][] holders;

  private final int[] holderCounts;
  private final SplittableRandom random;

  /**
   * Prepares the spreading of versions among executors.
   *
   * @param executors how many there are
   * @param slots versions that are in use at a time at most
   * @param bytes size of a version
   * @param network what links can do
   * @param driverLink out of the driver, which other messages use, too
   * @param random source of whom to ask
   */
  Broadcasts(
      int executors,
      int slots,
      double bytes,
      NetworkLimits network,
      Station driverLink,
      SplittableRandom random) {
    this.latency = network.latency();
    this.driverSeconds = bytes / network.driverBytesPerSecond();
    this.executorSeconds = bytes / network.executorBytesPerSecond();
    this.driverLink = driverLink;
    this.links = new Station[executors];
    Arrays.setAll(links, executor -> new Station(1));
    this.readyAt = new double[slots][executors];
    this.holders = new int[slots][executors];
    this.holderCounts = new int[slots];
    this.random = random;
  }

  /** Begins with a new version in a slot, which only the driver has. */
  void publish(int slot) {
    Arrays.fill(readyAt[slot], NOT_ASKED);
    holderCounts[slot] = 0;
  }

  /** Tells whether an executor has asked for the version of a slot. */
  boolean isAsked(int slot, int executor) {
    return !Double.isNaN(readyAt[slot][executor]);
  }

  /**
   * Lets an executor ask for the version of a slot for the first time.
   *
   * @param now when it asks
   * @return when it has the version; {@link #arrive} is to be called then
   */
  double ask(int slot, int executor, double now) {
    // A first message asks the driver who has the version.
    double asked = now + 2 * latency;
    int source = random.nextInt(holderCounts[slot] + 1);
    double sent =
        source == holderCounts[slot]
            ? driverLink.serve(asked, driverSeconds)
            : links[holders[slot][source]].serve(asked, executorSeconds);
    double ready = sent + 2 * latency;
    readyAt[slot][executor] = ready;
    return ready;
  }

  /** Returns when an executor that has asked for the version of a slot has it. */
  double readyAt(int slot, int executor) {
    return readyAt[slot][executor];
  }

  /** From now on an executor can give the version of a slot to others. */
  void arrive(int slot, int executor) {
    holders[slot][holderCounts[slot]++] = executor;
  }
}
