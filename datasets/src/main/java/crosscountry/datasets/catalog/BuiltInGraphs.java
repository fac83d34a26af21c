package crosscountry.datasets.catalog;

import crosscountry.datasets.jaxpr.Jaxpr;
import crosscountry.datasets.jaxpr.JaxprParser;
import crosscountry.datasets.jaxpr.ScalarTranslation;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Loads the graphs that come with the program: a trace and the known figures of each. */
final class BuiltInGraphs {

  private static final List<String> NAMES =
      List.of("HumanHeartDipole", "PropaneCombustion", "RoeFlux_1d", "RobotArm_6DOF", "g");

  private BuiltInGraphs() {}

  static List<CatalogEntry> load() {
    return NAMES.stream().map(BuiltInGraphs::load).toList();
  }

  private static CatalogEntry load(String name) {
    String trace = name + ".jaxpr";
    Jaxpr jaxpr = JaxprParser.parse(trace, text(trace)).main();
    Properties properties = properties(name + ".properties");
    return new CatalogEntry(
        name,
        properties.getProperty("source"),
        ScalarTranslation.translate(trace, name, jaxpr),
        Optional.of(published(properties)),
        bound(properties));
  }

  private static PublishedResult published(Properties properties) {
    return new PublishedResult(
        count(properties, "forward"),
        count(properties, "reverse"),
        count(properties, "minimum_markowitz"),
        count(properties, "best"),
        Stream.of(properties.getProperty("order").split(",")).map(Integer::valueOf).toList(),
        count(properties, "order_count"));
  }

  private static Optional<ShippedBound> bound(Properties properties) {
    return properties.containsKey("proven_bound")
        ? Optional.of(
            new ShippedBound(
                count(properties, "proven_bound"), properties.getProperty("proven_by")))
        : Optional.empty();
  }

  private static long count(Properties properties, String key) {
    return Long.parseLong(properties.getProperty(key));
  }

  private static Properties properties(String resource) {
    Properties properties = new Properties();
    try (StringReader reader = new StringReader(text(resource))) {
      properties.load(reader);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return properties;
  }

  private static String text(String resource) {
    try (InputStream stream =
        BuiltInGraphs.class.getResourceAsStream("/crosscountry/catalog/" + resource)) {
      if (stream == null) {
        throw new FileNotFoundException("the resource " + resource + " is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException("the built-in graphs can't be read", fault);
    }
  }
}
