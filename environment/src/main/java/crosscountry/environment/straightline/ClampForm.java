package crosscountry.environment.straightline;

/** {@code clamp least x greatest}: x, confined to the interval. */
enum ClampForm implements Elemental {
  CLAMP;

  @Override
  public int value(Terms terms, int... operands) {
    return terms.call(
        Operation.CHOOSE,
        isAbove(terms, operands),
        operands[2],
        terms.call(Operation.CHOOSE, isBelow(terms, operands), operands[0], operands[1]));
  }

  @Override
  public int partial(Terms terms, int[] operands, int value, int position) {
    int above = isAbove(terms, operands);
    if (position == 2) {
      return above;
    }
    int below = isBelow(terms, operands);
    int share = position == 0 ? below : terms.call(Operation.SUB, terms.one(), below);
    return terms.call(Operation.CHOOSE, above, terms.zero(), share);
  }

  /** The upper end last, as the tracer defines it, should the ends cross. */
  private static int isAbove(Terms terms, int... operands) {
    int confined = terms.call(Operation.MAX, operands[0], operands[1]);
    return terms.call(Operation.LESS, operands[2], confined);
  }

  private static int isBelow(Terms terms, int... operands) {
    return terms.call(Operation.LESS, operands[1], operands[0]);
  }
}
