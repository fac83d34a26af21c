package crosscountry.jobs.server;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The waves of a run.
 *
 * @param finished waves that this attempt has finished
 * @param inFlight waves that are being played
 * @param left waves that are not finished, of a run that has a greatest number of them
 */
public record WaveCount(int finished, int inFlight, OptionalInt left) {

  /** Returns the time until the last wave, at the pace so far, where both are known. */
  Optional<Duration> timeLeft(Duration elapsed) {
    return finished == 0 || left.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(elapsed.toMillis() * left.getAsInt() / finished));
  }
}
