package crosscountry.environment.annealing;

import java.io.Serializable;
import java.time.Duration;

/** How long annealing goes on. */
public sealed interface AnnealingBudget extends Serializable {

  /**
   * An amount of time. How far a run gets depends on the machine.
   *
   * @param duration the time, more than none
   */
  record Time(Duration duration) implements AnnealingBudget {

    /**
     * Checks the duration.
     *
     * @throws IllegalArgumentException if the duration is not positive or longer than a century
     */
    public Time {
      if (duration.isNegative() || duration.isZero() || duration.toDays() > 36_500) {
        throw new IllegalArgumentException(
            "the duration (%s) must be positive, and at most a century".formatted(duration));
      }
    }
  }

  /**
   * A number of windows. Equal seeds give equal results.
   *
   * @param count the number, at least 1
   */
  record Windows(long count) implements AnnealingBudget {

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Windows {
      if (count < 1) {
        throw new IllegalArgumentException(
            "the number of windows (%d) must be at least 1".formatted(count));
      }
    }
  }
}
