package crosscountry.jobs.command;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.spark.util.SignalUtils;

/**
 * Turns SIGTERM and SIGINT into a request to stop, so that a run saves its state first. A second
 * signal ends the process at once.
 */
final class StopSignal implements BooleanSupplier {

  private final AtomicBoolean requested = new AtomicBoolean();

  private StopSignal() {}

  static StopSignal installed() {
    StopSignal signal = new StopSignal();
    for (String name : new String[] {"TERM", "INT"}) {
      // A handler that returns true keeps the default one, which ends the process, from running.
      SignalUtils.register(name, () -> signal.requested.compareAndSet(false, true));
    }
    return signal;
  }

  @Override
  public boolean getAsBoolean() {
    return requested.get();
  }
}
