package crosscountry.datasets.tables;

import java.util.Optional;

/**
 * Tells rows that can be used from poisoned ones, which are well-formed and still not true.
 *
 * @param <R> the Java type of a row
 */
@FunctionalInterface
public interface RowCheck<R> {

  /**
   * Returns what is wrong with a row, as the end of a sentence such as {@code its order repeats
   * equation 3}; empty if it can be used.
   */
  Optional<String> fault(R row);

  /** Returns a check that every well-formed row passes. */
  static <R> RowCheck<R> none() {
    return row -> Optional.empty();
  }
}
