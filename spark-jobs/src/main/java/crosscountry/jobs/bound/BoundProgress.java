package crosscountry.jobs.bound;

import java.time.Duration;

/**
 * How a proof stands, for whoever watches it.
 *
 * @param lowerBound multiplications that every order takes at least, as this proof knows it
 * @param least multiplications of the best order that is known
 * @param rounds integer programs solved so far
 * @param elapsed time since the search for orders began
 * @param budget time that all may take
 */
public record BoundProgress(
    long lowerBound, long least, int rounds, Duration elapsed, Duration budget) {

  /** Returns the time that is left of the budget. */
  public Duration left() {
    Duration left = budget.minus(elapsed);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
