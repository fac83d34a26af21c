package crosscountry.datasets.tables;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** Points in time as the tables hold them: microseconds since 1970 in UTC. */
final class Micros {

  private static final long PER_SECOND = TimeUnit.SECONDS.toMicros(1);
  private static final long NANOS_PER_MICRO = TimeUnit.MICROSECONDS.toNanos(1);

  private Micros() {}

  /**
   * Returns the microseconds until an instant. The library's {@code ChronoUnit.MICROS.between}
   * counts nanoseconds on the way and so ends in the year 2262.
   *
   * @throws IllegalArgumentException if there are more than 64 bits of them
   */
  static long ofInstant(Instant instant) {
    long seconds = instant.getEpochSecond();
    long micros = instant.getNano() / NANOS_PER_MICRO;
    try {
      // Before 1970 the first product alone may be out of range where the sum is not.
      return seconds < 0
          ? Math.addExact(Math.multiplyExact(seconds + 1, PER_SECOND), micros - PER_SECOND)
          : Math.addExact(Math.multiplyExact(seconds, PER_SECOND), micros);
    } catch (ArithmeticException overflow) {
      throw new IllegalArgumentException("the time is out of range", overflow);
    }
  }

  /** Returns the instant that is so many microseconds after 1970 began. */
  static Instant toInstant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
