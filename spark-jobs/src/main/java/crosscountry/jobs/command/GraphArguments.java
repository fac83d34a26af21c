package crosscountry.jobs.command;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.catalog.CatalogEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Turns what the user calls a graph into the function it means. */
final class GraphArguments {

  private static final String ALL = "all";
  private static final String EXTRA = "extra";

  private GraphArguments() {}

  /** Returns the function; if its name is that of another, built-in one, stderr says so. */
  static CatalogEntry resolve(String argument) {
    CatalogEntry entry = Catalog.builtIn().resolve(argument);
    if (Catalog.builtIn().entries().stream().anyMatch(builtIn -> isTakenFor(builtIn, entry))) {
      System.err.printf(
          "note: the graph of %s is called %s, like a built-in one; rename the file to tell their"
              + " orders apart%n",
          entry.source(), entry.name());
    }
    return entry;
  }

  private static boolean isTakenFor(CatalogEntry builtIn, CatalogEntry entry) {
    return builtIn.name().equals(entry.name())
        && !builtIn.program().fingerprint().equals(entry.program().fingerprint());
  }

  /**
   * Returns the functions of a run.
   *
   * @param arguments names, paths, words for many graphs, or numbers of {@link RandomGraphs}
   * @throws BadInputException if there are none, a number of random ones makes no sense, or two
   *     functions have one fingerprint, by which the tables know them
   */
  static List<CatalogEntry> resolveAll(List<String> arguments) {
    if (arguments.isEmpty()) {
      throw new BadInputException(
          "no graph is given; name some with --graphs, or 'all' for every published one");
    }
    List<CatalogEntry> entries = new ArrayList<>();
    for (String argument : new LinkedHashSet<>(arguments)) {
      if (argument.equals(ALL)) {
        entries.addAll(builtIn(entry -> entry.published().isPresent()));
      } else if (argument.equals(EXTRA)) {
        entries.addAll(builtIn(entry -> entry.tag().filter(EXTRA::equals).isPresent()));
      } else {
        RandomGraphs.parse(argument)
            .ifPresentOrElse(
                random -> entries.addAll(random.entries()), () -> entries.add(resolve(argument)));
      }
    }
    List<CatalogEntry> distinct = entries.stream().distinct().toList();
    requireDistinctFingerprints(distinct);
    return distinct;
  }

  private static List<CatalogEntry> builtIn(Predicate<CatalogEntry> wanted) {
    return Catalog.builtIn().entries().stream().filter(wanted).toList();
  }

  private static void requireDistinctFingerprints(List<CatalogEntry> entries) {
    Map<String, CatalogEntry> byFingerprint = new HashMap<>();
    for (CatalogEntry entry : entries) {
      CatalogEntry twin = byFingerprint.put(entry.program().fingerprint(), entry);
      if (twin != null) {
        throw new BadInputException(
            "%s and %s are the same program but for constants and parameters, so an order of one is an order of the other; name only one of them"
                .formatted(label(twin), label(entry)));
      }
    }
  }

  private static String label(CatalogEntry entry) {
    return Catalog.builtIn().entries().contains(entry) ? entry.name() : entry.source();
  }
}
