package crosscountry.datasets.jaxpr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where and how malformed texts are refused. */
class JaxprErrorsTest {

  /** Each text has a mark right before what is wrong. */
  static Stream<Arguments> malformedTexts() {
    return Stream.of(
        malformed("^", "expected '{ lambda' but found the end of the text"),
        malformed("^hello", "expected 'let' but found 'hello'"),
        malformed("  ^(a,)", "expected '{ lambda' but found '('"),
        malformed("{ lambda ; a b^", "expected '.' after the inputs but found the end of the text"),
        malformed("{ lambda a ^. let in () }", "expected ';' after the constants but found '.'"),
        malformed("{ lambda ; a. ^lett in () }", "expected 'let' but found 'lett'"),
        malformed("{ lambda ; a ^a. let in () }", "the variable 'a' is already defined in line 1"),
        malformed(
            "{ lambda ; a. let\n  b = sin a\n  ^b = cos a\n in (b,) }",
            "the variable 'b' is already defined in line 2"),
        malformed(
            "{ lambda ; a. let\n  b = mul a ^c\n  c = sin a\n in (b,) }",
            "the variable 'c' is read before it is defined"),
        malformed(
            "{ lambda ; a. let\n  b = mul a ^b\n in (b,) }",
            "the variable 'b' is read before it is defined"),
        malformed(
            "{ lambda ; a. let _ = sin a in (^_,) }",
            "the variable '_' is read before it is defined"),
        malformed(
            "{ lambda ; a. let b = f[j={ lambda ; c. let in (^a,) }] a in () }",
            "the variable 'a' is read before it is defined"),
        malformed(
            "{ lambda ; a:f32[]. let\n  b:f32[] ^mul a a\n in (b,) }",
            "expected '=' after the results but found 'mul'"),
        malformed("{ lambda ; a. let b = ^2 a in () }", "expected a primitive but found '2'"),
        malformed(
            "{ lambda ; a. let b = sin a ^* in () }",
            "expected a variable or a number but found '*'"),
        malformed("{ lambda ; a. let b = sin a ^}", "expected an equation or 'in' but found '}'"),
        malformed(
            "{ lambda ; a. let b = sin a in (b ^a) }",
            "expected ',' or ')' after an output but found 'a'"),
        malformed(
            "{ lambda ; a. let b = sin a in (b,) }\n^}",
            "expected the end of the text but found '}'"),
        malformed("{ lambda ; a:^3. let in () }", "expected a type but found '3'"),
        malformed(
            "{ lambda ; a:f32[3,^n]. let in () }",
            "expected the size of a dimension but found 'n'"),
        malformed(
            "{ lambda ; a:f32[3 ^4]. let in () }",
            "expected ',' or ']' in the shape but found '4'"),
        malformed("{ lambda ; a:f32[^9999999999]. let in () }", "no dimension is that large"),
        malformed("{ lambda ; a. let b = f[y=1 a in () ^}", "expected ']' but found '}'"),
        malformed("{ lambda ; a. let b = f^[", "'[' is never closed"),
        malformed("{ lambda ; a. let b = f^[y=1", "'[' is never closed"),
        malformed("{ lambda ; a. let b = f[y=^(1", "'(' is never closed"),
        malformed("{ lambda ; a. let b = f[y=(1^] a in () }", "expected ')' but found ']'"),
        malformed("{ lambda ; a. let b = f[y=^] a in () }", "the parameter 'y' has no value"),
        malformed(
            "{ lambda ; a. let b = f[^2] a in () }", "expected a parameter or ']' but found '2'"),
        malformed(
            "{ lambda ; a. let b = f[y ^2] a in () }",
            "expected '=' after the parameter 'y' but found '2'"),
        malformed(
            "{ lambda ; a. let b = f[y= ^=2] a in () }",
            "expected the value of the parameter 'y' but found '='"),
        malformed("{ lambda ; a. let b = f (1 ^' 2) in () }", "''' is never closed"),
        malformed("{ lambda ; a:key^<fry. let in () }", "'<' is never closed"),
        malformed("{ lambda ; a. let\n b = f[jaxpr=^g] a in () }", "no jaxpr named 'g' is defined"),
        malformed(
            "let f = { lambda ; . let in () } in let ^f = { lambda ; . let in () } in",
            "the jaxpr 'f' is already defined"));
  }

  private static Arguments malformed(String markedText, String problem) {
    return Arguments.of(markedText, problem);
  }

  @ParameterizedTest
  @MethodSource("malformedTexts")
  void tellsWhatIsWrongWhere(String markedText, String problem) {
    int at = markedText.indexOf('^');
    String before = markedText.substring(0, at);
    int line = (int) before.lines().count() + (before.isEmpty() || before.endsWith("\n") ? 1 : 0);
    int column = at - before.lastIndexOf('\n');

    JaxprSyntaxException error = errorOf(before + markedText.substring(at + 1));

    assertThat(error)
        .hasMessage("mine.jaxpr, line %d, column %d: %s".formatted(line, column, problem));
    assertThat(error.source()).isEqualTo("mine.jaxpr");
    assertThat(error.line()).isEqualTo(line);
    assertThat(error.column()).isEqualTo(column);
  }

  @Test
  void countsColumnsInCharacters() {
    JaxprSyntaxException error =
        errorOf("{ lambda ; \uD835\uDC4E. let b = f[y=\uD83D\uDE00] ? in () }");

    assertThat(error.column()).isEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\n\u2028x", "\u0085", "\u001b[31m", "\uD83D\uDE00", "\uD83D"})
  void aMessageIsOneLineWhateverTheTextHolds(String text) {
    assertThat(errorOf("{ lambda ; " + text).getMessage()).doesNotContainPattern("\\R|\\p{Cntrl}");
  }

  @Test
  void aMessageQuotesNoLongText() {
    assertThat(errorOf("{ lambda ; . " + "x".repeat(1000)).getMessage()).hasSizeLessThan(120);
  }

  @Test
  void deepNestingIsRefused() {
    String open = "{ lambda ; a. let b = f[jaxpr=";
    String close = "] a in (b,) }";
    String innermost = "{ lambda ; a. let in (a,) }";

    assertThat(JaxprParser.parse("deep", open.repeat(199) + innermost + close.repeat(199)))
        .isNotNull();
    assertThat(errorOf(open.repeat(200) + innermost + close.repeat(200)).getMessage())
        .endsWith("jaxprs are nested more than 200 deep here");
    assertThat(errorOf(open.repeat(100_000)).column()).isEqualTo(200 * open.length() + 1);
  }

  @Test
  void deepBracketsAreText() {
    String value = "(".repeat(100_000) + ")".repeat(100_000);

    assertThat(
            JaxprParser.parse("deep", "{ lambda ; a. let b = f[y=%s] a in () }".formatted(value)))
        .isNotNull();
    assertThatExceptionOfType(JaxprSyntaxException.class)
        .isThrownBy(() -> JaxprParser.parse("deep", "{ lambda ; a. let b = f[y=" + value + ")"));
  }

  private static JaxprSyntaxException errorOf(String text) {
    return catchThrowableOfType(
        JaxprSyntaxException.class, () -> JaxprParser.parse("mine.jaxpr", text));
  }
}
