package crosscountry.environment.graph;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.structure.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramFingerprintTest {

  private static final Operand X = new Operand.Input(0);
  private static final Operand Y = new Operand.Input(1);
  private static final Operand FIRST = new Operand.Result(1);

  private static Program program(String name, String primitive, Operand second, Operand output) {
    return new Program(
        name,
        2,
        List.of(
            new Equation("sub", List.of(X, Y), Map.of()),
            new Equation(primitive, List.of(FIRST, second), Map.of())),
        List.of(output));
  }

  private static final String REFERENCE =
      program("f", "mul", new Operand.Literal(2), new Operand.Result(2)).fingerprint();

  /**
   * Tables written by one version must be found by the next, so the text that is hashed is fixed.
   */
  @Test
  void isTheHashOfTheCanonicalText() {
    // printf 'inputs 2\nsub i0 i1\nmul e1 c\noutputs e2' | sha256sum
    assertThat(REFERENCE)
        .isEqualTo("a0d47d82acc8a725432d60798df0d593a09f105b0c9beac7f035e2d32d2c75f5");
  }

  @Test
  void namesAndConstantsDoNotMatter() {
    assertThat(program("g", "mul", new Operand.Literal(3), new Operand.Result(2)).fingerprint())
        .isEqualTo(REFERENCE);
  }

  @Test
  void parametersDoNotMatter() {
    assertThat(power("2").fingerprint()).isEqualTo(power("3").fingerprint());
  }

  private static Program power(String exponent) {
    Equation equation = new Equation("integer_pow", List.of(X), Map.of("y", exponent));
    return new Program("f", 1, List.of(equation), List.of(FIRST));
  }

  private static Program transposition(Shape input, String axes, Shape result) {
    Equation equation = new Equation("transpose", List.of(X), Map.of("permutation", axes), result);
    return new Program("f", List.of(input), List.of(equation), List.of(FIRST));
  }

  @Test
  void shapesAndTheAxesOfTensorsMatterHoweverTheyArePrinted() {
    String printed = transposition(Shape.of(2, 2), "(1, 0)", Shape.of(2, 2)).fingerprint();

    assertThat(transposition(Shape.of(2, 2), "[1,0]", Shape.of(2, 2)).fingerprint())
        .isEqualTo(printed);
    assertThat(transposition(Shape.of(2, 2), "(0, 1)", Shape.of(2, 2)).fingerprint())
        .isNotEqualTo(printed);
    assertThat(transposition(Shape.of(3, 2), "(1, 0)", Shape.of(2, 3)).fingerprint())
        .isNotEqualTo(printed);
  }

  @Test
  void primitivesOperandsAndOutputsDo() {
    assertThat(
            List.of(
                program("f", "div", new Operand.Literal(2), new Operand.Result(2)).fingerprint(),
                program("f", "mul", FIRST, new Operand.Result(2)).fingerprint(),
                program("f", "mul", X, new Operand.Result(2)).fingerprint(),
                program("f", "mul", new Operand.Literal(2), FIRST).fingerprint(),
                program("f", "mul", new Operand.Literal(2), X).fingerprint(),
                REFERENCE))
        .doesNotHaveDuplicates();
  }
}
