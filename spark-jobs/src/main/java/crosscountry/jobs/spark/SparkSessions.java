package crosscountry.jobs.spark;

import crosscountry.jobs.metrics.RunMetricsPlugin;
import crosscountry.jobs.search.RecallPlugin;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.serializer.KryoRegistrator;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/** Opens Spark on the master that was submitted to, or on all local cores without one. */
public final class SparkSessions {

  /** Where a standalone worker leaves the secret of its cluster for what it starts. */
  private static final String SECRET_VARIABLE = "_SPARK_AUTH_SECRET";

  private static final Logger LOG = LoggerFactory.getLogger(SparkSessions.class);

  /** How often it is told that nothing has happened. */
  private static final Duration NEWS = Duration.ofSeconds(10);

  /** How long a master may be out of reach, as one is that is being started anew. */
  private static final Duration RESTART = Duration.ofSeconds(10);

  private SparkSessions() {}

  /**
   * Opens a session for training, where every class that crosses the wire is registered.
   *
   * @param name the application's name in Spark's pages
   */
  public static SparkSession forTraining(String name) {
    return open(withPlugin(registered(name, WireClasses.class), RunMetricsPlugin.class));
  }

  /**
   * Opens a session for jobs of other packages, where every class that crosses the wire is
   * registered.
   *
   * @param name the application's name in Spark's pages
   * @param wireClasses registers the classes, those of training among them
   */
  public static SparkSession registering(
      String name, Class<? extends KryoRegistrator> wireClasses) {
    return open(registered(name, wireClasses));
  }

  /**
   * Opens a session for searching without training, where every class that crosses the wire is
   * registered, and tasks have a line to the driver.
   *
   * @param name the application's name in Spark's pages
   */
  public static SparkSession forSearch(String name) {
    return open(withPlugin(registered(name, WireClasses.class), RecallPlugin.class));
  }

  private static SparkConf withPlugin(SparkConf conf, Class<? extends SparkPlugin> plugin) {
    String given = conf.get("spark.plugins", "");
    String name = plugin.getName();
    return conf.set("spark.plugins", given.isEmpty() ? name : given + "," + name);
  }

  /**
   * Opens a session for queries of the user's, which may send any of Spark's own classes.
   *
   * @param name the application's name in Spark's pages
   */
  public static SparkSession forQueries(String name) {
    return open(
        common(name)
            .setIfMissing("spark.sql.shuffle.partitions", "4")
            // Tables hold instants; readers in other time zones must see the same ones.
            .set("spark.sql.session.timeZone", "UTC"));
  }

  private static SparkConf registered(String name, Class<? extends KryoRegistrator> wireClasses) {
    return common(name)
        // Where the driver's class path has CUDA's backend, so has that of executors; but the GPU
        // is
        // the learner's. ND4J takes the backend of the highest priority.
        .setIfMissing("spark.executorEnv.BACKEND_PRIORITY_CPU", "1000")
        .setIfMissing("spark.executorEnv.BACKEND_PRIORITY_GPU", "0")
        // Work is divided by the cores there are, so executors that come later would lack it.
        .setIfMissing("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        // Pools share the cores; within one, an earlier wave comes before a later one.
        .setIfMissing("spark.scheduler.mode", "FAIR")
        // A task is retried with the same seeds, and executors that are killed count as its faults.
        .setIfMissing("spark.task.maxFailures", "16")
        .set("spark.serializer", KryoSerializer.class.getName())
        .set("spark.kryo.registrationRequired", "true")
        .set("spark.kryo.registrator", wireClasses.getName());
  }

  private static SparkConf common(String name) {
    SparkConf conf = new SparkConf();
    conf.setAppName(name)
        .setIfMissing("spark.master", "local[*]")
        .setIfMissing("spark.ui.enabled", "false")
        // Who reaches the pages may read them, but not end what runs.
        .setIfMissing("spark.ui.killEnabled", "false")
        // Instead of a number that is another one each time, by which no dashboard could go.
        .setIfMissing("spark.metrics.namespace", "crosscountry")
        .setIfMissing("spark.ui.showConsoleProgress", "false");
    if (conf.get("spark.master").startsWith("local")) {
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
    // A driver that a worker starts has the secret in its environment alone, and Spark asks for the
    // setting.
    String secret = System.getenv(SECRET_VARIABLE);
    if (secret != null) {
      conf.setIfMissing("spark.authenticate.secret", secret);
    }
    return conf;
  }

  private static SparkSession open(SparkConf conf) {
    if (conf.get("spark.master").startsWith("local")) {
      return told(SparkSession.builder().config(conf).getOrCreate());
    }
    try {
      StandaloneMasters.requireListening(conf.get("spark.master"), RESTART);
      SparkSession session = SparkSession.builder().config(conf).getOrCreate();
      awaitExecutor(session.sparkContext());
      return told(session);
    } catch (Exception refused) {
      // Spark says no more than that its context has been stopped.
      throw new UnusableClusterException(conf.get("spark.master"), refused);
    }
  }

  private static SparkSession told(SparkSession session) {
    Option<String> page = session.sparkContext().uiWebUrl();
    if (page.isDefined()) {
      LOG.info("Spark's pages are at {}", page.get());
    }
    return session;
  }

  /** A session is there before the cluster has let it in; without executors nothing can begin. */
  private static void awaitExecutor(SparkContext context) throws InterruptedException {
    long told = System.nanoTime();
    // The driver is one of those that are counted.
    while (context.statusTracker().getExecutorInfos().length < 2) {
      if (context.isStopped()) {
        throw new IllegalStateException("the application was ended");
      }
      if (System.nanoTime() - told > NEWS.toNanos()) {
        told = System.nanoTime();
        LOG.info("waiting for an executor of {}", context.master());
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
