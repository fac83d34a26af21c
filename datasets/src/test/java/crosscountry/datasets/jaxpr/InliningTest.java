package crosscountry.datasets.jaxpr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How calls are replaced by what they call. */
class InliningTest {

  @Test
  void withoutCallsNothingChanges() {
    JaxprListing listing =
        parse("{ lambda c ; a. let b = sin a; _ = mul b 2.0 in (b, a, 1.0, c) }");

    InlinedJaxpr inlined = Inlining.inline("mine.jaxpr", listing);

    assertThat(inlined.jaxpr()).isEqualTo(listing.main());
    assertThat(inlined.origins()).hasToString("[1, 2]");
  }

  static Stream<Arguments> calls() {
    return Stream.of(
        call(
            "nested twice",
            """
            { lambda ; a. let
                b = sin a
                c = pjit[jaxpr={ lambda ; d. let
                    e = cos d
                    f = pjit[jaxpr={ lambda ; g. let h = tan g in (h,) }] e
                  in (f,) }] b
                i = neg c
              in (i,) }
            """,
            "{ lambda ; a. let b = sin a; e = cos b; h = tan e; i = neg h in (i,) }",
            "[1, 2.1, 2.2.1, 3]"),
        call(
            "shared, and called with the names of the caller",
            """
            let f = { lambda ; a b. let c = mul a b in (c,) } in
            { lambda ; b a. let
                c = jit[name=f jaxpr=f] b a
                d = jit[name=f jaxpr=f] c a
              in (d, c) }
            """,
            "{ lambda ; b a. let c_1 = mul b a; c_2 = mul c_1 a in (c_2, c_1) }",
            "[1.1, 2.1]"),
        call(
            "arguments and results that are literals or arguments",
            """
            { lambda ; a. let
                b c d = closed_call[call_jaxpr={ lambda ; e f. let
                    g = add e f
                  in (f, 3.0, g) }] a 2.0
                h = mul b c
                i = mul d b
              in (h, i, b, c) }
            """,
            "{ lambda ; a. let g = add a 2.0; h = mul 2.0 3.0; i = mul g 2.0 in (h, i, 2.0, 3.0) }",
            "[1.1, 2, 3]"),
        call(
            "results that are dropped inside and outside",
            """
            { lambda ; a. let
                _ b = remat[jaxpr={ lambda ; c. let
                    _ = sin c
                    d e = f c
                    _ g = f e
                  in (d, g) }] a
              in (b,) }
            """,
            "{ lambda ; a. let _ = sin a; d e = f a; _ g = f e in (g,) }",
            "[1.1, 1.2, 1.3]"),
        call(
            "arguments swapped on the way",
            """
            { lambda ; a b. let
                c = jit[jaxpr={ lambda ; b a. let d = sub b a in (d,) }] b a
              in (c,) }
            """,
            "{ lambda ; a b. let d = sub b a in (d,) }",
            "[1.1]"),
        call(
            "a name that is taken by a variable with the number of the call",
            """
            { lambda ; a b_1. let
                b = jit[jaxpr={ lambda ; c. let b = sin c in (b,) }] b_1
              in (b,) }
            """,
            "{ lambda ; a b_1. let b_1_ = sin b_1 in (b_1_,) }",
            "[1.1]"),
        call(
            "calls of nothing",
            "{ lambda ; a. let b = jit[jaxpr={ lambda ; c. let in (c,) }] a; d = sin b in (d,) }",
            "{ lambda ; a. let d = sin a in (d,) }",
            "[2]"),
        call(
            "control flow stays as it is",
            """
            { lambda ; a. let
                b = jit[jaxpr={ lambda ; c. let
                    d = cond[branches=({ lambda ; e. let in (e,) })] 1 c
                  in (d,) }] a
              in (b,) }
            """,
            "{ lambda ; a. let d = cond[branches=({ lambda ; e. let in (e,) })] 1 a in (d,) }",
            "[1.1]"));
  }

