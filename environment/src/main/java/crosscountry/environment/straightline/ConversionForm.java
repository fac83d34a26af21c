package crosscountry.environment.straightline;

import crosscountry.environment.accumulation.TypeConversion;

/**
 * {@code convert_element_type[new_dtype=...]}.
 *
 * @param conversion what becomes of a number
 */
record ConversionForm(TypeConversion conversion) implements Elemental {

  @Override
  public int value(Terms terms, int... operands) {
    int x = operands[0];
    return switch (conversion) {
      case TO_REAL -> x;
      case TO_INTEGER ->
          terms.call(
              Operation.CHOOSE,
              terms.call(Operation.LESS, x, terms.zero()),
              terms.call(Operation.CEIL, x),
              terms.call(Operation.FLOOR, x));
      case TO_TRUTH -> terms.call(Operation.UNEQUAL, x, terms.zero());
    };
  }

  @Override
  public int partial(Terms terms, int[] operands, int value, int position) {
    return conversion == TypeConversion.TO_REAL ? terms.one() : terms.zero();
  }
}
