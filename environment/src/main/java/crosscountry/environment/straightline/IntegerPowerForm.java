package crosscountry.environment.straightline;

/**
 * {@code integer_pow[y=...]} by repeated squaring (Knuth, The Art of Computer Programming, volume
 * 2, section 4.6.3), whose factors value and slope share.
 *
 * @param exponent the constant integer exponent, of any sign
 */
record IntegerPowerForm(int exponent) implements Elemental {

  /** From here on the platform's power is more accurate, and as fast. */
  private static final int GREATEST_BY_SQUARING = 32;

  @Override
  public int value(Terms terms, int... operands) {
    return power(terms, operands[0], exponent);
  }

  @Override
  public int partial(Terms terms, int[] operands, int value, int position) {
    if (exponent == 0) {
      return terms.zero();
    }
    return terms.product(terms.constant(exponent), power(terms, operands[0], exponent - 1.0));
  }

  private static int power(Terms terms, int x, double exponent) {
    if (Math.abs(exponent) > GREATEST_BY_SQUARING) {
      return terms.call(Operation.POW, x, terms.constant(exponent));
    }
    int size = bySquaring(terms, x, (int) Math.abs(exponent));
    return exponent < 0 ? terms.call(Operation.DIV, terms.one(), size) : size;
  }

  private static int bySquaring(Terms terms, int x, int exponent) {
    if (exponent == 0) {
      return terms.one();
    }
    int root = bySquaring(terms, x, exponent / 2);
    int even = terms.call(Operation.MUL, root, root);
    return exponent % 2 == 0 ? even : terms.call(Operation.MUL, even, x);
  }
}
