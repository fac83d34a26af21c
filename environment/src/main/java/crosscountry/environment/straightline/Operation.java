package crosscountry.environment.straightline;

import crosscountry.environment.accumulation.ErrorFunction;
import crosscountry.environment.accumulation.InverseHyperbolic;

/**
 * What one statement of straight-line code does. Truth is 1, falsehood 0. The templates name the
 * operands {@code {0}}, {@code {1}} and {@code {2}}, each at most once, so that an operand may be
 * an expression.
 */
// The functions capture nothing, so they are as immutable as the constants.
@SuppressWarnings("ImmutableEnumChecker")
enum Operation {
  ADD(2, (a, b, c) -> a + b, "{0} + {1}", "{0} + {1}"),
  SUB(2, (a, b, c) -> a - b, "{0} - {1}", "{0} - {1}"),
  MUL(2, (a, b, c) -> a * b, "{0} * {1}", "{0} * {1}"),
  DIV(2, (a, b, c) -> a / b, "{0} / {1}", "{0} / {1}"),
  NEG(1, (a, b, c) -> -a, "-{0}", "-{0}"),
  REM(2, (a, b, c) -> a % b, "(({0}) % ({1}))", "jnp.fmod({0}, {1})"),
  ABS(1, (a, b, c) -> Math.abs(a), "Math.abs({0})", "jnp.abs({0})"),
  SIGN(1, (a, b, c) -> Math.signum(a), "Math.signum({0})", "jnp.sign({0})"),
  FLOOR(1, (a, b, c) -> Math.floor(a), "Math.floor({0})", "jnp.floor({0})"),
  CEIL(1, (a, b, c) -> Math.ceil(a), "Math.ceil({0})", "jnp.ceil({0})"),
  /** To the nearest even number. */
  ROUND(1, (a, b, c) -> Math.rint(a), "Math.rint({0})", "jnp.round({0})"),
  IS_FINITE(
      1,
      (a, b, c) -> truth(Double.isFinite(a)),
      "(Double.isFinite({0}) ? 1.0 : 0.0)",
      "_truth(jnp.isfinite({0}))"),
  SQRT(1, (a, b, c) -> Math.sqrt(a), "Math.sqrt({0})", "jnp.sqrt({0})"),
  CBRT(1, (a, b, c) -> Math.cbrt(a), "Math.cbrt({0})", "jnp.cbrt({0})"),
  EXP(1, (a, b, c) -> Math.exp(a), "Math.exp({0})", "jnp.exp({0})"),
  EXPM1(1, (a, b, c) -> Math.expm1(a), "Math.expm1({0})", "jnp.expm1({0})"),
  LOG(1, (a, b, c) -> Math.log(a), "Math.log({0})", "jnp.log({0})"),
  LOG1P(1, (a, b, c) -> Math.log1p(a), "Math.log1p({0})", "jnp.log1p({0})"),
  SIN(1, (a, b, c) -> Math.sin(a), "Math.sin({0})", "jnp.sin({0})"),
  COS(1, (a, b, c) -> Math.cos(a), "Math.cos({0})", "jnp.cos({0})"),
  TAN(1, (a, b, c) -> Math.tan(a), "Math.tan({0})", "jnp.tan({0})"),
  ASIN(1, (a, b, c) -> Math.asin(a), "Math.asin({0})", "jnp.arcsin({0})"),
  ACOS(1, (a, b, c) -> Math.acos(a), "Math.acos({0})", "jnp.arccos({0})"),
  ATAN(1, (a, b, c) -> Math.atan(a), "Math.atan({0})", "jnp.arctan({0})"),
  SINH(1, (a, b, c) -> Math.sinh(a), "Math.sinh({0})", "jnp.sinh({0})"),
  COSH(1, (a, b, c) -> Math.cosh(a), "Math.cosh({0})", "jnp.cosh({0})"),
  TANH(1, (a, b, c) -> Math.tanh(a), "Math.tanh({0})", "jnp.tanh({0})"),
  ASINH(1, (a, b, c) -> InverseHyperbolic.asinh(a), "asinh({0})", "jnp.arcsinh({0})"),
  ACOSH(1, (a, b, c) -> InverseHyperbolic.acosh(a), "acosh({0})", "jnp.arccosh({0})"),
  ATANH(1, (a, b, c) -> InverseHyperbolic.atanh(a), "atanh({0})", "jnp.arctanh({0})"),
  ERF(1, (a, b, c) -> ErrorFunction.erf(a), "erf({0})", "jax.lax.erf({0})"),
  ERFC(1, (a, b, c) -> ErrorFunction.erfc(a), "erfc({0})", "jax.lax.erfc({0})"),
  POW(2, (a, b, c) -> Math.pow(a, b), "Math.pow({0}, {1})", "jnp.power({0}, {1})"),
  ATAN2(2, (a, b, c) -> Math.atan2(a, b), "Math.atan2({0}, {1})", "jnp.arctan2({0}, {1})"),
  MAX(2, (a, b, c) -> Math.max(a, b), "Math.max({0}, {1})", "jnp.maximum({0}, {1})"),
  MIN(2, (a, b, c) -> Math.min(a, b), "Math.min({0}, {1})", "jnp.minimum({0}, {1})"),
  LESS(2, (a, b, c) -> truth(a < b), "({0} < {1} ? 1.0 : 0.0)", "_truth({0} < {1})"),
  AT_MOST(2, (a, b, c) -> truth(a <= b), "({0} <= {1} ? 1.0 : 0.0)", "_truth({0} <= {1})"),
  EQUAL(2, (a, b, c) -> truth(a == b), "({0} == {1} ? 1.0 : 0.0)", "_truth({0} == {1})"),
  UNEQUAL(2, (a, b, c) -> truth(a != b), "({0} != {1} ? 1.0 : 0.0)", "_truth({0} != {1})"),
  AND(
      2,
      (a, b, c) -> (long) a & (long) b,
      "(double) ((long) ({0}) & (long) ({1}))",
      "_real(_bits({0}) & _bits({1}))"),
  OR(
      2,
      (a, b, c) -> (long) a | (long) b,
      "(double) ((long) ({0}) | (long) ({1}))",
      "_real(_bits({0}) | _bits({1}))"),
  XOR(
      2,
      (a, b, c) -> (long) a ^ (long) b,
      "(double) ((long) ({0}) ^ (long) ({1}))",
      "_real(_bits({0}) ^ _bits({1}))"),
  COMPLEMENT(1, (a, b, c) -> ~(long) a, "(double) ~(long) ({0})", "_real(~_bits({0}))"),
  /** The second operand if the first is true, otherwise the third. */
  CHOOSE(
      3,
      (a, b, c) -> a != 0 ? b : c,
      "({0} != 0.0 ? {1} : {2})",
      "jnp.where({0} != 0.0, {1}, {2})"),
  /** The first operand's share of the greater one: equal operands take half each. */
  SHARE_OF_GREATER(
      2,
      (a, b, c) -> a == b ? 0.5 : truth(a > b),
      "shareOfGreater({0}, {1})",
      "_share_of_greater({0}, {1})"),
  /** The partial of the power c = a^b by its base. */
  POWER_SLOPE(3, Operation::powerSlope, "powerSlope({0}, {1}, {2})", "_power_slope({0}, {1}, {2})"),
  /** The partial of the power a by its exponent, b being the logarithm of the base. */
  POWER_GROWTH(
      2,
      (a, b, c) -> a == 0 && b == Double.NEGATIVE_INFINITY ? 0 : a * b,
      "powerGrowth({0}, {1})",
      "_power_growth({0}, {1})");

