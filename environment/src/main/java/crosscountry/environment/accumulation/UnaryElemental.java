package crosscountry.environment.accumulation;

import java.util.function.DoubleUnaryOperator;

/**
 * The differentiable functions of one operand, each named as its primitive. A slope is written in
 * the operand x and the value y, whichever loses fewer digits.
 */
// The functions capture nothing, so they are as immutable as the constants.
@SuppressWarnings("ImmutableEnumChecker")
enum UnaryElemental implements ElementalFunction {
  NEG(x -> -x, (x, y) -> -1),
  ABS(Math::abs, (x, y) -> Math.signum(x)),
  SQUARE(x -> x * x, (x, y) -> 2 * x),
  SQRT(Math::sqrt, (x, y) -> 0.5 / y),
  RSQRT(x -> 1 / Math.sqrt(x), (x, y) -> -0.5 * y / x),
  CBRT(Math::cbrt, (x, y) -> 1 / (3 * y * y)),
  EXP(Math::exp, (x, y) -> y),
  EXP2(x -> Math.pow(2, x), (x, y) -> y * Math.log(2)),
  EXPM1(Math::expm1, (x, y) -> Math.exp(x)),
  LOG(Math::log, (x, y) -> 1 / x),
  LOG1P(Math::log1p, (x, y) -> 1 / (1 + x)),
  SIN(Math::sin, (x, y) -> Math.cos(x)),
  COS(Math::cos, (x, y) -> -Math.sin(x)),
  TAN(Math::tan, (x, y) -> 1 + y * y),
  ASIN(Math::asin, (x, y) -> 1 / Math.sqrt((1 - x) * (1 + x))),
  ACOS(Math::acos, (x, y) -> -1 / Math.sqrt((1 - x) * (1 + x))),
  ATAN(Math::atan, (x, y) -> 1 / (1 + x * x)),
  SINH(Math::sinh, (x, y) -> Math.cosh(x)),
  COSH(Math::cosh, (x, y) -> Math.sinh(x)),
  TANH(Math::tanh, (x, y) -> 1 / (Math.cosh(x) * Math.cosh(x))),
  ASINH(InverseHyperbolic::asinh, (x, y) -> 1 / Math.hypot(1, x)),
  ACOSH(InverseHyperbolic::acosh, (x, y) -> 1 / (Math.sqrt(x - 1) * Math.sqrt(x + 1))),
  ATANH(InverseHyperbolic::atanh, (x, y) -> 1 / ((1 - x) * (1 + x))),
  LOGISTIC(UnaryElemental::logistic, (x, y) -> y * logistic(-x)),
  ERF(ErrorFunction::erf, (x, y) -> ErrorFunction.slope(x)),
  ERFC(ErrorFunction::erfc, (x, y) -> -ErrorFunction.slope(x)),
  COPY(x -> x, (x, y) -> 1),
  COPY_P(x -> x, (x, y) -> 1),
  REDUCE_PRECISION(x -> x, (x, y) -> 1),
  RESHAPE(x -> x, (x, y) -> 1),
  SQUEEZE(x -> x, (x, y) -> 1),
  BROADCAST_IN_DIM(x -> x, (x, y) -> 1);

  /** The derivative, from operand and value. */
  private interface Slope {
    double at(double x, double y);
  }

  private final DoubleUnaryOperator function;
  private final Slope slope;

  UnaryElemental(DoubleUnaryOperator function, Slope slope) {
    this.function = function;
    this.slope = slope;
  }

  @Override
  public boolean takes(int operands) {
    return operands == 1;
  }

  @Override
  public double value(double[] operands) {
    return function.applyAsDouble(operands[0]);
  }

  @Override
  public double partial(double[] operands, double value, int position) {
    return slope.at(operands[0], value);
  }

  private static double logistic(double x) {
    // exp of a negative number only, which cannot overflow.
    double decayed = Math.exp(-Math.abs(x));
    return (x >= 0 ? 1 : decayed) / (1 + decayed);
  }
}
