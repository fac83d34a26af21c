package crosscountry.datasets.jaxpr;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.jaxpr.JaxprParameter.Nested;
import crosscountry.datasets.jaxpr.JaxprParameter.NestedTuple;
import crosscountry.datasets.jaxpr.JaxprParameter.Shared;
import crosscountry.datasets.jaxpr.JaxprParameter.Text;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parser makes of the parameters of equations. */
class JaxprParameterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2",
        "None",
        "float32",
        "(([1], [0]), ([], []))",
        "<function _memoize.<locals>.memoized at 0x7fecc99705e0>",
        "<function <lambda> at 0x7fecc99705e0>",
        "<lambda>",
        "<class 'jax.numpy.float32'>",
        "<jax.lib.Mesh object at 0x7f> <]>",
        "'a ] string = with [ everything'",
        "\"it's\"",
        "'it\\'s ]'",
        "don't",
        "a < b",
        "jvp of functools.partial(<function f at 0x7f>)",
        "f32[3] -> f32[4]",
        "Dims(update=(), inserted=(0,), sizes={'x': [1]})",
        "a==b",
        "x={}",
        "(jaxpr={ lambda ; a:f32[]. let in (a,) }, other=None)",
      })
  void keepsTextAsPrinted(String value) {
    assertThat(parameters("[first=1 y=" + value + " last=(1, 2)]"))
        .containsExactly(new Text("first", "1"), new Text("y", value), new Text("last", "(1, 2)"));
    assertThat(parameters("[\n  y=" + value + "\n  last=1\n]"))
        .containsExactly(new Text("y", value), new Text("last", "1"));
    assertThat(parameters("[ y=" + value + " ]")).containsExactly(new Text("y", value));
  }

  @Test
  void breaksOfLinesAreNoPartOfText() {
    assertThat(parameters("[y=(1,\n    2)\n\n  z=a\n   b]"))
        .containsExactly(new Text("y", "(1, 2)"), new Text("z", "a b"));
  }

  /** A format string is the user's own words; a sign alone in its line stays alone when written. */
  @Test
  void aLoneSignFindsNoPartnerInAnotherLine() {
    assertThat(parameters("[\n  fmt=it's {}\n  options=('legacy', (1,))\n]"))
        .containsExactly(new Text("fmt", "it's {}"), new Text("options", "('legacy', (1,))"));
    assertThat(parameters("[\n  fmt=a < b\n  call=<function f at 0x7f>\n]"))
        .containsExactly(new Text("fmt", "a < b"), new Text("call", "<function f at 0x7f>"));
    assertThat(parameters("[\n  fmt=it's\n  what isn't\n  last=1\n]"))
        .containsExactly(new Text("fmt", "it's\nwhat isn't"), new Text("last", "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\t", "\r\n", "\u2028", "\u001c"})
  void everyBlankSeparatesParameters(String blank) {
    assertThat(parameters("[y=1" + blank + "z=2]"))
        .containsExactly(new Text("y", "1"), new Text("z", "2"));
  }

  @Test
  void readsNestedJaxprs() {
    List<JaxprParameter> parameters =
        parameters(
            """
            [
              name=f
              jaxpr={ lambda ; a:f32[]. let
                  b:f32[] = g[jaxpr={ lambda ; a:f32[2]. let  in (a,) }] a
                in (b,) }
              branches=(
                { lambda ; . let  in () }
                { lambda ; a:f32[]. let  in (a,) }
              )
            ]\
            """);

    assertThat(parameters.get(0)).isEqualTo(new Text("name", "f"));
    Jaxpr outer = ((Nested) parameters.get(1)).jaxpr();
    Jaxpr inner = ((Nested) outer.equations().get(0).parameters().get(0)).jaxpr();
    assertThat(inner.inputs().get(0).type()).hasToString("Optional[f32[2]]");
    NestedTuple branches = (NestedTuple) parameters.get(2);
    assertThat(branches.jaxprs()).extracting(jaxpr -> jaxpr.inputs().size()).containsExactly(0, 1);
  }

  @Test
  void refersToSharedJaxprs() {
    JaxprListing listing =
        JaxprParser.parse(
            "test",
            """
            let f = { lambda ; a. let b = pjit[name=g jaxpr=g] a in (b,) } in
            let g = { lambda ; a. let b = sin a in (b,) } in
            { lambda ; a. let b = pjit[name=f jaxpr=f] a in (b,) }
            """);

    assertThat(listing.definitions())
        .extracting(JaxprListing.Definition::name)
        .containsExactly("f", "g");
    assertThat(listing.main().equations().get(0).parameters())
        .containsExactly(new Text("name", "f"), new Shared("jaxpr", "f"));
  }

  @Test
  void anAbsentJaxprIsNoReference() {
    assertThat(parameters("[fwd_jaxpr=None]")).containsExactly(new Text("fwd_jaxpr", "None"));
  }

  private static List<JaxprParameter> parameters(String text) {
    String jaxpr = "{ lambda ; a. let\n b = f%s a\n in (b,) }".formatted(text);
    JaxprListing listing = JaxprParser.parse("test", jaxpr);
    assertThat(JaxprParser.parse("test", JaxprWriter.write(listing))).isEqualTo(listing);
    assertThat(listing.main().equations()).hasSize(1);
    return listing.main().equations().get(0).parameters();
  }
}
