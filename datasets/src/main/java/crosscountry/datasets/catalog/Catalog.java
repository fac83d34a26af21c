package crosscountry.datasets.catalog;

import crosscountry.datasets.jaxpr.JaxprFile;
import crosscountry.datasets.jaxpr.JaxprParser;
import crosscountry.datasets.jaxpr.ScalarTranslation;
import crosscountry.environment.graph.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The built-in graphs. Loaded when first asked for. */
public final class Catalog {

  private static final String EXTENSION = ".jaxpr";
  private static final List<String> NAMES =
      List.of("HumanHeartDipole", "PropaneCombustion", "RoeFlux_1d", "RobotArm_6DOF", "g");

  private final List<CatalogEntry> entries;

  private Catalog(List<CatalogEntry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Returns the built-in graphs. */
  public static Catalog builtIn() {
    return BuiltIn.CATALOG;
  }

  /** Defers the loading to the first use. */
  private static final class BuiltIn {
    private static final Catalog CATALOG = new Catalog(NAMES.stream().map(Catalog::load).toList());
  }

  /** Returns all entries, smallest functions first. */
  public List<CatalogEntry> entries() {
    return entries;
  }

  /**
   * Finds the function that a user means.
   *
   * @param nameOrPath a built-in name, or the path of a {@code .jaxpr} file
   * @throws UnknownGraphException if it is neither
   * @throws crosscountry.datasets.jaxpr.JaxprException if it is a file that cannot be used
   */
  public CatalogEntry resolve(String nameOrPath) {
    Optional<CatalogEntry> builtIn =
        entries.stream().filter(entry -> entry.name().equals(nameOrPath)).findFirst();
    if (builtIn.isPresent()) {
      return builtIn.get();
    }
    if (!nameOrPath.endsWith(EXTENSION) && !nameOrPath.contains("/")) {
      throw new UnknownGraphException(
          "unknown graph '%s'; built-in graphs are %s, and the path of a file ends in %s"
              .formatted(nameOrPath, byLikeness(nameOrPath), EXTENSION));
    }
    Path file = Path.of(nameOrPath);
    String name = file.getFileName().toString().replaceFirst("\\.jaxpr$", "");
    Program program = ScalarTranslation.translate(nameOrPath, name, JaxprFile.read(file).main());
    return new CatalogEntry(name, nameOrPath, program, Optional.empty());
  }

  /** Names the graphs, those first that share most letters at the beginning. */
  private String byLikeness(String name) {
    return entries.stream()
        .map(CatalogEntry::name)
        .sorted((one, other) -> sharedLetters(other, name) - sharedLetters(one, name))
        .collect(Collectors.joining(", "));
  }

  private static int sharedLetters(String one, String other) {
    int mismatch =
        Arrays.mismatch(
            one.toLowerCase(java.util.Locale.ROOT).toCharArray(),
            other.toLowerCase(java.util.Locale.ROOT).toCharArray());
    return mismatch < 0 ? one.length() : mismatch;
  }

  private static CatalogEntry load(String name) {
    String source = name + EXTENSION;
    Program program =
        ScalarTranslation.translate(source, name, JaxprParser.parse(source, text(source)).main());
    Properties properties = new Properties();
    try (InputStream stream = open(name + ".properties")) {
      properties.load(stream);
    } catch (IOException broken) {
      throw new UncheckedIOException("the program's own files are damaged", broken);
    }
    return new CatalogEntry(
        name, properties.getProperty("source"), program, Optional.of(published(properties)));
  }

  private static PublishedResult published(Properties properties) {
    List<Integer> order = new ArrayList<>();
    Stream.of(properties.getProperty("order").split("[,\\s]+"))
        .map(Integer::valueOf)
        .forEach(order::add);
    return new PublishedResult(
        count(properties, "forward"),
        count(properties, "reverse"),
        count(properties, "minimum_markowitz"),
        count(properties, "best"),
        order,
        count(properties, "order_count"));
  }

  private static long count(Properties properties, String key) {
    return Long.parseLong(properties.getProperty(key));
  }

  private static String text(String resource) {
    try (InputStream stream = open(resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException("the program's own files are damaged", broken);
    }
  }

  private static InputStream open(String resource) throws IOException {
    InputStream stream = Catalog.class.getResourceAsStream("/crosscountry/catalog/" + resource);
    if (stream == null) {
      throw new IOException("the resource " + resource + " is missing");
    }
    return stream;
  }
}
