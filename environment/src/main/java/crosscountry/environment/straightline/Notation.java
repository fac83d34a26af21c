package crosscountry.environment.straightline;

import java.util.List;

/** How a language writes expressions. Both know the same operators, which bind alike. */
enum Notation {
  JAVA {
    @Override
    String template(Operation operation) {
      return operation.java();
    }

    @Override
    String special(double value) {
      return Double.isNaN(value)
          ? "Double.NaN"
          : value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
    }
  },
  PYTHON {
    @Override
    String template(Operation operation) {
      return operation.python();
    }

    @Override
    String special(double value) {
      return Double.isNaN(value) ? "jnp.nan" : value > 0 ? "jnp.inf" : "-jnp.inf";
    }
  };

  /**
   * A piece of a program's text.
   *
   * @param text as it stands
   * @param binding how strongly it holds together
   */
  record Expression(String text, Binding binding) {

    private String within(Binding least) {
      return binding.compareTo(least) < 0 ? "(" + text + ")" : text;
    }
  }

  /** Returns how an operation is written, with its operands in braces. */
  abstract String template(Operation operation);

  /** Returns how a number is written that has no digits. */
  abstract String special(double value);

  /** Returns a number. */
  Expression constant(double value) {
    String text = Double.isFinite(value) ? Double.toString(value) : special(value);
    return new Expression(text, text.startsWith("-") ? Binding.SIGN : Binding.CALL);
  }

  /** Returns an operation on operands. */
  Expression call(Operation operation, List<Expression> operands) {
    String text = template(operation);
    for (int position = 0; position < operands.size(); position++) {
      String operand = operands.get(position).within(least(operation, position));
      text = text.replace("{" + position + "}", operand);
    }
    return new Expression(text, operation.binding());
  }

  /** Returns how strongly an operand has to hold together to stand without parentheses. */
  private static Binding least(Operation operation, int position) {
    return switch (operation) {
      case ADD, SUB -> position == 0 ? Binding.SUM : Binding.PRODUCT;
      case MUL, DIV -> position == 0 ? Binding.PRODUCT : Binding.SIGN;
      case NEG -> Binding.CALL;
      default -> Binding.SUM;
    };
  }
}
