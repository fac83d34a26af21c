package crosscountry.environment.accumulation;

/**
 * The inverse hyperbolic functions that the platform lacks, through log1p, so that small arguments
 * keep their digits (after Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section
 * 1.14: a logarithm near one is taken of what exceeds one).
 */
public final class InverseHyperbolic {

  /** Above this square roots of 1 + x^2 and x^2 - 1 equal x, and squares may overflow. */
  private static final double LARGE = 1e9;

  private InverseHyperbolic() {}

  /** Returns the number whose hyperbolic sine is x. */
  public static double asinh(double x) {
    double size = Math.abs(x);
    double area =
        size > LARGE
            ? Math.log(size) + Math.log(2)
            : Math.log1p(size + size * size / (1 + Math.sqrt(1 + size * size)));
    return Math.copySign(area, x);
  }

  /** Returns the number from zero on whose hyperbolic cosine is x; NaN below one. */
  public static double acosh(double x) {
    if (x > LARGE) {
      return Math.log(x) + Math.log(2);
    }
    double above = x - 1;
    return Math.log1p(above + Math.sqrt(above) * Math.sqrt(x + 1));
  }

  /** Returns the number whose hyperbolic tangent is x; NaN beyond one. */
  public static double atanh(double x) {
    double size = Math.abs(x);
    return Math.copySign(0.5 * Math.log1p(2 * size / (1 - size)), x);
  }
}
