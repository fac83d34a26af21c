package crosscountry.environment.straightline;

import java.util.Set;

/**
 * Functions that Java's library lacks, which code brings along where it uses them: what {@link
 * Operation} computes, written down.
 */
enum JavaHelper {
  SHARE_OF_GREATER(
      Set.of(Operation.SHARE_OF_GREATER),
      """
      /** The partial of the greater one of a and b by a. */
      private static double shareOfGreater(double a, double b) {
        return a > b ? 1.0 : a == b ? 0.5 : 0.0;
      }
      """),
  POWER_SLOPE(
      Set.of(Operation.POWER_SLOPE),
      """
      /** The partial of power = base^exponent by the base. */
      private static double powerSlope(double base, double exponent, double power) {
        double size = Math.abs(power);
        if (size > 1e-290 && size < 1e290) {
          return exponent * (power / base);
        }
        return exponent == 0.0 ? 0.0 : exponent * Math.pow(base, exponent - 1.0);
      }
      """),
  POWER_GROWTH(
      Set.of(Operation.POWER_GROWTH),
      """
      /** The partial of a power by the exponent: zero where the base is, despite its logarithm. */
      private static double powerGrowth(double power, double logarithm) {
        return power == 0.0 && logarithm == Double.NEGATIVE_INFINITY ? 0.0 : power * logarithm;
      }
      """),
  ASINH(
      Set.of(Operation.ASINH),
      """
      private static double asinh(double x) {
        double size = Math.abs(x);
        double area =
            size > 1e9
                ? Math.log(size) + Math.log(2.0)
                : Math.log1p(size + size * size / (1.0 + Math.sqrt(1.0 + size * size)));
        return Math.copySign(area, x);
      }
      """),
  ACOSH(
      Set.of(Operation.ACOSH),
      """
      private static double acosh(double x) {
        if (x > 1e9) {
          return Math.log(x) + Math.log(2.0);
        }
        double above = x - 1.0;
        return Math.log1p(above + Math.sqrt(above) * Math.sqrt(x + 1.0));
      }
      """),
  ATANH(
      Set.of(Operation.ATANH),
      """
      private static double atanh(double x) {
        double size = Math.abs(x);
        return Math.copySign(0.5 * Math.log1p(2.0 * size / (1.0 - size)), x);
      }
      """),
  ERROR_FUNCTION(
      Set.of(Operation.ERF, Operation.ERFC),
      """
      private static double erf(double x) {
        double size = Math.abs(x);
        return Math.copySign(size < 2.5 ? erfSeries(size) : 1.0 - erfcFraction(size), x);
      }

      private static double erfc(double x) {
        return x < 2.5 ? 1.0 - erf(x) : erfcFraction(x);
      }

      private static double erfSlope(double x) {
        return 2.0 / Math.sqrt(Math.PI) * Math.exp(-x * x);
      }

      /** Abramowitz and Stegun, 7.1.6. */
      private static double erfSeries(double x) {
        double term = x;
        double sum = x;
        for (int odd = 3; term > sum * 1e-17; odd += 2) {
          term *= 2.0 * x * x / odd;
          sum += term;
        }
        return erfSlope(x) * sum;
      }

      /** Abramowitz and Stegun, 7.1.14. */
      private static double erfcFraction(double x) {
        double tail = x;
        for (int level = 60; level > 0; level--) {
          tail = x + 0.5 * level / tail;
        }
        return erfSlope(x) / (2.0 * tail);
      }
      """);

  @SuppressWarnings("ImmutableEnumChecker") // Made by Set.of.
  private final Set<Operation> users;

  private final String source;

  JavaHelper(Set<Operation> users, String source) {
    this.users = users;
    this.source = source;
  }

  /** Tells whether an operation calls one of the functions. */
  boolean serves(Operation operation) {
    return users.contains(operation);
  }

  /** Returns the functions as members of a class, not indented. */
  String source() {
    return source;
  }
}
