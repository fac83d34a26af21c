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

  static CatalogEntry resolve(String argument) {
    return Catalog.builtIn().resolve(argument);
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
