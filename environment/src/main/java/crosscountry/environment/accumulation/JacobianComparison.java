package crosscountry.environment.accumulation;

/**
 * Compares Jacobians at one point with the one that forward accumulation gives there.
 *
 * <p>An error is measured relative to {@link ForwardAccumulation#scale}, so that an entry which is
 * a small difference of large terms is not blamed on the order of elimination.
 */
final class JacobianComparison {

  /** Errors up to this share of the scale are rounding. */
  static final double TOLERANCE = 1e-10;

  /** Entries below this are compared as if they were this large: products may have underflowed. */
  static final double LEAST_SCALE = 1e-200;

  private final Linearization linearization;
  private final double[][] reference;
  private final double[][] scale;

  JacobianComparison(Linearization linearization) {
    this.linearization = linearization;
    this.reference = ForwardAccumulation.jacobian(linearization);
    this.scale = ForwardAccumulation.scale(linearization);
  }

  Linearization linearization() {
    return linearization;
  }

  /**
   * Returns the greatest relative error of any entry, infinite if one is not a number.
   *
   * @param jacobian what to compare, [outputs][inputs]
   */
  double greatestRelativeError(double[][] jacobian) {
    double greatest = 0;
    for (int row = 0; row < reference.length; row++) {
      for (int column = 0; column < reference[row].length; column++) {
        double error =
            Math.abs(jacobian[row][column] - reference[row][column])
                / Math.max(LEAST_SCALE, scale[row][column]);
        greatest = Math.max(greatest, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error);
      }
    }
    return greatest;
  }
}
