package crosscountry.jobs.search;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How a search stands, for whoever watches it.
 *
 * @param least fewest multiplications that any task has told of so far
 * @param elapsed time since the first task began
 * @param budget time that the search may take
 * @param tasks tasks that search side by side
 */
public record SearchProgress(OptionalLong least, Duration elapsed, Duration budget, int tasks) {

  /** Returns the time that is left of the budget. */
  public Duration left() {
    Duration left = budget.minus(elapsed);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
