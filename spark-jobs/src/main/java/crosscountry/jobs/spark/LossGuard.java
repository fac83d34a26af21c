package crosscountry.jobs.spark;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkStatusTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends Spark when its jobs have waited in vain for an executor, because Spark itself would wait for
 * ever; the jobs then fail, as they do where the cluster ends the application.
 */
public final class LossGuard {

  private static final Logger LOG = LoggerFactory.getLogger(LossGuard.class);

  private static final Duration LOOKS = Duration.ofSeconds(1);

  private final SparkContext context;
  private final Duration patience;
  private final Timer timer = new Timer("loss-guard", true);
  private volatile boolean lost;

  /** When jobs had executors, or there were no jobs; known to the timer's thread alone. */
  private long servedNanos = System.nanoTime();

  private LossGuard(SparkContext context, Duration patience) {
    this.context = context;
    this.patience = patience;
  }

  /**
   * Begins to look.
   *
   * @param context what is ended; one without a cluster never is
   * @param patience how long jobs may wait while no executor is there
   */
  public static LossGuard over(SparkContext context, Duration patience) {
    LossGuard guard = new LossGuard(context, patience);
    if (!context.isLocal()) {
      TimerTask look =
          new TimerTask() {
            @Override
            public void run() {
              guard.lookSafely();
            }
          };
      guard.timer.schedule(look, LOOKS.toMillis(), LOOKS.toMillis());
    }
    return guard;
  }

  /** What is thrown would end the timer, and nobody would look any more. */
  private void lookSafely() {
    try {
      look();
    } catch (Exception failure) {
      LOG.warn("could not look for executors, and tries again", failure);
    }
  }

  private void look() {
    if (context.isStopped()) {
      return;
    }
    SparkStatusTracker tracker = context.statusTracker();
    // The driver is one of those that are counted. Where executors are allocated as they are
    // needed, none is there while no job is.
    if (tracker.getActiveJobIds().length == 0 || tracker.getExecutorInfos().length > 1) {
      servedNanos = System.nanoTime();
    } else if (System.nanoTime() - servedNanos > patience.toNanos()) {
      lost = true;
      context.stop();
    }
  }

  /**
   * Returns what a job's failure comes of: the loss of the cluster, if Spark has been ended.
   *
   * @param failure what the job said
   * @param wayOut what of the work is left, and what to do
   */
  public Optional<LostClusterException> loss(Throwable failure, String wayOut) {
    if (!context.isStopped()) {
      return Optional.empty();
    }
    return Optional.of(
        new LostClusterException("%s; %s".formatted(sentence(failure), wayOut), failure));
  }

  private String sentence(Throwable failure) {
    if (context.isLocal()) {
      String said = String.valueOf(failure.getMessage());
      return "Spark has ended: " + said.lines().findFirst().orElse("it does not say why");
    }
    return lost
        ? "the cluster at %s is lost: for %s no executor was there (run.without-executors)"
            .formatted(context.master(), text(patience))
        : "the cluster at %s has ended the application".formatted(context.master());
  }

  private static String text(Duration time) {
    return time.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  /** Ends the looking. */
  public void end() {
    timer.cancel();
  }
}
