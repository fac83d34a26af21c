package crosscountry.jobs.query;

import crosscountry.datasets.tables.OrderRow;

/**
 * An order, and what is known now of how cheap one can be.
 *
 * @param row the order, as it was recorded
 * @param lowerBound multiplications that every order takes at least
 */
public record ListedOrder(OrderRow row, long lowerBound) {

  private static final double HUNDREDTHS = 100;

  /** By how many multiplications the order may at most be from the cheapest one. */
  public long gap() {
    return row.multiplications() - lowerBound;
  }

  /**
   * Returns the gap in percent of the lower bound, to two decimals; null where the bound is 0 and
   * the gap is not.
   */
  public Double gapPercent() {
    if (gap() == 0) {
      return 0.0;
    }
    return lowerBound == 0
        ? null
        : (Double) (Math.round(100 * HUNDREDTHS * gap() / lowerBound) / HUNDREDTHS);
  }

  /** Tells whether it is proven by now that no order is cheaper. */
  public boolean isOptimal() {
    return gap() == 0;
  }
}
