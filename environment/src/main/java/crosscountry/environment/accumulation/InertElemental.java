package crosscountry.environment.accumulation;

import java.util.function.ToDoubleFunction;

/**
 * The functions through which no derivative passes, each named as its primitive: those that are
 * constant between jumps, and {@code stop_gradient}. Truth is 1, falsehood 0, so that what works on
 * the bits of integers works on both.
 */
// The functions capture nothing, so they are as immutable as the constants.
@SuppressWarnings("ImmutableEnumChecker")
enum InertElemental implements ElementalFunction {
  LT(2, x -> truth(x[0] < x[1])),
  LE(2, x -> truth(x[0] <= x[1])),
  GT(2, x -> truth(x[0] > x[1])),
  GE(2, x -> truth(x[0] >= x[1])),
  EQ(2, x -> truth(x[0] == x[1])),
  NE(2, x -> truth(x[0] != x[1])),
  AND(2, x -> (long) x[0] & (long) x[1]),
  OR(2, x -> (long) x[0] | (long) x[1]),
  XOR(2, x -> (long) x[0] ^ (long) x[1]),
  NOT(1, x -> isTruth(x[0]) ? 1 - x[0] : ~(long) x[0]),
  IS_FINITE(1, x -> truth(Double.isFinite(x[0]))),
  SIGN(1, x -> Math.signum(x[0])),
  FLOOR(1, x -> Math.floor(x[0])),
  CEIL(1, x -> Math.ceil(x[0])),
  /** To the nearest even number; at the jumps, where rounding modes differ, no point is regular. */
  ROUND(1, x -> Math.rint(x[0])),
  STOP_GRADIENT(1, x -> x[0]);

  private final int arity;
  private final ToDoubleFunction<double[]> function;

  InertElemental(int arity, ToDoubleFunction<double[]> function) {
    this.arity = arity;
    this.function = function;
  }

  @Override
  public boolean takes(int operands) {
    return operands == arity;
  }

  @Override
  public double value(double[] operands) {
    return function.applyAsDouble(operands);
  }

  @Override
  public double partial(double[] operands, double value, int position) {
    return 0;
  }

  private static double truth(boolean statement) {
    return statement ? 1 : 0;
  }

  /** An equation does not say whether a 0 or a 1 is an integer, which is the rarer case. */
  private static boolean isTruth(double value) {
    return value == 0 || value == 1;
  }
}
