package crosscountry.jobs.refit;

import java.time.Duration;

/**
 * How a refit stands, for whoever watches it.
 *
 * @param epoch the epoch in hand, from 1
 * @param epochs how many there will be
 * @param round rounds of the epoch that are done; all copies are averaged after each
 * @param rounds rounds of an epoch
 * @param elapsed time since learning began
 */
public record RefitProgress(int epoch, int epochs, int round, int rounds, Duration elapsed) {

  /** Returns the time until the last round, at the pace so far. */
  public Duration left() {
    long done = (epoch - 1L) * rounds + round;
    long all = (long) epochs * rounds;
    return Duration.ofMillis(elapsed.toMillis() * (all - done) / Math.max(1, done));
  }
}
