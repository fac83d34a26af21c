package crosscountry.environment.accumulation;

/**
 * A scalar function that one equation computes, with its partial derivatives.
 *
 * <p>Nothing here throws on operands outside the domain: such a value or partial is NaN or
 * infinite, and the point at which that happens is not used.
 */
public sealed interface ElementalFunction
    permits UnaryElemental,
        BinaryElemental,
        InertElemental,
        SelectingElemental,
        IntegerPower,
        TypeConversion {

  /** Tells whether the function is defined for this number of operands. */
  boolean takes(int operands);

  /**
   * Returns the value.
   *
   * @param operands value of each operand, [operands]
   */
  double value(double[] operands);

  /**
   * Returns the partial derivative with respect to one operand.
   *
   * @param operands value of each operand, [operands]
   * @param value the function's value there, which many derivatives can reuse
   * @param position 0-based position of the operand
   */
  double partial(double[] operands, double value, int position);
}
