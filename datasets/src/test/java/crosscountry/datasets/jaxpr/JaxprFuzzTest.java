package crosscountry.datasets.jaxpr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text, the parser gives a jaxpr that is written back, or says where it is wrong. */
class JaxprFuzzTest {

  private static final String[] WORDS = {
    "{",
    "lambda",
    ";",
    ".",
    "let",
    "in",
    "(",
    ")",
    "[",
    "]",
    "}",
    "=",
    ":",
    ",",
    "a",
    "b",
    "_",
    "f32[]",
    "f32[3,4]",
    "{weak_type=True}",
    "*",
    "~",
    "2.0",
    "-inf",
    "nan",
    "True",
    "mul",
    "jaxpr",
    "y=",
    "'",
    "\"",
    "<",
    ">",
    "\n",
    " ",
    "#",
    "@",
    "\\",
    "it's",
    "a < b",
    "\u2028",
    "inf:f32[] c:f32[]",
    "{ lambda ; a. let",
    "in (a,) }"
  };

  @Property
  void arbitraryTextsAreReadOrRefused(@ForAll String text) {
    readOrRefuse(text);
  }

  @Property
  void arbitraryWordsAreReadOrRefused(@ForAll("words") List<String> words) {
    readOrRefuse(String.join(" ", words));
    readOrRefuse(String.join("", words));
    readOrRefuse("{ lambda ; a. let b = f[" + String.join("", words));
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.of(WORDS).list().ofMaxSize(40);
  }

  @Property
  void damagedPrintsAreReadOrRefused(@ForAll("damagedPrints") String text) {
    readOrRefuse(text);
  }

  /**
   * Most damaged texts are refused. These damages leave many of them readable, so that what the
   * writer makes of them is tried too.
   */
  @Property
  void severalDamagesOfASmallTextAreReadOrRefused(
      @ForAll @Size(min = 1, max = 4) List<@From("damages") Damage> damages) {
    String text =
        """
        { lambda ; a:f32[]. let
            b:f32[] = f[
              y=a b
              z=('p', q)
            ] a
            c:f32[] = g[w=3] b
          in (c,) }
        """;
    for (Damage damage : damages) {
      text = damage.to(text);
    }
    readOrRefuse(text);
  }

  /** A part of a text is replaced; {@code place} is its beginning in shares of the length. */
  record Damage(double place, int length, String insertion) {

    String to(String text) {
      int start = (int) (place * text.length());
      int end = Math.min(text.length(), start + length);
      return text.substring(0, start) + insertion + text.substring(end);
    }
  }

  @Provide
  Arbitrary<Damage> damages() {
    Arbitrary<Double> places = Arbitraries.doubles().between(0, 1);
    Arbitrary<Integer> lengths = Arbitraries.integers().between(0, 12);
    Arbitrary<String> inserted =
        Arbitraries.oneOf(Arbitraries.of(WORDS), Arbitraries.strings().ofMaxLength(3));
    return Combinators.combine(places, lengths, inserted).as(Damage::new);
  }

  @Provide
  Arbitrary<String> damagedPrints() {
    Arbitrary<String> prints =
        Arbitraries.of(Prints.names().filter(name -> !name.startsWith("long")).toList())
            .map(Prints::text);
    return Combinators.combine(prints, damages()).as((print, damage) -> damage.to(print));
  }

  @Property(tries = 300)
  void truncatedPrintsAreRefused(
      @ForAll("printNames") String name, @ForAll @IntRange(max = 5000) int cut) {
    String print = Prints.text(name).strip();
    String truncated = print.substring(0, Math.min(cut, print.length() - 1));

    assertThat(readOrRefuse(truncated)).isFalse();
  }

  @Provide
  Arbitrary<String> printNames() {
    return Arbitraries.of(Prints.names().toList());
  }

  /** Each of these would take minutes if a place were looked at once per place before it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "\n",
        "<",
        "'",
        "\"",
        "(",
        "a ",
        "a\n",
        "a:f[]\n",
        "inf:f[]\n",
        "in ",
        "b=",
        "# \n"
      })
  void takesTimeInProportionToTheText(String repeated) {
    String text = repeated.repeat(100_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          readOrRefuse("{ lambda ; a. let b = f[y=" + text);
          readOrRefuse("{ lambda ; a inf. let b = f " + text);
          readOrRefuse("{ lambda ; a. let b = f[y=1] a\n" + text);
          readOrRefuse("{ lambda ; " + text);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"<", "'"})
  void blanksBehindASignTakeTimeInProportionToo(String sign) {
    String text = (sign + " ".repeat(2_000)).repeat(10_001);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> readOrRefuse("{ lambda ; a. let b = f[y=" + text));
  }

  @Test
  void aHundredThousandEquationsAreRead() {
    StringBuilder text = new StringBuilder("{ lambda ; a0:f32[]. let\n");
    int equations = 100_000;
    for (int number = 1; number <= equations; number++) {
      text.append("a%d:f32[] = sin a%d\n".formatted(number, number - 1));
    }
    text.append("in (a%d,) }".formatted(equations));

    assertThat(JaxprParser.parse("long", text.toString()).main().equations()).hasSize(equations);
  }

  private static boolean readOrRefuse(String text) {
    JaxprListing listing;
    try {
      listing = JaxprParser.parse("fuzz", text);
    } catch (JaxprSyntaxException refused) {
      assertThat(refused.line())
          .isBetween(1, (int) text.chars().filter(c -> c == '\n').count() + 1);
      assertThat(refused.column()).isBetween(1, text.length() + 1);
      assertThat(refused.getMessage()).doesNotContainPattern("\\R");
      return false;
    }
    String written = JaxprWriter.write(listing);
    assertThat(JaxprParser.parse("written", written)).isEqualTo(listing);
    assertThat(JaxprWriter.write(JaxprParser.parse("written", written))).isEqualTo(written);
    return true;
  }
}
