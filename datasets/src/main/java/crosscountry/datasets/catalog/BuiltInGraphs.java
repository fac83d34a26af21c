package crosscountry.datasets.catalog;

import crosscountry.datasets.jaxpr.InlinedJaxpr;
import crosscountry.datasets.jaxpr.Inlining;
import crosscountry.datasets.jaxpr.JaxprParser;
import crosscountry.datasets.jaxpr.ProgramTranslation;
import crosscountry.environment.linearization.CostModel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.stream.Stream;

/** Loads the graphs that come with the program: a trace and the known figures of each. */
final class BuiltInGraphs {

  /** The names in the order of the catalog, one per line. */
  private static final String NAMES = "names.txt";

  private BuiltInGraphs() {}

  static List<CatalogEntry> load() {
    return text(NAMES)
        .lines()
        .filter(name -> !name.isBlank())
        .map(name -> load(name.strip()))
        .toList();
  }

  private static CatalogEntry load(String name) {
    String trace = name + ".jaxpr";
    InlinedJaxpr inlined = Inlining.inline(trace, JaxprParser.parse(trace, text(trace)));
    Properties properties = properties(name + ".properties");
    return new CatalogEntry(
        name,
        properties.getProperty("source"),
        ProgramTranslation.translate(trace, name, inlined.jaxpr()),
        inlined.origins(),
        published(properties),
        bound(properties),
        Optional.ofNullable(properties.getProperty("tag")));
  }

  private static Optional<PublishedResult> published(Properties properties) {
    return properties.containsKey("forward")
        ? Optional.of(
            new PublishedResult(
                count(properties, "forward"),
                count(properties, "reverse"),
                count(properties, "minimum_markowitz"),
                count(properties, "best"),
                optionalCount(properties, "recounted_reverse"),
                optionalCount(properties, "recounted_minimum_markowitz"),
                costModel(properties),
                Stream.of(properties.getProperty("order").split(","))
                    .map(String::strip)
                    .map(Integer::valueOf)
                    .toList(),
                count(properties, "order_count")))
        : Optional.empty();
  }

  private static CostModel costModel(Properties properties) {
    String label = properties.getProperty("cost_model", CostModel.PRINCIPLE.label());
    return CostModel.labelled(label)
        .orElseThrow(() -> new IllegalStateException("there is no cost model " + label));
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

  private static OptionalLong optionalCount(Properties properties, String key) {
    return properties.containsKey(key)
        ? OptionalLong.of(count(properties, key))
        : OptionalLong.empty();
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
