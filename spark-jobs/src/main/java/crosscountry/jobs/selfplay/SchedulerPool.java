package crosscountry.jobs.selfplay;

import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The pools between which Spark's fair scheduler shares the cores, so that one kind of work does
 * not keep another waiting.
 */
public enum SchedulerPool {
  /** Waves of self-play. */
  SELF_PLAY,
  /** The teacher's search, before the first wave. */
  TEACHING;

  /** Puts the jobs that the calling thread submits from now on into this pool. */
  public void enter(JavaSparkContext context) {
    context.setLocalProperty(
        "spark.scheduler.pool", name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
