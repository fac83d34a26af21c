package crosscountry.environment.accumulation;

/**
 * The error function to about 1e-15 (Abramowitz and Stegun, Handbook of Mathematical Functions,
 * section 7.1).
 *
 * <p>Near zero the series 7.1.6, all of whose terms have one sign, so that nothing cancels; further
 * out the continued fraction 7.1.14 of the complement.
 */
public final class ErrorFunction {

  private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

  /** From here on the continued fraction converges within {@link #FRACTION_DEPTH}. */
  private static final double FAR = 2.5;

  /** Levels of the continued fraction, measured to reach full precision at {@link #FAR}. */
  private static final int FRACTION_DEPTH = 60;

  private ErrorFunction() {}

  /** Returns 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x. */
  public static double erf(double x) {
    double size = Math.abs(x);
    return Math.copySign(size < FAR ? series(size) : 1 - fraction(size), x);
  }

  /** Returns 1 - erf(x), without losing the digits of a small result far to the right. */
  public static double erfc(double x) {
    return x < FAR ? 1 - erf(x) : fraction(x);
  }

  /** Returns the derivative of erf. */
  static double slope(double x) {
    return TWO_OVER_ROOT_PI * Math.exp(-x * x);
  }

  /** Sums slope(x) * x * (1 + 2x^2/3 + (2x^2)^2/(3*5) + ...). */
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int odd = 3; term > sum * 1e-17; odd += 2) {
      term *= 2 * x * x / odd;
      sum += term;
    }
    return slope(x) * sum;
  }

  /** Evaluates slope(x) / 2 / (x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))) from the inside. */
  private static double fraction(double x) {
    double tail = x;
    for (int level = FRACTION_DEPTH; level > 0; level--) {
      tail = x + 0.5 * level / tail;
    }
    return slope(x) / (2 * tail);
  }
}
