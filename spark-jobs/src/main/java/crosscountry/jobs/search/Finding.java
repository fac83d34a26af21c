package crosscountry.jobs.search;

import crosscountry.datasets.tables.Ints;
import java.io.Serializable;

/**
 * What one task of a search found.
 *
 * @param equations 1-based equation numbers in order of elimination
 * @param multiplications what the order takes
 * @param windows moves that were evaluated, or null where the method makes none
 * @param lowerBound multiplications that every order takes, as far as the method itself has proven;
 *     0 if it has proven nothing
 */
public record Finding(Ints equations, long multiplications, Long windows, long lowerBound)
    implements Serializable {

  /** What a method leaves open that proves nothing. */
  static final long NOTHING_PROVEN = 0;

  private static final long serialVersionUID = 1L;
}