  private static Arguments call(String name, String text, String flat, String origins) {
    return Arguments.of(name, text, flat, origins);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void callsAreReplacedByWhatTheyCall(String name, String text, String flat, String origins) {
    InlinedJaxpr inlined = Inlining.inline("mine.jaxpr", parse(text));

    assertThat(inlined.jaxpr()).as(name).isEqualTo(parse(flat).main());
    assertThat(inlined.origins()).hasToString(origins);
    String written = JaxprWriter.write(new JaxprListing(List.of(), inlined.jaxpr()));
    assertThat(parse(written).main()).isEqualTo(inlined.jaxpr());
  }

  @ParameterizedTest
  @CsvSource({
    "pjit, jaxpr",
    "jit, jaxpr",
    "closed_call, call_jaxpr",
    "core_call, call_jaxpr",
    "xla_call, call_jaxpr",
    "remat, jaxpr",
    "checkpoint, jaxpr",
    "custom_jvp_call, call_jaxpr",
    "custom_jvp_call, jaxpr",
    "custom_jvp_call_jaxpr, fun_jaxpr",
    "custom_vjp_call, call_jaxpr",
    "custom_vjp_call_jaxpr, fun_jaxpr",
  })
  void everyKindOfCallIsKnown(String primitive, String parameter) {
    String text =
        "{ lambda ; a. let b = %s[%s={ lambda ; c. let d = sin c in (d,) } name=f] a in (b,) }"
            .formatted(primitive, parameter);

    assertThat(Inlining.inline("mine.jaxpr", parse(text)).jaxpr())
        .isEqualTo(parse("{ lambda ; a. let d = sin a in (d,) }").main());
  }

  @Test
  void constantsOfNestedJaxprsBecomeConstants() {
    String text =
        "{ lambda ; a. let b = jit[jaxpr={ lambda a ; c. let d = f %s in (d,) }] a in () }";

    Jaxpr flat = Inlining.inline("mine.jaxpr", parse(text.formatted("a"))).jaxpr();

    assertThat(flat).isEqualTo(parse("{ lambda a_1 ; a. let d = f a_1 in () }").main());
    assertThatExceptionOfType(UnsupportedFunctionException.class)
        .isThrownBy(() -> ProgramTranslation.translate("mine.jaxpr", "f", withSine(flat)))
        .withMessageContaining("the constant 'a_1' is read");
  }

  private static Jaxpr withSine(Jaxpr jaxpr) {
    JaxprEquation equation = jaxpr.equations().get(0);
    return new Jaxpr(
        jaxpr.line(),
        jaxpr.constants(),
        jaxpr.inputs(),
        List.of(
            new JaxprEquation(
                equation.line(), equation.results(), "sin", List.of(), equation.operands())),
        jaxpr.outputs());
  }

  @Test
  void linesStayThoseOfTheText() {
    String text =
        "{ lambda ; a. let\n b = jit[jaxpr={ lambda ; c. let\n d = sin c in (d,) }] a in () }";

    assertThat(Inlining.inline("mine.jaxpr", parse(text)).jaxpr().equations())
        .extracting(JaxprEquation::line)
        .containsExactly(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'jit' has 2 arguments, but what it calls has 1 | b = jit[jaxpr={ lambda ; c. let in (c,) }]"
            + " a a",
        "'jit' has 2 results, but what it calls has 1 | b d = jit[jaxpr={ lambda ; c. let in (c,) }]"
            + " a",
        "of the arguments of 'jit', number 1 is of type f32[2], but of type f32[3] in what it calls |"
            + " b = jit[jaxpr={ lambda ; c:f32[3]. let in (c,) }] a",
        "of the results of 'jit', number 1 is of type f32[1], but of type f32[2] in what it calls |"
            + " b:f32[1] = jit[jaxpr={ lambda ; c. let in (c,) }] a",
        "of the arguments of 'jit', number 1 is of type f32[2], but of type i32[2] in what it calls |"
            + " b = jit[jaxpr={ lambda ; c:i32[2]. let in (c,) }] a",
        "of the results of 'jit', number 1 is of type bool[2], but of type f32[2] in what it calls |"
            + " b:bool[2] = jit[jaxpr={ lambda ; c. let in (c,) }] a",
        "'jit' doesn't tell what it calls | b = jit[name=f] a",
        "the parameter jaxpr of 'jit' isn't a jaxpr | b = jit[jaxpr=({ lambda ; c. let in (c,) })] a",
      })
  void callsThatDoNotFitAreRefused(String problem, String equation) {
    assertThatExceptionOfType(InconsistentJaxprException.class)
        .isThrownBy(
            () ->
                Inlining.inline(
                    "mine.jaxpr",
                    parse("{ lambda ; a:f32[2]. let\n %s in () }".formatted(equation))))
        .withMessage("mine.jaxpr, line 2: %s", problem)
        .satisfies(refused -> assertThat(refused.line()).isEqualTo(2));
  }

  @Test
  void callsMayDifferInThePrecisionOfTheirTypes() {
    String text =
        "{ lambda ; a:f32[2]. let b = jit[jaxpr={ lambda ; c:f64[2]{weak_type=True}. let in (c,) }]"
            + " a in (b,) }";

    assertThat(Inlining.inline("mine.jaxpr", parse(text)).jaxpr().outputs())
        .extracting(JaxprAtom::type)
        .containsExactly(Optional.of(new ArrayType("f32", List.of(2), false)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"b = jit[jaxpr=f] a", "b = jit[jaxpr=g] a\n c = jit[jaxpr=g] b"})
  void circlesAreRefused(String body) {
    String text =
        """
        let f = { lambda ; a. let %s in (b,) } in
        let g = { lambda ; a. let b = jit[jaxpr=f] a in (b,) } in
        { lambda ; a. let b = jit[jaxpr=f] a in (b,) }
        """;

    assertThatExceptionOfType(UnsupportedFunctionException.class)
        .isThrownBy(() -> Inlining.inline("mine.jaxpr", parse(text.formatted(body))))
        .withMessageMatching("mine.jaxpr, line \\d: calls are nested more than 200 deep here");
  }

  @Test
  void exponentialGrowthIsRefused() {
    StringBuilder text = new StringBuilder("let f0 = { lambda ; a. let in (a,) } in\n");
    for (int level = 1; level <= 60; level++) {
      text.append(
          "let f%1$d = { lambda ; a. let b = jit[jaxpr=f%2$d] a; c = jit[jaxpr=f%2$d] b in (c,) } in\n"
              .formatted(level, level - 1));
    }
    text.append("{ lambda ; a. let b = jit[jaxpr=f60] a in (b,) }");

    assertThatExceptionOfType(UnsupportedFunctionException.class)
        .isThrownBy(() -> Inlining.inline("mine.jaxpr", parse(text.toString())))
        .withMessageEndingWith("with what it calls, the function has more than 370702 equations");
  }

  @Test
  void anOriginIsAPath() {
    assertThat(new EquationOrigin(List.of(7))).hasToString("7");
    assertThat(new EquationOrigin(List.of(7, 2))).hasToString("7.2");
    assertThatIllegalArgumentException().isThrownBy(() -> new EquationOrigin(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new EquationOrigin(List.of(1, 0)));
  }

  private static JaxprListing parse(String text) {
    return JaxprParser.parse("mine.jaxpr", text);
  }
}
