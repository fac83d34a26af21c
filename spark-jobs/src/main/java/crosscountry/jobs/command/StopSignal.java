package crosscountry.jobs.command;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.spark.util.SignalUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns SIGTERM and SIGINT into a request to stop, so that a run saves its state first. A second
 * signal ends the process at once, unless it comes right behind the first: some programs signal a
 * process and then its group.
 */
final class StopSignal implements BooleanSupplier {

  private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);

  /** What a shell says of a process that SIGTERM has ended. */
  private static final int KILLED = 143;

  private static final Duration ECHO = Duration.ofSeconds(1);

  private final AtomicBoolean requested = new AtomicBoolean();
  private volatile long requestedNanos;

  private StopSignal() {}

  static StopSignal installed() {
    StopSignal signal = new StopSignal();
    for (String name : new String[] {"TERM", "INT"}) {
      // A handler that returns true keeps the default one, which ends the process, from running.
      SignalUtils.register(name, signal::heard);
    }
    return signal;
  }

  private boolean heard() {
    if (requested.compareAndSet(false, true)) {
      requestedNanos = System.nanoTime();
      LOG.info("stopping and saving the state; another signal ends the process at once");
    } else if (System.nanoTime() - requestedNanos > ECHO.toNanos()) {
      // Without Spark's own farewell, which fails and says so where the run still uses it.
      Runtime.getRuntime().halt(KILLED);
    }
    return true;
  }

  @Override
  public boolean getAsBoolean() {
    return requested.get();
  }
}
