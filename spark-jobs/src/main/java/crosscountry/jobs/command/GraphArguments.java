package crosscountry.jobs.command;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.jobs.retrain.GraphRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Turns what the user calls a graph into the function it means. */
final class GraphArguments {

  private static final String ALL = "all";
  private static final String EXTRA = "extra";
  private static final String REGISTERED = "registered";

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
    return resolveAll(arguments, Optional::empty);
  }

  /**
   * Returns the functions of a run, of which some may be registered in its warehouse: all of them
   * as {@code registered}, or one by its name, as {@code registered:NAME}.
   *
   * @param arguments names, paths, words for many graphs, or numbers of {@link RandomGraphs}
   * @param registry gives what is registered, if there is a warehouse; asked only if need be
   * @throws BadInputException as {@link #resolveAll(List)} does, or if a name is not registered
   */
  static List<CatalogEntry> resolveAll(
      List<String> arguments, Supplier<Optional<GraphRegistry>> registry) {
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
      } else if (argument.equals(REGISTERED) || argument.startsWith(REGISTERED + ":")) {
        entries.addAll(registered(argument, registry.get()));
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

  /** Returns what stands for a registered function in a list of graphs. */
  static String registered(String name) {
    return REGISTERED + ":" + name;
  }

  private static List<CatalogEntry> registered(String argument, Optional<GraphRegistry> registry) {
    if (registry.isEmpty()) {
      throw new BadInputException(
          "'%s' means graphs of a warehouse, which only train and retrain know"
              .formatted(argument));
    }
    if (argument.equals(REGISTERED)) {
      return registry.get().entries();
    }
    String name = argument.substring(REGISTERED.length() + 1);
    return List.of(
        registry
            .get()
            .find(name)
            .orElseThrow(
                () ->
                    new BadInputException(
                        "no graph %s is registered; retrain --register FOLDER registers all .jaxpr files of a folder"
                            .formatted(name))));
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
