package crosscountry.environment.accumulation;

/** How the entry of a Jacobian is judged against a reference. */
final class RelativeError {

  /** Entries below this are compared as if they were this large: products may have underflowed. */
  static final double LEAST_SCALE = 1e-200;

  private RelativeError() {}

  /**
   * Returns the error relative to the scale of the entry, infinite if it is not a number.
   *
   * @param scale sum of the sizes of the terms of which the entry is the sum
   */
  static double of(double found, double expected, double scale) {
    double error = Math.abs(found - expected) / Math.max(LEAST_SCALE, scale);
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
  }
}
