package crosscountry.jobs.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.SparkSession;

/** Opens Spark with the settings that this application relies on. */
public final class SparkSessions {

  private SparkSessions() {}

  /**
   * Opens a session on the master that was submitted to, or on all local cores without one.
   *
   * @param name the application's name in Spark's pages
   */
  public static SparkSession open(String name) {
    SparkConf conf = new SparkConf();
    conf.setAppName(name)
        .setIfMissing("spark.master", "local[*]")
        .setIfMissing("spark.ui.enabled", "false")
        .setIfMissing("spark.sql.shuffle.partitions", "4")
        .setIfMissing("spark.ui.showConsoleProgress", "false")
        .set("spark.serializer", KryoSerializer.class.getName())
        .set("spark.kryo.registrationRequired", "true")
        .set("spark.kryo.registrator", WireClasses.class.getName())
        // Tables hold instants; readers in other time zones must see the same ones.
        .set("spark.sql.session.timeZone", "UTC");
    if (conf.get("spark.master").startsWith("local")) {
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
    return SparkSession.builder().config(conf).getOrCreate();
  }
}
