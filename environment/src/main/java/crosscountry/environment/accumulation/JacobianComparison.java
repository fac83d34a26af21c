package crosscountry.environment.accumulation;

import java.util.List;

/**
 * Compares Jacobians at one point with the one that forward accumulation gives there.
 *
 * <p>An error is measured relative to {@link ForwardAccumulation#scale}, so that an entry which is
 * a small difference of large terms is not blamed on the order of elimination. With balanced
 * partials ({@link PathBalance}) no correct order is rejected: the errors of all its products
 * together, by rounding and underflow, are far below what is allowed.
 *
 * <p>The other side of this is that doubles cannot tell whether an entry is right whose size is
 * less than {@link #TOLERANCE} of its scale, or whose balanced scale is less than {@link
 * RelativeError#LEAST_SCALE}: of these the comparison says only that they are as small as they
 * should be. This is deliberate. What an order does to such entries is judged by {@link
 * FieldComparison}.
 */
final class JacobianComparison {

  /** Errors up to this share of the scale are rounding. */
  static final double TOLERANCE = 1e-10;

  private final Linearization<Double> linearization;
  private final List<List<Double>> reference;
  private final List<List<Double>> scale;

  /**
   * Accumulates the reference.
   *
   * @param point the partials at the point, finite
   */
  JacobianComparison(Linearization<Double> point) {
    this.linearization = PathBalance.of(point);
    this.reference = ForwardAccumulation.jacobian(linearization);
    this.scale = ForwardAccumulation.scale(linearization);
  }

  /** Returns what to accumulate along: the point with its partials balanced. */
  Linearization<Double> linearization() {
    return linearization;
  }

  /**
   * Returns the greatest relative error of any entry, infinite if one is not a number.
   *
   * @param jacobian what to compare, accumulated along {@link #linearization}, [outputs][inputs]
   */
  double greatestRelativeError(List<List<Double>> jacobian) {
    double greatest = 0;
    for (int row = 0; row < reference.size(); row++) {
      for (int column = 0; column < reference.get(row).size(); column++) {
        double error =
            RelativeError.of(
                jacobian.get(row).get(column),
                reference.get(row).get(column),
                scale.get(row).get(column));
        greatest = Math.max(greatest, error);
      }
    }
    return greatest;
  }
}
