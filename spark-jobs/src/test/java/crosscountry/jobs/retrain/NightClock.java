package crosscountry.jobs.retrain;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.BooleanSupplier;

/**
 * A clock that stands still until it is put forward, and that can let something happen before it
 * tells the time: so another process may come in between at a certain moment.
 */
final class NightClock extends Clock {

  private final Thread main = Thread.currentThread();
  private volatile Instant now;
  private BooleanSupplier moment = () -> false;
  private Runnable meanwhile = () -> {};

  NightClock(Instant start) {
    now = start;
  }

  void advance(Duration duration) {
    now = now.plus(duration);
  }

  /**
   * Lets something happen once.
   *
   * @param when tells whether it is the moment, whenever this thread asks for the time
   * @param what what is to happen
   */
  void interrupt(BooleanSupplier when, Runnable what) {
    moment = when;
    meanwhile = what;
  }

  @Override
  public Instant instant() {
    if (Thread.currentThread() == main && moment.getAsBoolean()) {
      moment = () -> false;
      meanwhile.run();
    }
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("this clock is in UTC");
  }
}
