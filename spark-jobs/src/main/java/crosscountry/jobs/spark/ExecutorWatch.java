package crosscountry.jobs.spark;

import java.util.HashSet;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in the log which executors come and go; Spark does so in many words or not at all. */
public final class ExecutorWatch extends SparkListener {

  private static final Logger LOG = LoggerFactory.getLogger(ExecutorWatch.class);

  private final SparkContext context;

  /** Known to Spark's listener thread alone. */
  private final Set<String> gone = new HashSet<>();

  private ExecutorWatch(SparkContext context) {
    this.context = context;
  }

  /** Begins to watch. */
  public static ExecutorWatch over(SparkContext context) {
    ExecutorWatch watch = new ExecutorWatch(context);
    context.addSparkListener(watch);
    return watch;
  }

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded added) {
    LOG.info(
        "executor {} on {} has come, with {} cores",
        added.executorId(),
        added.executorInfo().executorHost(),
        added.executorInfo().totalCores());
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    if (gone.add(removed.executorId())) {
      int left = context.statusTracker().getExecutorInfos().length - 1;
      LOG.warn(
          "executor {} is lost, {}; its tasks are played again with the same seeds",
          removed.executorId(),
          left > 0 ? left + " left" : "and none is left until another one comes");
    }
  }

  /** Ends the watch. */
  public void end() {
    context.removeSparkListener(this);
  }
}
