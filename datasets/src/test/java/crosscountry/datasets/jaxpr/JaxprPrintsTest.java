package crosscountry.datasets.jaxpr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What several versions of JAX printed is read, and written so that it reads the same. */
class JaxprPrintsTest {

  @ParameterizedTest
  @MethodSource("crosscountry.datasets.jaxpr.Prints#names")
  void everyPrintIsReadAndWrittenBack(String name) {
    JaxprListing listing = Prints.parse(name);

    String written = JaxprWriter.write(listing);

    assertThat(JaxprParser.parse("written", written)).isEqualTo(listing);
    assertThat(JaxprWriter.write(JaxprParser.parse("written", written))).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.4.30", "0.6.2", "0.10.2"})
  void shapesAndParametersOfTensorsAreKept(String version) {
    Jaxpr jaxpr = Prints.parse("tensor_" + version).main();

    JaxprEquation product = jaxpr.equations().get(0);
    assertThat(product.primitive()).isEqualTo("dot_general");
    assertThat(product.parameters())
        .contains(new JaxprParameter.Text("dimension_numbers", "(([1], [0]), ([], []))"));
    assertThat(product.operands())
        .extracting(JaxprPrintsTest::shape)
        .containsExactly("[4, 3]", "[3]");
    assertThat(product.results()).extracting(JaxprPrintsTest::shape).containsExactly("[4]");
    assertThat(equation(jaxpr, "concatenate").operands()).hasSize(8);
    assertThat(equation(jaxpr, "transpose").results())
        .extracting(JaxprPrintsTest::shape)
        .containsExactly("[4, 1]");
    assertThat(jaxpr.outputs()).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.4.30", "0.6.2", "0.10.2"})
  void controlFlowKeepsItsJaxprs(String version) {
    Jaxpr jaxpr = Prints.parse("control_" + version).main();

    assertThat(equation(jaxpr, "cond").results()).hasSize(3);
    assertThat(equation(jaxpr, "cond").parameters())
        .filteredOn(JaxprParameter.NestedTuple.class::isInstance)
        .singleElement()
        .satisfies(
            branches -> assertThat(((JaxprParameter.NestedTuple) branches).jaxprs()).hasSize(2));
    assertThat(equation(jaxpr, "while").parameters())
        .filteredOn(JaxprParameter.Nested.class::isInstance)
        .extracting(JaxprParameter::name)
        .containsExactly("body_jaxpr", "cond_jaxpr");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.4.30", "0.6.2", "0.10.2"})
  void longTracesUseTheWordInAsAName(String version) {
    Jaxpr jaxpr = Prints.parse("long_" + version).main();

    assertThat(jaxpr.equations()).hasSize(260);
    assertThat(jaxpr.equations())
        .anySatisfy(equation -> assertThat(equation.results().get(0).name()).isEqualTo("in"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.4.30", "0.6.2", "0.10.2"})
  void effectsAndComplexNumbersAreRead(String version) {
    Jaxpr jaxpr = Prints.parse("effect_" + version).main();

    assertThat(jaxpr.equations().get(0).results()).isEmpty();
    assertThat(equation(jaxpr, "mul").operands())
        .extracting(operand -> operand instanceof JaxprAtom.Literal literal ? literal.text() : "")
        .containsExactly("", "(2+1j)");
  }

  private static JaxprEquation equation(Jaxpr jaxpr, String primitive) {
    return jaxpr.equations().stream()
        .filter(equation -> equation.primitive().equals(primitive))
        .findFirst()
        .orElseThrow();
  }

  private static String shape(JaxprAtom atom) {
    return atom.type().orElseThrow().shape().toString();
  }
}
