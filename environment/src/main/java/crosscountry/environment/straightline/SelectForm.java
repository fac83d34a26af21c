package crosscountry.environment.straightline;

/** {@code select_n which case0 case1 ...}: the case of the number {@code which}. */
enum SelectForm implements Elemental {
  SELECT_N;

  @Override
  public int value(Terms terms, int... operands) {
    int selected = operands[1];
    for (int position = 2; position < operands.length; position++) {
      selected =
          terms.call(
              Operation.CHOOSE, reaches(terms, operands, position), operands[position], selected);
    }
    return selected;
  }

  @Override
  public int partial(Terms terms, int[] operands, int value, int position) {
    if (position == 0) {
      return terms.zero();
    }
    int reached = position == 1 ? terms.one() : reaches(terms, operands, position);
    int passed =
        position == operands.length - 1 ? terms.zero() : reaches(terms, operands, position + 1);
    return terms.call(Operation.SUB, reached, passed);
  }

  /** Tells whether the case at a position, or one behind it, is selected. */
  private static int reaches(Terms terms, int[] operands, int position) {
    return terms.call(Operation.AT_MOST, terms.constant(position - 1.0), operands[0]);
  }
}
