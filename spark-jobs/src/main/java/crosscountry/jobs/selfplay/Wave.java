package crosscountry.jobs.selfplay;

import crosscountry.models.network.NetworkSnapshot;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/** One Spark job of self-play games, all with one published network version. */
public final class Wave {

  private final SparkContext context;
  private final int number;
  private final List<SelfPlayAssignment> assignments;
  private final Broadcast<NetworkSnapshot> snapshot;
  private final SimpleFutureAction<Void> job;

  Wave(
      SparkContext context,
      int number,
      List<SelfPlayAssignment> assignments,
      Broadcast<NetworkSnapshot> snapshot,
      SimpleFutureAction<Void> job) {
    this.context = context;
    this.number = number;
    this.assignments = assignments;
    this.snapshot = snapshot;
    this.job = job;
  }

  void announceEndTo(BlockingQueue<WaveEvent> events) {
    job.onComplete(
        new AbstractFunction1<Try<Void>, BoxedUnit>() {
          @Override
          public BoxedUnit apply(Try<Void> end) {
            events.add(
                end.isSuccess()
                    ? new WaveEvent.Finished(number)
                    : new WaveEvent.Failed(number, end.failed().get()));
            return BoxedUnit.UNIT;
          }
        },
        scala.concurrent.ExecutionContext.global());
  }

  /** Returns the number of the wave in its run, from 0. */
  public int number() {
    return number;
  }

  /** Returns what its tasks play. */
  public List<SelfPlayAssignment> assignments() {
    return assignments;
  }

  /** Asks Spark to end the wave; its end is announced as a failure. No effect if it has ended. */
  public void cancel() {
    job.cancel();
  }

  /**
   * Frees the wave's parameters everywhere, unless Spark has ended; the wave must have ended.
   *
   * <p>A run has thousands of waves, so they are not left to the garbage collector, as everything
   * is that a session shares once: Spark frees in the background, and where the session ends
   * meanwhile, it may print a trace past the log.
   */
  public void release() {
    if (context.isStopped()) {
      return;
    }
    try {
      snapshot.destroy();
    } catch (Exception failure) {
      // Spark may end at any moment, and says so in exceptions of many kinds, some undeclared.
      if (!context.isStopped()) {
        throw failure;
      }
    }
  }
}
