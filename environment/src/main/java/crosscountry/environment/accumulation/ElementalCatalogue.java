package crosscountry.environment.accumulation;

import crosscountry.environment.graph.Equation;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds the scalar function behind an equation by the name of its primitive. */
public final class ElementalCatalogue {

  private static final String INTEGER_POWER = "integer_pow";
  private static final String CONVERSION = "convert_element_type";

  private static final Map<String, ElementalFunction> PLAIN = new TreeMap<>();

  static {
    register(UnaryElemental.values());
    register(BinaryElemental.values());
    register(InertElemental.values());
    register(SelectingElemental.values());
  }

  private ElementalCatalogue() {}

  private static <F extends Enum<F> & ElementalFunction> void register(F[] functions) {
    for (F function : functions) {
      PLAIN.put(function.name().toLowerCase(Locale.ROOT), function);
    }
  }

  /** Returns the names of the primitives that need no parameter. */
  static Set<String> plainPrimitives() {
    return Set.copyOf(PLAIN.keySet());
  }

  /**
   * Returns the function that an equation computes.
   *
   * @param number 1-based number of the equation, for the error
   * @throws UnsupportedPrimitiveException if the primitive is unknown, or if its parameters or the
   *     number of its operands are not those of a scalar function
   */
  public static ElementalFunction of(Equation equation, int number) {
    ElementalFunction function =
        switch (equation.primitive()) {
          case INTEGER_POWER -> integerPower(equation, number);
          case CONVERSION -> TypeConversion.to(parameter("new_dtype", equation, number));
          default -> PLAIN.get(equation.primitive());
        };
    if (function == null) {
      throw unsupported(equation, number, "which has no known scalar derivative");
    }
    int operands = equation.operands().size();
    if (!function.takes(operands)) {
      throw unsupported(equation, number, "which does not take %d operands".formatted(operands));
    }
    return function;
  }

  private static ElementalFunction integerPower(Equation equation, int number) {
    String exponent = parameter("y", equation, number);
    try {
      return new IntegerPower(Integer.parseInt(exponent));
    } catch (NumberFormatException malformed) {
      throw unsupported(
          equation, number, "whose parameter y must be an integer, not %s".formatted(exponent));
    }
  }

  private static String parameter(String name, Equation equation, int number) {
    String value = equation.parameters().get(name);
    if (value == null) {
      throw unsupported(equation, number, "which lacks its parameter %s".formatted(name));
    }
    return value;
  }

  private static UnsupportedPrimitiveException unsupported(
      Equation equation, int number, String reason) {
    return new UnsupportedPrimitiveException(equation.primitive(), number, reason);
  }
}
