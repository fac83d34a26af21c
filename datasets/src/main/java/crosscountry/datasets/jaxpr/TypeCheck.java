package crosscountry.datasets.jaxpr;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks that the element types of an equation are of the kind that its parameters and its
 * primitive say, where they say one. Precisions are not compared.
 */
final class TypeCheck {

  private static final Pattern INTEGER = Pattern.compile("[-+]?\\d++");

  private TypeCheck() {}

  /**
   * Checks an equation.
   *
   * @param equation what errors are about
   * @param printed the same equation with its types
   * @throws InconsistentJaxprException if the equation contradicts itself
   */
  static void check(CheckedEquation equation, JaxprEquation printed) {
    switch (printed.primitive()) {
      case "convert_element_type" -> requireKind(equation, "new_dtype", printed);
      case "iota" -> {
        if (equation.has("dtype")) {
          requireKind(equation, "dtype", printed);
        }
      }
      case "dynamic_slice" -> requireIntegers(equation, printed, 1);
      case "dynamic_update_slice" -> requireIntegers(equation, printed, 2);
      default -> {
        // No other primitive that is known has a type among its parameters, or takes indices.
      }
    }
  }

  private static void requireKind(
      CheckedEquation equation, String parameter, JaxprEquation printed) {
    Optional<ElementKind> kind = ElementKind.of(equation.text(parameter));
    Optional<ArrayType> result = printed.results().get(0).type();
    equation.require(
        kind.isPresent() && (result.isEmpty() || result.get().kind().equals(kind)), parameter);
  }

  /** Requires integers behind the tensors. */
  private static void requireIntegers(
      CheckedEquation equation, JaxprEquation printed, int tensors) {
    if (!printed.operands().stream().skip(tensors).allMatch(TypeCheck::isInteger)) {
      throw equation.inconsistent("has an index that isn't an integer");
    }
  }

  private static boolean isInteger(JaxprAtom index) {
    boolean written =
        !(index instanceof JaxprAtom.Literal literal) || INTEGER.matcher(literal.text()).matches();
    Optional<ArrayType> type = index.type();
    return written
        && (type.isEmpty() || type.get().kind().equals(Optional.of(ElementKind.INTEGER)));
  }
}
