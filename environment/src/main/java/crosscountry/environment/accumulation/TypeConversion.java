package crosscountry.environment.accumulation;

import java.util.function.DoubleUnaryOperator;

/** {@code convert_element_type[new_dtype=...]}, by what becomes of a number. */
// The functions capture nothing, so they are as immutable as the constants.
@SuppressWarnings("ImmutableEnumChecker")
public enum TypeConversion implements ElementalFunction {

  /** To a floating-point type: values are doubles throughout, so nothing changes. */
  TO_REAL(1, x -> x),

  /** To an integer type: truncated towards zero. */
  TO_INTEGER(0, x -> x < 0 ? Math.ceil(x) : Math.floor(x)),

  /** To a truth value: whether the number is not zero. */
  TO_TRUTH(0, x -> x == 0 ? 0 : 1);

  private final double slope;
  private final DoubleUnaryOperator function;

  TypeConversion(double slope, DoubleUnaryOperator function) {
    this.slope = slope;
    this.function = function;
  }

  /** Returns the conversion to a type as the tracer names it, for example {@code float32}. */
  public static TypeConversion to(String type) {
    if (type.startsWith("bool")) {
      return TO_TRUTH;
    }
    return type.startsWith("int") || type.startsWith("uint") ? TO_INTEGER : TO_REAL;
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
    return slope;
  }
}
