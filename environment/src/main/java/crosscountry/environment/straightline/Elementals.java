package crosscountry.environment.straightline;

import crosscountry.environment.accumulation.ElementalCatalogue;
import crosscountry.environment.accumulation.TypeConversion;
import crosscountry.environment.accumulation.UnsupportedPrimitiveException;
import crosscountry.environment.graph.Equation;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Finds what an equation computes, in terms, by the name of its primitive. */
final class Elementals {

  private static final Map<String, Elemental> PLAIN = new TreeMap<>();

  static {
    register(UnaryForm.values());
    register(BinaryForm.values());
    register(SelectForm.values());
    register(ClampForm.values());
  }

  private Elementals() {}

  private static <F extends Enum<F> & Elemental> void register(F[] forms) {
    for (F form : forms) {
      PLAIN.put(form.name().toLowerCase(Locale.ROOT), form);
    }
  }

  /**
   * Returns what an equation computes.
   *
   * @param number 1-based number of the equation, for the error
   * @throws UnsupportedPrimitiveException if it is no known function of scalars
   */
  static Elemental of(Equation equation, int number) {
    ElementalCatalogue.of(equation, number);
    return switch (equation.primitive()) {
      case "integer_pow" -> new IntegerPowerForm(Integer.parseInt(equation.parameters().get("y")));
      case "convert_element_type" ->
          new ConversionForm(TypeConversion.to(equation.parameters().get("new_dtype")));
      default -> PLAIN.get(equation.primitive());
    };
  }
}
