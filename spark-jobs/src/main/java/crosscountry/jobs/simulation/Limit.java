package crosscountry.jobs.simulation;

import java.util.Locale;

/** What keeps a run from playing more positions per second. */
public enum Limit {
  /** The executors' cores play all the time; more of them play more. */
  EXECUTORS,
  /** The learner's thread works all the time, and waves wait for it. */
  LEARNER,
  /** The main thread publishes, submits waves and writes tables all the time. */
  BOOKKEEPING,
  /** A thread of Spark's scheduler, or those that read results, work all the time. */
  SCHEDULER,
  /** A direction of the driver's link is full. */
  NETWORK,
  /**
   * Nothing works all the time: executors wait for tasks to come, or for the last of a wave, which
   * may be the only one that the learner is not too far behind for.
   */
  WAVES;

  /** Returns the name as it is printed. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
