package crosscountry.jobs.query;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.jaxpr.EquationOrigin;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.environment.graph.Equation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.text.WordUtils;

/**
 * Orders as Python that hands them to Graphax's {@code jacve}.
 *
 * <p>The user's function and its arguments are {@code f} and {@code xs} there. An order means
 * nothing for another trace, so where the traced program is at hand, its primitives are compared.
 */
public final class GraphaxSnippet {

  private static final int LINE = 96;

  private final Map<String, CatalogEntry> entries = new HashMap<>();

  /** Creates a writer that knows the graphs that come with the program. */
  public GraphaxSnippet() {
    for (CatalogEntry entry : Catalog.builtIn().entries()) {
      entries.put(entry.program().fingerprint(), entry);
    }
  }

  /** Returns the lines of a snippet that stands by itself. */
  public List<String> of(ListedOrder order) {
    OrderRow row = order.row();
    List<String> lines = new ArrayList<>(heading(order));
    CatalogEntry entry = entries.get(row.graphFingerprint());
    if (entry == null) {
      lines.add(
          "# The program is not at hand here, so nothing checks below that f is traced as it");
      lines.add("# was: `crosscountry graphs --equations FILE.jaxpr` lists what the order counts.");
      lines.add("import graphax");
      lines.add("");
    } else {
      lines.addAll(check(entry));
    }
    String inputs =
        entry == null
            ? "tuple(range(len(xs)))"
            : tuple(IntStream.range(0, entry.program().inputs()).boxed().toList());
    lines.add(
        "jacobian = graphax.jacve(f, order=%s, argnums=%s)"
            .formatted(Arrays.toString(row.order().toArray()), inputs));
    return lines;
  }

  private static List<String> heading(ListedOrder order) {
    OrderRow row = order.row();
    return List.of(
        comment(
            "%s: %d multiplications by cost model %s, %s, run %s, %s"
                .formatted(
                    row.graph(),
                    row.multiplications(),
                    row.costModel(),
                    row.method(),
                    row.runId(),
                    row.verified() ? "verified" : "NOT verified")),
        comment(
            "at least %d by any order%s; fingerprint %s"
                .formatted(
                    order.lowerBound(),
                    order.isOptimal() ? ", so this one is optimal" : "",
                    row.graphFingerprint())));
  }

  // What a table holds must not end the comment that it is put in.
  private static String comment(String text) {
    return "# " + text.replaceAll("\\p{Cntrl}", "?");
  }

  private static List<String> check(CatalogEntry entry) {
    List<String> primitives =
        entry.program().equations().stream().map(Equation::primitive).toList();
    List<String> lines = new ArrayList<>();
    lines.add("# " + primitives.size() + " equations:");
    wrapped(counts(primitives)).forEach(line -> lines.add("#   " + line));
    if (entry.origins().stream().anyMatch(GraphaxSnippet::isWithinCall)) {
      lines.add(
          "# The trace has calls, and the order counts the equations that remain when they are");
      lines.add("# put in line; f must do without them (no jax.jit and the like within it).");
    }
    lines.add("import graphax");
    lines.add("import jax");
    lines.add("");
    lines.add("primitives = (");
    wrapped(String.join(" ", primitives)).forEach(line -> lines.add("    \"" + line + " \""));
    lines.add(").split()");
    lines.add("traced = [str(e.primitive) for e in jax.make_jaxpr(f)(*xs).jaxpr.eqns]");
    lines.add("assert traced == primitives, \"f is not traced as when the order was found\"");
    return lines;
  }

  private static boolean isWithinCall(EquationOrigin origin) {
    return origin.path().size() > 1;
  }

  private static String counts(List<String> primitives) {
    return primitives.stream()
        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }

  private static List<String> wrapped(String words) {
    return WordUtils.wrap(words, LINE).lines().toList();
  }

  private static String tuple(List<Integer> numbers) {
    String inner = numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return numbers.size() == 1 ? "(" + inner + ",)" : "(" + inner + ")";
  }
}
