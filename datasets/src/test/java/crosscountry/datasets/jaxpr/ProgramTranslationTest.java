package crosscountry.datasets.jaxpr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.CostModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How traces become programs, and which traces don't. */
class ProgramTranslationTest {

  @Test
  void keepsEveryEquationInItsPlace() {
    Program program =
        translate(
            """
            { lambda c:f32[3] ; a:f32[] b:f32[]. let
                d:f32[] = integer_pow[y=2] a
                _:f32[] = mul d 2.0:f32[]
                e:bool[] = gt True b
                f:f32[] = select_n e d -inf
              in (f, b, d, 1.5) }
            """);

    assertThat(program)
        .isEqualTo(
            new Program(
                "f",
                2,
                List.of(
                    new Equation("integer_pow", List.of(input(0)), Map.of("y", "2")),
                    new Equation("mul", List.of(result(1), literal(2)), Map.of()),
                    new Equation("gt", List.of(literal(1), input(1)), Map.of()),
                    new Equation(
                        "select_n",
                        List.of(result(3), result(1), literal(Double.NEGATIVE_INFINITY)),
                        Map.of())),
                List.of(result(4), input(1), result(1), literal(1.5))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.4.30", "0.6.2", "0.10.2"})
  void everyVersionPrintsTheSameFunction(String version) {
    Program program = translate(Prints.text("scalar_" + version));

    assertThat(program.equations())
        .extracting(Equation::primitive)
        .startsWith("mul", "sin")
        .contains("exp", "neg", "div", "sqrt", "stop_gradient");
    assertThat(program.outputs()).hasSize(4).endsWith(input(1), literal(2));
  }

  @Test
  void stopGradientHasAVertexWithoutEdge() {
    Program program =
        translate("{ lambda ; a:f32[]. let b:f32[] = stop_gradient a; c:f32[] = mul a b in (c,) }");

    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);

    assertThat(graph.predecessors(graph.vertexOf(1))).isEmpty();
    assertThat(graph.predecessors(graph.vertexOf(2))).containsExactly(0, 1);
  }

  @Test
  void readsStylesWithoutTypes() {
    assertThat(translate("{ lambda ; a. let b = sin a in (b,) }"))
        .isEqualTo(translate("{ lambda ; x:f64[]. let y:f64[] = sin x in (y,) }"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | the constant 'c' is read, but the text doesn't tell its value; make it an input or write"
            + " the number into the function | { lambda c:f32[3]; a:f32[]. let~b:f32[] ="
            + " reduce_sum[axes=(0,)] c in (b,) }",
        "3 | 'dot_general' may make a tensor, as no type is printed; trace the function with a"
            + " version of JAX that prints types | { lambda ; a. let~~b = dot_general a a in (b,) }",
        "2 | the literal 2.0 is a tensor of type f32[3], and only scalars may be; make it an input"
            + " | { lambda ; a:f32[]. let~b:f32[] = mul a 2.0:f32[3] in (b,) }",
        "2 | the literal 2.0 is of type c64, which isn't a real number | { lambda ; a:f32[]."
            + " let~b:f32[] = mul a 2.0:c64[] in (b,) }",
        "1 | 'a' is of type c128, which isn't a real number | { lambda ; a:c128[]. let in (a,) }",
        "2 | 'b' is of type c64, which isn't a real number | { lambda ; a:f32[]. let~b:c64[] ="
            + " complex a a in (a,) }",
        "1 | 'k' is of type key<fry>, which isn't a number | { lambda ; k:key<fry>[]. let in (k,) }",
        "2 | the constant 'c' is read, but the text doesn't tell its value; make it an input or write"
            + " the number into the function | { lambda c:f32[]; a:f32[]. let~b:f32[] = mul c a in"
            + " (b,) }",
        "1 | the constant 'c' is read, but the text doesn't tell its value; make it an input or write"
            + " the number into the function | { lambda c:f32[]; . let in (c,) }",
        "2 | the literal (2+1j) isn't a real number | { lambda ; a:f32[]. let~b:f32[] = mul a (2+1j)"
            + " in (b,) }",
        "2 | 'f' has 2 results, and only equations with one result are supported yet | { lambda ;"
            + " a:f32[]. let~b:f32[] c:f32[] = f a in (b,) }",
        "2 | 'print' has 0 results, and only equations with one result are supported yet | { lambda"
            + " ; a:f32[]. let~print[fmt=x] a in (a,) }",
      })
  void refusesWhatIsNoScalarFunction(int line, String problem, String text) {
    assertThatExceptionOfType(UnsupportedFunctionException.class)
        .isThrownBy(() -> translate(text.replace('~', '\n')))
        .withMessage("mine.jaxpr, line %d: %s", line, problem)
        .satisfies(refused -> assertThat(refused.line()).isEqualTo(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jaxpr={ lambda ; a. let in (a,) }",
        "branches=({ lambda ; a. let in (a,) } { lambda ; a. let in (a,) })",
        "jaxprs=Tuple(matvec={ lambda ; a. let in (a,) })",
        "jaxprs=Tuple(matvec={lambda ; a. let in (a,) })",
        "jaxprs=Tuple(matvec={\n  lambda ; a. let in (a,) })",
        "jaxpr=f",
      })
  void refusesNestedJaxprsOfEveryKind(String parameter) {
    String text = "let f = { lambda ; a. let in (a,) } in\n{ lambda ; a. let b = f[%s] a in () }";

    assertThatExceptionOfType(UnsupportedFunctionException.class)
        .isThrownBy(() -> translate(text.formatted(parameter)))
        .withMessageStartingWith(
            "mine.jaxpr, line 2: 'f' is control flow or calls a jaxpr in another way");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dot",
        "sort",
        "reduce_and",
        "reduce_prod[axes=()]",
        "broadcast_in_dim[shape=() broadcast_dimensions=()]",
        "some_primitive_of_tomorrow"
      })
  void withoutTypesTakesOnlyWhatIsKnownToMakeScalars(String primitive) {
    assertThatExceptionOfType(UnsupportedFunctionException.class)
        .isThrownBy(() -> translate("{ lambda ; a. let b = %s a in (b,) }".formatted(primitive)))
        .withMessageContaining("'%s' may make a tensor", primitive.replaceFirst("\\[.*", ""));
    String typed = "{ lambda ; a:f32[]. let b:f32[] = %s a in (b,) }";
    assertThat(translate(typed.formatted(primitive)).equations()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"neg", "atan2", "integer_pow", "select_n", "copy_p", "lgamma", "gt"})
  void withoutTypesTakesScalarPrimitives(String primitive) {
    assertThat(translate("{ lambda ; a. let b = %s a in (b,) }".formatted(primitive)).equations())
        .hasSize(1);
  }

  private static Program translate(String text) {
    String source = "mine.jaxpr";
    return ProgramTranslation.translate(source, "f", JaxprParser.parse(source, text).main());
  }

  private static Operand input(int position) {
    return new Operand.Input(position);
  }

  private static Operand result(int equation) {
    return new Operand.Result(equation);
  }

  private static Operand literal(double value) {
    return new Operand.Literal(value);
  }
}
