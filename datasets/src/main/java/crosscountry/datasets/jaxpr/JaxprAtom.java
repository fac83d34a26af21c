package crosscountry.datasets.jaxpr;

import java.util.Optional;

/** What an equation reads or a function returns. */
public sealed interface JaxprAtom {

  /**
   * A variable that was bound before.
   *
   * @param name its name
   */
  record Variable(String name) implements JaxprAtom {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A constant.
   *
   * @param text the number or truth value as printed
   * @param type the type, where it is printed
   */
  record Literal(String text, Optional<ArrayType> type) implements JaxprAtom {

    /** Returns the value; truth values are 1 and 0. */
    public double value() {
      return switch (text) {
        case "True" -> 1;
        case "False" -> 0;
        case "inf" -> Double.POSITIVE_INFINITY;
        case "-inf" -> Double.NEGATIVE_INFINITY;
        case "nan", "-nan" -> Double.NaN;
        default -> Double.parseDouble(text);
      };
    }

    @Override
    public String toString() {
      return text + type.map(known -> ":" + known).orElse("");
    }
  }
}
