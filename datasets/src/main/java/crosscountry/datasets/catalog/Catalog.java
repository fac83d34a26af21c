package crosscountry.datasets.catalog;

import crosscountry.datasets.jaxpr.InlinedJaxpr;
import crosscountry.datasets.jaxpr.Inlining;
import crosscountry.datasets.jaxpr.JaxprFile;
import crosscountry.datasets.jaxpr.JaxprListing;
import crosscountry.datasets.jaxpr.JaxprParser;
import crosscountry.datasets.jaxpr.ProgramTranslation;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** The built-in graphs, and the way from what a user writes to a graph. */
public final class Catalog {

  private static final String EXTENSION = ".jaxpr";

  private final List<CatalogEntry> entries;

  private Catalog(List<CatalogEntry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Returns the built-in graphs, which are loaded when first asked for. */
  public static Catalog builtIn() {
    return BuiltIn.CATALOG;
  }

  /** Defers the loading to the first use. */
  private static final class BuiltIn {
    private static final Catalog CATALOG = new Catalog(BuiltInGraphs.load());
  }

  /** Returns all entries in the order in which they are to be shown. */
  public List<CatalogEntry> entries() {
    return entries;
  }

  /**
   * Finds the function that a user means.
   *
   * @param nameOrPath a built-in name, or the path of a file: anything that ends in {@code .jaxpr}
   *     or holds a separator of paths
   * @throws UnknownGraphException if it is neither, or the file gives its graph no name
   * @throws crosscountry.datasets.jaxpr.JaxprException if it is a file that can't be used
   */
  public CatalogEntry resolve(String nameOrPath) {
    Optional<CatalogEntry> builtIn =
        entries.stream().filter(entry -> entry.name().equals(nameOrPath)).findFirst();
    return builtIn.orElseGet(() -> read(path(nameOrPath)));
  }

  private Path path(String nameOrPath) {
    boolean path = nameOrPath.endsWith(EXTENSION) || nameOrPath.contains("/");
    if (!path && !nameOrPath.contains(File.separator)) {
      throw unknown(nameOrPath);
    }
    try {
      return Path.of(nameOrPath);
    } catch (InvalidPathException impossible) {
      throw unknown(nameOrPath);
    }
  }

  private static CatalogEntry read(Path file) {
    return entry(file.toString(), JaxprFile.read(file), nameOf(file));
  }

  /**
   * Returns the function of a text.
   *
   * @param name what to call it
   * @param source where the text comes from, for errors
   * @param text a jaxpr as JAX prints it
   * @throws crosscountry.datasets.jaxpr.JaxprException if the text can't be used
   */
  public static CatalogEntry parse(String name, String source, String text) {
    return entry(source, JaxprParser.parse(source, text), name);
  }

  private static CatalogEntry entry(String source, JaxprListing listing, String name) {
    InlinedJaxpr inlined = Inlining.inline(source, listing);
    return new CatalogEntry(
        name,
        source,
        ProgramTranslation.translate(source, name, inlined.jaxpr()),
        inlined.origins(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Returns what the function of a file is called.
   *
   * @throws UnknownGraphException if that would be nothing
   */
  public static String nameOf(Path file) {
    String fileName = file.getFileName().toString();
    String name =
        fileName.endsWith(EXTENSION)
            ? fileName.substring(0, fileName.length() - EXTENSION.length())
            : fileName;
    if (name.isBlank()) {
      throw new UnknownGraphException(file);
    }
    return name;
  }

  private UnknownGraphException unknown(String name) {
    // Weighs common beginnings, because a part of a long name is what users remember.
    JaroWinklerSimilarity similarity = new JaroWinklerSimilarity();
    String written = name.toLowerCase(Locale.ROOT);
    String nearestFirst =
        entries.stream()
            .map(CatalogEntry::name)
            .sorted(
                Comparator.comparingDouble(
                    known -> -similarity.apply(known.toLowerCase(Locale.ROOT), written)))
            .collect(Collectors.joining(", "));
    return new UnknownGraphException(name, nearestFirst);
  }
}
