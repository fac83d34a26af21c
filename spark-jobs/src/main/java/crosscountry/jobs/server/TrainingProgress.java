package crosscountry.jobs.server;

import crosscountry.jobs.selfplay.Traffic;
import crosscountry.models.network.LossReport;
import java.time.Duration;
import java.util.Collection;

/**
 * How a run stands, for whoever watches it.
 *
 * @param standings best results so far, one per graph
 * @param elapsed time since the run began
 * @param budget time that the run may take
 * @param waves waves finished, in flight and to come
 * @param games games finished
 * @param positions positions played
 * @param evaluations positions judged
 * @param playing time that executors spent playing, per core
 * @param learning time that the learner worked
 * @param owedUpdates updates that the games that have arrived still call for
 * @param steps updates made
 * @param version newest published version
 * @param traffic what tasks have sent to the driver
 * @param snapshotBytes size of a published network as it crosses the wire, 0 before the first
 * @param loss losses of the newest update, or null before the first
 */
public record TrainingProgress(
    Collection<Standing> standings,
    Duration elapsed,
    Duration budget,
    WaveCount waves,
    long games,
    long positions,
    long evaluations,
    Duration playing,
    Duration learning,
    long owedUpdates,
    long steps,
    long version,
    Traffic traffic,
    long snapshotBytes,
    LossReport loss) {

  /** Returns games finished per second. */
  public double gamesPerSecond() {
    return games / seconds();
  }

  /** Returns positions played per second. */
  public double positionsPerSecond() {
    return positions / seconds();
  }

  /** Returns positions judged per second. */
  public double evaluationsPerSecond() {
    return evaluations / seconds();
  }

  /** Returns the share of the time in which an executor core played, averaged over the cores. */
  public double busyShare() {
    return playing.toMillis() / 1e3 / seconds();
  }

  /** Returns the share of the time in which the learner worked. */
  public double learnerShare() {
    return learning.toMillis() / 1e3 / seconds();
  }

  /** Returns the mean size of a task's games as they crossed the wire, null before the first. */
  public Double resultBytes() {
    return traffic.results() == 0 ? null : (double) traffic.bytes() / traffic.results();
  }

  /**
   * Returns the time until the run ends: when its budget is used up, or with its last wave, at the
   * pace so far, if that comes first.
   */
  public Duration left() {
    Duration ofBudget = budget.minus(elapsed);
    Duration left =
        waves.timeLeft(elapsed).filter(byWaves -> byWaves.compareTo(ofBudget) < 0).orElse(ofBudget);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private double seconds() {
    return Math.max(1e-3, elapsed.toMillis() / 1e3);
  }
}
