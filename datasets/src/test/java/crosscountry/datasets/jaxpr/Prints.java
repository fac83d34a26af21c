package crosscountry.datasets.jaxpr;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Texts as versions of JAX printed them, each of five functions by three versions. */
final class Prints {

  private static final List<String> FUNCTIONS =
      List.of("scalar", "control", "tensor", "long", "effect");
  private static final List<String> VERSIONS = List.of("0.4.30", "0.6.2", "0.10.2");

  private Prints() {}

  static Stream<String> names() {
    return FUNCTIONS.stream()
        .flatMap(function -> VERSIONS.stream().map(version -> function + "_" + version));
  }

  static String text(String name) {
    String resource = "/crosscountry/prints/" + name + ".jaxpr";
    try (InputStream stream = Prints.class.getResourceAsStream(resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  static JaxprListing parse(String name) {
    return JaxprParser.parse(name, text(name));
  }
}
