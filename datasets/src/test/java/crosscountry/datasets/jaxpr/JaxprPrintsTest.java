package crosscountry.datasets.jaxpr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
}
