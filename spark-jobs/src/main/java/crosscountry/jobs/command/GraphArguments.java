package crosscountry.jobs.command;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.catalog.CatalogEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Turns what the user calls a graph into the function it means. */
final class GraphArguments {

  private static final String ALL = "all";

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

  static List<CatalogEntry> resolveAll(List<String> arguments) {
    if (arguments.isEmpty()) {
      throw new BadInputException(
          "no graph is given; name some with --graphs, or 'all' for every built-in one");
    }
    List<CatalogEntry> entries = new ArrayList<>();
    for (String argument : new LinkedHashSet<>(arguments)) {
      if (argument.equals(ALL)) {
        entries.addAll(Catalog.builtIn().entries());
      } else {
        entries.add(resolve(argument));
      }
    }
    return entries.stream().distinct().toList();
  }
}
