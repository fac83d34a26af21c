package crosscountry.environment.beam;

import java.io.Serializable;
import java.time.Duration;

/** How much beam search looks at. */
public sealed interface BeamBudget extends Serializable {

  /**
   * An amount of time, in which ever wider beams are tried. How wide depends on the machine.
   *
   * @param duration the time, more than none
   */
  record Time(Duration duration) implements BeamBudget {

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
   * One beam of a given width. Equal seeds give equal results.
   *
   * @param sets the most sets of each size that are kept, at least 1
   */
  record Width(int sets) implements BeamBudget {

    /**
     * Checks the width.
     *
     * @throws IllegalArgumentException if the width is less than 1
     */
    public Width {
      if (sets < 1) {
        throw new IllegalArgumentException("the width (%d) must be at least 1".formatted(sets));
      }
    }
  }
}
