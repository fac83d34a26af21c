package crosscountry.environment.accumulation;

/**
 * {@code integer_pow[y=...]}.
 *
 * @param exponent the constant integer exponent, of any sign
 */
record IntegerPower(int exponent) implements ElementalFunction {

  @Override
  public boolean takes(int operands) {
    return operands == 1;
  }

  @Override
  public double value(double[] operands) {
    return Math.pow(operands[0], exponent);
  }

  @Override
  public double partial(double[] operands, double value, int position) {
    return exponent == 0 ? 0 : exponent * Math.pow(operands[0], exponent - 1.0);
  }
}
