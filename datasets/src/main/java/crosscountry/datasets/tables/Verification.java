package crosscountry.datasets.tables;

/** What a query asks of whether the Jacobian along an order agreed numerically. */
public enum Verification {
  /** It takes all orders. */
  ANY,
  /** It takes those whose Jacobian agreed. */
  PASSED;

  boolean isMetBy(OrderHead head) {
    return this == ANY || head.verified();
  }
}
