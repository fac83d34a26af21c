package crosscountry.jobs.search;

import crosscountry.datasets.tables.Ints;
import java.io.Serializable;

/**
 * What one task of a search found.
 *
 * @param equations 1-based equation numbers in order of elimination
 * @param multiplications what the order takes
 * @param windows moves that were evaluated, or null where the method makes none
 */
public record Finding(Ints equations, long multiplications, Long windows) implements Serializable {

  private static final long serialVersionUID = 1L;
}
