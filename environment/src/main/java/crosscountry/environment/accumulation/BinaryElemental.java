package crosscountry.environment.accumulation;

import java.util.function.DoubleBinaryOperator;

/**
 * The differentiable functions of two operands, each named as its primitive. Partials are written
 * in the operands x and y and the value z.
 */
// The functions capture nothing, so they are as immutable as the constants.
@SuppressWarnings("ImmutableEnumChecker")
enum BinaryElemental implements ElementalFunction {
  ADD(Double::sum, (x, y, z) -> 1, (x, y, z) -> 1),
  ADD_ANY(Double::sum, (x, y, z) -> 1, (x, y, z) -> 1),
  SUB((x, y) -> x - y, (x, y, z) -> 1, (x, y, z) -> -1),
  MUL((x, y) -> x * y, (x, y, z) -> y, (x, y, z) -> x),
  DIV((x, y) -> x / y, (x, y, z) -> 1 / y, (x, y, z) -> -z / y),
  REM((x, y) -> x % y, (x, y, z) -> 1, (x, y, z) -> (z - x) / y),
  POW(Math::pow, (x, y, z) -> y == 0 ? 0 : y * Math.pow(x, y - 1), BinaryElemental::powByExponent),
  ATAN2(Math::atan2, (x, y, z) -> y / (x * x + y * y), (x, y, z) -> -x / (x * x + y * y)),
  MAX(Math::max, (x, y, z) -> shareOfGreater(x, y), (x, y, z) -> shareOfGreater(y, x)),
  MIN(Math::min, (x, y, z) -> shareOfGreater(y, x), (x, y, z) -> shareOfGreater(x, y));

  /** A partial derivative, from operands and value. */
  private interface Partial {
    double at(double x, double y, double z);
  }

  private final DoubleBinaryOperator function;
  private final Partial byFirst;
  private final Partial bySecond;

  BinaryElemental(DoubleBinaryOperator function, Partial byFirst, Partial bySecond) {
    this.function = function;
    this.byFirst = byFirst;
    this.bySecond = bySecond;
  }

  @Override
  public boolean takes(int operands) {
    return operands == 2;
  }

  @Override
  public double value(double[] operands) {
    return function.applyAsDouble(operands[0], operands[1]);
  }

  @Override
  public double partial(double[] operands, double value, int position) {
    return (position == 0 ? byFirst : bySecond).at(operands[0], operands[1], value);
  }

  private static double powByExponent(double x, double y, double z) {
    // Zero to any positive power is zero, although its logarithm is not finite.
    return x == 0 && y > 0 ? 0 : z * Math.log(x);
  }

  /** Returns the first operand's share of the greater one: equal operands take half each. */
  private static double shareOfGreater(double x, double y) {
    return x == y ? 0.5 : x > y ? 1 : 0;
  }
}