  /** A function of up to three operands. */
  private interface Function {
    double at(double a, double b, double c);
  }

  private final int operands;
  private final Function function;
  private final String java;
  private final String python;

  Operation(int operands, Function function, String java, String python) {
    this.operands = operands;
    this.function = function;
    this.java = java;
    this.python = python;
  }

  /** Returns the number of operands. */
  int operands() {
    return operands;
  }

  /** Returns the value; operands beyond the operation's own are ignored. */
  double value(double a, double b, double c) {
    return function.at(a, b, c);
  }

  /** Returns how Java writes the operation. */
  String java() {
    return java;
  }

  /** Returns how Python writes the operation. */
  String python() {
    return python;
  }

  /** Tells whether the first two operands may change places, to the last bit. */
  boolean isCommutative() {
    return switch (this) {
      case ADD, MUL, MAX, MIN, EQUAL, UNEQUAL, AND, OR, XOR -> true;
      default -> false;
    };
  }

  /** Tells whether the processor has no instruction for it. */
  boolean isFunction() {
    return switch (this) {
      case ADD, SUB, MUL, DIV, NEG, ABS, SQRT -> false;
      default -> true;
    };
  }

  /** Returns how strongly the operation binds its operands, in both languages. */
  Binding binding() {
    return switch (this) {
      case ADD, SUB -> Binding.SUM;
      case MUL, DIV -> Binding.PRODUCT;
      case NEG, AND, OR, XOR, COMPLEMENT -> Binding.SIGN;
      default -> Binding.CALL;
    };
  }

  private static double truth(boolean statement) {
    return statement ? 1 : 0;
  }

  private static double powerSlope(double base, double exponent, double power) {
    double size = Math.abs(power);
    if (size > PowerLimits.LEAST && size < PowerLimits.GREATEST) {
      return exponent * (power / base);
    }
    return exponent == 0 ? 0 : exponent * Math.pow(base, exponent - 1);
  }

  /**
   * Between these sizes the power has all its digits, and its quotient by the base is as accurate
   * as another power, at a fraction of the time.
   */
  private static final class PowerLimits {
    private static final double LEAST = 1e-290;
    private static final double GREATEST = 1e290;
  }
}
