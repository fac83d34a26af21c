package crosscountry.jobs.selfplay;

import crosscountry.models.network.NetworkSnapshot;
import org.apache.spark.SparkEnv;
import scala.reflect.ClassTag$;

/** How large things are on the wire. */
public final class WireSize {

  private WireSize() {}

  /**
   * Returns the bytes of a network as it is broadcast, before Spark compresses them.
   *
   * @throws IllegalStateException if no Spark context is open in this JVM
   */
  public static long of(NetworkSnapshot snapshot) {
    SparkEnv environment = SparkEnv.get();
    if (environment == null) {
      throw new IllegalStateException("no Spark context is open, so nothing says how to serialize");
    }
    return environment
        .serializer()
        .newInstance()
        .serialize(snapshot, ClassTag$.MODULE$.apply(NetworkSnapshot.class))
        .remaining();
  }
}
