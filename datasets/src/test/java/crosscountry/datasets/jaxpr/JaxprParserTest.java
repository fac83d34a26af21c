package crosscountry.datasets.jaxpr;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.jaxpr.JaxprAtom.Literal;
import crosscountry.datasets.jaxpr.JaxprAtom.Variable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parser makes of the styles and words of a jaxpr. */
class JaxprParserTest {

  private static final ArrayType F32 = new ArrayType("f32", List.of(), false);
  private static final Variable A = new Variable("a", Optional.of(F32));

  @Test
  void readsAnEquationWithTypesAndParameters() {
    Jaxpr jaxpr = parse("{ lambda ; a:f32[]. let\n    b:f32[] = integer_pow[y=2] a\n  in (b, a) }");

    Variable b = new Variable("b", Optional.of(F32));
    assertThat(jaxpr.inputs()).containsExactly(A);
    assertThat(jaxpr.outputs()).containsExactly(b, A);
    assertThat(jaxpr.equations())
        .containsExactly(
            new JaxprEquation(
                2,
                List.of(b),
                "integer_pow",
                List.of(new JaxprParameter.Text("y", "2")),
                List.of(A)));
    assertThat(jaxpr.equations().get(0).line()).isEqualTo(2);
  }

  /** One function in the styles of 0.2, 0.3 and 0.4 and later, and with the odd comma and break. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        { lambda  ; a b.
          let c = mul a b
              d = integer_pow[ y=2 ] c
          in (d, a) }
        """,
        "{ lambda ; a b. let c = mul a b; d = integer_pow[y=2] c in (d, a) }",
        """
        { lambda ; a b. let
            c =
              mul a b
            d = integer_pow[
              y=2
            ] c
          in (d, a) }
        """,
        "{lambda;a,b.let c=mul a b;d=integer_pow[y=2]c;in(d,a,)}",
        "{ lambda ; a, b. let\r\n  c = mul a b   # f.py:3 (f)\r\n  d = integer_pow[y=2]\r\n  c\r\n  in [d, a] }",
        """
        # a function

        { lambda
          ; a
          b
          . let
            c = mul a
              b
            d = integer_pow[y=2] c
          in ( d
             , a
             ) } # the end
        """
      })
  void readsTheSameInEveryStyle(String text) {
    Variable a = untyped("a");
    Variable c = untyped("c");
    Variable d = untyped("d");

    Jaxpr jaxpr = parse(text);

    assertThat(jaxpr.constants()).isEmpty();
    assertThat(jaxpr.inputs()).containsExactly(a, untyped("b"));
    assertThat(jaxpr.outputs()).containsExactly(d, a);
    assertThat(jaxpr.equations())
        .containsExactly(
            new JaxprEquation(0, List.of(c), "mul", List.of(), List.of(a, untyped("b"))),
            new JaxprEquation(
                0,
                List.of(d),
                "integer_pow",
                List.of(new JaxprParameter.Text("y", "2")),
                List.of(c)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f32[]|f32||false",
        "f64[3,4]|f64|3 4|false",
        "f32[3, 4]|f32|3 4|false",
        "f64[0]|f64|0|false",
        "bool[]|bool||false",
        "f32[]{weak_type=True}|f32||true",
        "f32[2]{weak_type=True}|f32|2|true",
        "f32[]*|f32||true",
        "~f32[]|f32||true",
        "f8_e4m3fn[2]|f8_e4m3fn|2|false",
        "f32[8@x,2@(x,y)]|f32|8 2|false",
        "f32[3]{V:i}|f32|3|false",
        "key<fry>[]|key<fry>||false",
        "Ref{float32[3]}|Ref{float32[3]}||false",
      })
  void readsTypes(String text, String dtype, String shape, boolean weak) {
    Jaxpr jaxpr = parse("{ lambda ; a:%s b:f32[]. let in (a,) }".formatted(text));

    List<Integer> sizes =
        shape == null
            ? List.of()
            : List.of(shape.split(" ")).stream().map(Integer::valueOf).toList();
    assertThat(jaxpr.inputs())
        .containsExactly(
            new Variable("a", Optional.of(new ArrayType(dtype, sizes, weak))),
            new Variable("b", Optional.of(F32)));
  }

  @ParameterizedTest
  @CsvSource({
    "2.0,2",
    "-2,-2",
    "2.,2",
    ".5,0.5",
    "1e-06,1e-6",
    "1.5E+3,1500",
    "inf,Infinity",
    "-inf,-Infinity",
    "nan,NaN",
    "-nan,NaN",
    "True,1",
    "False,0"
  })
  void readsNumbersWithAndWithoutTypes(String text, double value) {
    Jaxpr jaxpr =
        parse(
            "{ lambda ; a:f32[]. let b:f32[] = f %1$s a %1$s:f32[]; c:f32[] = g a in (%1$s, b) }"
                .formatted(text));

    Literal bare = new Literal(text, Optional.empty());
    Literal typed = new Literal(text, Optional.of(F32));
    assertThat(jaxpr.equations()).hasSize(2);
    assertThat(jaxpr.equations().get(0).operands()).containsExactly(bare, A, typed);
    assertThat(jaxpr.outputs()).startsWith(bare);
    assertThat(bare.value()).hasValue(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(2+1j)", "1j", "[...]", "[1. 2.\n 3.]"})
  void keepsLiteralsThatAreNoRealNumbers(String text) {
    Jaxpr jaxpr = parse("{ lambda ; a:f32[]. let b:f32[] = f a %s:f32[3] in () }".formatted(text));

    Literal literal = (Literal) jaxpr.equations().get(0).operands().get(1);
    assertThat(literal.text()).isEqualTo(text.replaceAll("\\s+", " "));
    assertThat(literal.value()).isEmpty();
  }

  @Test
  void readsConstantsDroppedResultsAndSeveralResults() {
    Jaxpr jaxpr =
        parse(
            """
            { lambda a:f32[3] b:f32[]; c:f32[]. let
                d:f32[] _:f32[3]
                  e:f32[] = f a c
                _ = g b
                _:f32[] h:f32[] = f e
              in () }
            """);

    assertThat(jaxpr.constants()).extracting(Variable::name).containsExactly("a", "b");
    assertThat(jaxpr.inputs()).extracting(Variable::name).containsExactly("c");
    assertThat(jaxpr.equations())
        .extracting(equation -> equation.results().stream().map(Variable::name).toList())
        .containsExactly(List.of("d", "_", "e"), List.of("_"), List.of("_", "h"));
    assertThat(jaxpr.outputs()).isEmpty();
  }

  @Test
  void readsEquationsWithoutResults() {
    Jaxpr jaxpr =
        parse("{ lambda ; a. let\n debug_callback[effect=Debug] a\n b = sin a\n in (b,) }");

    assertThat(jaxpr.equations())
        .extracting(JaxprEquation::primitive)
        .containsExactly("debug_callback", "sin");
    assertThat(jaxpr.equations().get(0).results()).isEmpty();
  }

  /** JAX counts its names through a, b, ..., z, ba, ..., and comes by all of these. */
  @ParameterizedTest
  @ValueSource(strings = {"in", "inf", "nan", "let", "lambda"})
  void takesKeywordsForNamesWhereTheyAreNames(String name) {
    for (String type : List.of("", ":f32[]")) {
      Jaxpr jaxpr =
          parse(
              """
              { lambda ; a%1$s. let
                  %2$s%1$s = sin a
                  b%1$s = mul a
                    %2$s
                  c%1$s = sin %2$s
                  d%1$s = mul %2$s %2$s
                in (%2$s, c) }
              """
                  .formatted(type, name));

      Variable variable = (Variable) jaxpr.outputs().get(0);
      assertThat(jaxpr.equations()).hasSize(4);
      assertThat(variable).isEqualTo(jaxpr.equations().get(0).results().get(0));
      assertThat(jaxpr.equations().get(3).operands()).containsExactly(variable, variable);
    }
  }

