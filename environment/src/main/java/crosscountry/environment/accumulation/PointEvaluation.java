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
   * Evaluates the program and checks its partials.
   *
   * @param point value of each element of each input, [coordinates]
   * @return how many equations, from the first on, are regular there: their value is a number,
   *     finite or not, and their partials are finite, or they depend on no input
   */
  int evaluate(double[] point);

  /** Returns what the last evaluation took, in evaluations of scalar equations; at least one. */
  long effort();

  /** Returns the program at the point of the last evaluation, where all equations were regular. */
  L linearization();
}
