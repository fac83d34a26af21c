package crosscountry.jobs.selfplay;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.collection.JavaConverters;

/**
 * Adds up what the tasks of some jobs have sent to the driver. Of tasks that fail nothing is
 * counted; of one that Spark ran twice, because the first attempt was slow, every result that came
 * before the job ended is.
 *
 * <p>Spark tells its listeners a moment after the fact, so the sum may lack results that have been
 * delivered. Safe for any number of threads.
 */
public final class WireMeter extends SparkListener {

  private static final String DESCRIPTION = "spark.job.description";

  private final String description;

  /** The job of each stage that is being run. */
  private final Map<Object, Integer> stages = new HashMap<>();

  private Traffic traffic = Traffic.NOTHING;

  private WireMeter(String description) {
    this.description = description;
  }

  /**
   * Begins to count.
   *
   * @param context where the jobs will run; {@link SparkContext#removeSparkListener} ends it
   * @param description how the descriptions of the jobs begin
   */
  public static WireMeter attach(SparkContext context, String description) {
    WireMeter meter = new WireMeter(description);
    context.addSparkListener(meter);
    return meter;
  }

  /** Returns what has been sent since the meter was attached. */
  public synchronized Traffic traffic() {
    return traffic;
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    String text = start.properties() == null ? null : start.properties().getProperty(DESCRIPTION);
    if (text != null && text.startsWith(description)) {
      for (Object stage : JavaConverters.asJavaCollection(start.stageIds())) {
        stages.put(stage, start.jobId());
      }
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    if (stages.containsKey(end.stageId()) && end.reason() == Success$.MODULE$) {
      traffic = traffic.plus(end.taskMetrics().resultSize());
    }
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd end) {
    stages.values().removeIf(job -> job == end.jobId());
  }
}
