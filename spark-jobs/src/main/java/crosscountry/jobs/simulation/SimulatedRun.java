package crosscountry.jobs.simulation;

import java.util.stream.DoubleStream;

/**
 * How a run goes on a cluster, once it has got going. Shares are of the time, from 0 to 1.
 *
 * @param cluster the executors
 * @param tasksPerWave tasks of a wave
 * @param positionsPerSecond positions played, kept or not, over all executors
 * @param executorsBusy share in which an executor core played, averaged over the cores
 * @param learnerBusy share in which the learner's thread took games in and made updates
 * @param bookkeepingBusy share in which the main thread published, submitted and wrote tables; not
 *     that in which it waited
 * @param schedulerBusy share in which the busiest of Spark's threads on the driver worked
 * @param networkBusy share in which the fuller direction of the driver's link was in use
 * @param ingressBytesPerSecond results that reached the driver
 * @param driverCores cores that all threads of the driver keep busy together
 * @param broadcastSeconds how long the last executor to get a version waited for it, averaged over
 *     the versions
 * @param staleness by how many versions the learner was ahead when games arrived, averaged
 * @param lateStaleness the same of the 95th of 100 tasks
 * @param staleUpdates by how many updates the learner was ahead when games arrived, averaged
 * @param whole everything from the first wave to the last
 */
public record SimulatedRun(
    Cluster cluster,
    int tasksPerWave,
    double positionsPerSecond,
    double executorsBusy,
    double learnerBusy,
    double bookkeepingBusy,
    double schedulerBusy,
    double networkBusy,
    double ingressBytesPerSecond,
    double driverCores,
    double broadcastSeconds,
    double staleness,
    int lateStaleness,
    double staleUpdates,
    Whole whole) {

  /** Share of the time from which on a resource is taken for the one that limits the run. */
  private static final double FULL = 0.85;

  /**
   * Sums over a whole run, its beginning and its end included.
   *
   * @param seconds from the first submission to the last wave's end, or to the last update
   * @param tasks tasks that have ended
   * @param drawnSeconds what they were to play, as drawn
   * @param playedSeconds what the cores did play
   * @param ingressBytes results that reached the driver
   * @param updates updates made
   * @param greatestStaleness versions by which the learner was ahead at most
   */
  public record Whole(
      double seconds,
      long tasks,
      double drawnSeconds,
      double playedSeconds,
      double ingressBytes,
      long updates,
      int greatestStaleness) {}

  /** Returns what keeps the run from playing more. */
  public Limit limit() {
    double most =
        DoubleStream.of(learnerBusy, bookkeepingBusy, executorsBusy, schedulerBusy, networkBusy)
            .max()
            .orElseThrow();
    if (most < FULL) {
      return Limit.WAVES;
    }
    if (most == learnerBusy) {
      return Limit.LEARNER;
    }
    if (most == bookkeepingBusy) {
      return Limit.BOOKKEEPING;
    }
    if (most == executorsBusy) {
      return Limit.EXECUTORS;
    }
    return most == schedulerBusy ? Limit.SCHEDULER : Limit.NETWORK;
  }
}
