package crosscountry.datasets.tables;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a write that fails is tried again: a moment without a connection must not end a run of days.
 *
 * @param tries how often a write is tried at most, at least 1
 * @param firstPause how long to wait after the first failure; each further pause is twice as long
 */
record WriteRetries(int tries, Duration firstPause) {

  private static final Logger LOG = LoggerFactory.getLogger(WriteRetries.class);

  private static final int TRIES = 5;
  private static final String FIRST_PAUSE = "crosscountry.warehouse.first-pause";
  private static final long FIRST_PAUSE_MILLIS = 200;

  /** Returns what the settings of Hadoop say, or five tries within three seconds. */
  static WriteRetries of(Configuration configuration) {
    long millis =
        configuration.getTimeDuration(FIRST_PAUSE, FIRST_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    return new WriteRetries(TRIES, Duration.ofMillis(millis));
  }

  /** Something that is written, whole or not at all, so that it can be done again. */
  @FunctionalInterface
  interface Write {
    /** Returns whether anything was published. */
    boolean run() throws IOException;
  }

  /**
   * Writes, again if need be.
   *
   * @param target what is written, to be shown
   * @throws IOException the last failure, or the first one that waiting cannot mend
   */
  boolean run(Path target, Write write) throws IOException {
    long pause = firstPause.toMillis();
    for (int left = tries - 1; ; left--) {
      try {
        return once(write);
      } catch (IOException fault) {
        if (left == 0 || Diagnosis.isLasting(fault)) {
          throw fault;
        }
        LOG.warn("reaching {} failed and is tried again: {}", target, Diagnosis.firstLine(fault));
        if (!slept(pause)) {
          throw fault;
        }
        pause *= 2;
      }
    }
  }

  // Hadoop's local file system wraps what the disk says into an Error, which nobody expects.
  private static boolean once(Write write) throws IOException {
    try {
      return write.run();
    } catch (FSError fault) {
      throw new IOException(fault.getCause());
    }
  }

  private static boolean slept(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
