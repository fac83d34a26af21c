package crosscountry.jobs.spark;

import org.apache.spark.SparkConf;

/**
 * Whether Spark starts a dead driver anew, as {@code --supervise} asks it to. The driver is then
 * started by the words it was first started with, and has to find out itself that it goes on.
 */
public final class Supervision {

  private Supervision() {}

  /** Tells whether this driver is started anew when it dies. */
  public static boolean isOn() {
    return new SparkConf().getBoolean("spark.driver.supervise", false);
  }
}
