package crosscountry.jobs.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import crosscountry.jobs.selfplay.PlayMeter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Brings a run's gauges into Spark's metrics system, on the driver and on executors, from where
 * they go to whatever sinks {@code metrics.properties} names.
 *
 * <p>Spark makes the plugin by its name, so what it shows is kept for the whole JVM; there is one
 * Spark context at a time in it.
 */
public final class RunMetricsPlugin implements SparkPlugin {

  private static final AtomicReference<RunMetrics> SHOWN = new AtomicReference<>();

  /** On the driver, before the session opens: shows the gauges of a run. */
  public static void show(RunMetrics metrics) {
    SHOWN.set(metrics);
  }

  @Override
  public DriverPlugin driverPlugin() {
    return new Driver();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new Executor();
  }

  /** Shows how the run stands. */
  private static final class Driver implements DriverPlugin {
    @Override
    public void registerMetrics(String application, PluginContext context) {
      RunMetrics metrics = SHOWN.get();
      if (metrics != null) {
        metrics.registerOn(context.metricRegistry());
      }
    }

    @Override
    public void shutdown() {
      SHOWN.set(null);
    }
  }

  /** Shows what an executor has played; without a cluster, it is in the driver's registry too. */
  private static final class Executor implements ExecutorPlugin {
    @Override
    public void init(PluginContext context, Map<String, String> settings) {
      MetricRegistry registry = context.metricRegistry();
      gauge(registry, "executor_games", PlayMeter::games);
      gauge(registry, "executor_positions", PlayMeter::positions);
      gauge(registry, "executor_evaluations", PlayMeter::evaluations);
    }

    private static void gauge(MetricRegistry registry, String name, LongSupplier value) {
      Gauge<Long> gauge = value::getAsLong;
      registry.register(name, gauge);
    }
  }
}
