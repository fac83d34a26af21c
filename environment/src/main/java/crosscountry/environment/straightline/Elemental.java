package crosscountry.environment.straightline;

/** The function that one equation computes, in terms: its value and its partial derivatives. */
interface Elemental {

  /** Returns the term of the value. */
  int value(Terms terms, int... operands);

  /**
   * Returns the term of the partial derivative with respect to one operand.
   *
   * @param value the term of the function's value, which many derivatives can reuse
   * @param position 0-based position of the operand
   */
  int partial(Terms terms, int[] operands, int value, int position);
}