  @Test
  void anUndefinedInfinityIsANumber() {
    Jaxpr jaxpr =
        parse(
            """
            { lambda ; a:f32[]. let
                b:f32[] = max a
                  inf:f32[]
                c:f32[] = max inf a
                inf:f32[] = max inf:f32[] nan
                d:f32[] = neg inf
              in () }
            """);

    assertThat(jaxpr.equations())
        .extracting(JaxprEquation::operands)
        .containsExactly(
            List.of(A, new Literal("inf", Optional.of(F32))),
            List.of(new Literal("inf", Optional.empty()), A),
            List.of(new Literal("inf", Optional.of(F32)), new Literal("nan", Optional.empty())),
            List.of(new Variable("inf", Optional.of(F32))));
  }

  /** A number that begins a line is an operand, unless the line goes on with another result. */
  @ParameterizedTest
  @ValueSource(
      strings = {"inf:f32[] c:f32[]", "nan:f32[] inf:f32[]", "inf:f32[] _", "nan:f32[] _:f32[]"})
  void severalResultsMayBeginWithTheNameOfANumber(String results) {
    Jaxpr jaxpr =
        parse(
            """
            { lambda ; a:f32[]. let
                b:f32[] = sin a
                %s = split b
              in (b,) }
            """
                .formatted(results));

    assertThat(jaxpr.equations()).hasSize(2);
    assertThat(jaxpr.equations().get(0).operands()).containsExactly(A);
    assertThat(jaxpr.equations().get(1).results()).hasSize(2);
  }

  private static Jaxpr parse(String text) {
    return JaxprParser.parse("test", text).main();
  }

  private static Variable untyped(String name) {
    return new Variable(name, Optional.empty());
  }
}
