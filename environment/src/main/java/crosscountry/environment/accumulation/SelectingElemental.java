package crosscountry.environment.accumulation;

/** The functions that pass one of their operands on, each named as its primitive. */
enum SelectingElemental implements ElementalFunction {

  /** {@code select_n which case0 case1 ...}: the case of the number {@code which}. */
  SELECT_N {
    @Override
    public boolean takes(int operands) {
      return operands >= 2;
    }

    @Override
    int selected(double[] operands) {
      return 1 + Math.max(0, Math.min(operands.length - 2, (int) operands[0]));
    }
  },

  /** {@code clamp least x greatest}: x, confined to the interval. */
  CLAMP {
    @Override
    public boolean takes(int operands) {
      return operands == 3;
    }

    @Override
    int selected(double[] operands) {
      // The upper end last, as the tracer defines it, should the ends cross.
      if (Math.max(operands[0], operands[1]) > operands[2]) {
        return 2;
      }
      return operands[1] < operands[0] ? 0 : 1;
    }
  };

  /** Returns the position of the operand that is passed on. */
  abstract int selected(double[] operands);

  @Override
  public double value(double[] operands) {
    return operands[selected(operands)];
  }

  @Override
  public double partial(double[] operands, double value, int position) {
    return position == selected(operands) ? 1 : 0;
  }
}
