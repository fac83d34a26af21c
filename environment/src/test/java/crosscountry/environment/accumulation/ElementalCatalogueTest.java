package crosscountry.environment.accumulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ElementalCatalogueTest {

  private static UnsupportedPrimitiveException error(
      String primitive, int operands, Map<String, String> parameters) {
    List<Operand> constants = Collections.nCopies(operands, new Operand.Literal(0));
    Equation equation = new Equation(primitive, constants, parameters);
    return catchThrowableOfType(
        UnsupportedPrimitiveException.class, () -> ElementalCatalogue.of(equation, 7));
  }

  @Test
  void anUnknownPrimitiveIsNamedWithItsEquation() {
    UnsupportedPrimitiveException error = error("dot_general", 2, Map.of());

    assertThat(error)
        .hasMessage(
            "equation 7 uses the primitive dot_general, which has no known scalar derivative");
    assertThat(error.primitive()).isEqualTo("dot_general");
    assertThat(error.equation()).isEqualTo(7);
  }

  @Test
  void operandsAreCounted() {
    assertThat(error("mul", 3, Map.of()))
        .hasMessage("equation 7 uses the primitive mul, which does not take 3 operands");
    assertThat(error("sin", 2, Map.of()))
        .hasMessage("equation 7 uses the primitive sin, which does not take 2 operands");
    assertThat(error("select_n", 1, Map.of()))
        .hasMessage("equation 7 uses the primitive select_n, which does not take 1 operands");
  }

  @Test
  void parametersAreChecked() {
    assertThat(error("integer_pow", 1, Map.of()))
        .hasMessage("equation 7 uses the primitive integer_pow, which lacks its parameter y");
    assertThat(error("integer_pow", 1, Map.of("y", "2.5")))
        .hasMessage(
            "equation 7 uses the primitive integer_pow, whose parameter y must be an integer, not 2.5");
    assertThat(error("convert_element_type", 1, Map.of()))
        .hasMessage(
            "equation 7 uses the primitive convert_element_type, which lacks its parameter new_dtype");
  }
}
