package crosscountry.environment.accumulation;

/**
 * A program that is evaluated with its elemental partials, point by point.
 *
 * @param <L> the program at a point
 */
interface PointEvaluation<L> {

  /** Returns the number of coordinates of a point. */
  int coordinates();

  /** Returns the number of equations. */
  int equations();

  /**
   * Evaluates the program with its partials.
   *
   * @param point value of each element of each input, [coordinates]
   * @return how many equations, from the first on, have a finite value and finite partials there
   */
  int evaluate(double[] point);

  /** Returns what the last evaluation took, in evaluations of scalar equations; at least one. */
  long effort();

  /** Returns the program at the point of the last evaluation. */
  L linearization();
}
