package crosscountry.jobs.query;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.tables.Baselines;
import crosscountry.datasets.tables.Ints;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.fixture.OutsideTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snippets are Python that hands the order to Graphax. */
class GraphaxSnippetTest {

  /** Stands in for JAX and Graphax: the trace is the function itself, and so is the Jacobian. */
  private static final String STAND_IN =
      """
      import ast, json, sys, types
      text, traced = json.load(sys.stdin)
      ast.parse(text)
      jax, graphax = types.ModuleType("jax"), types.ModuleType("graphax")
      equations = [types.SimpleNamespace(primitive=name) for name in traced]
      jaxpr = types.SimpleNamespace(jaxpr=types.SimpleNamespace(eqns=equations))
      jax.make_jaxpr = lambda f: lambda *xs: jaxpr
      graphax.jacve = lambda f, order, argnums=(0,): [order, list(argnums)]
      sys.modules.update(jax=jax, graphax=graphax)
      scope = dict(f=None, xs=(1.0, 2.0))
      try:
          exec(text, scope)
          print(json.dumps(scope["jacobian"]))
      except AssertionError as difference:
          print(difference)
      """;

  @TempDir private Path folder;

  @Test
  void aBuiltInGraphIsCheckedByItsPrimitives() throws IOException, InterruptedException {
    CatalogEntry entry = Catalog.builtIn().resolve("RoeFlux_1d");
    int[] order = eliminable(entry);
    String snippet = snippet("RoeFlux_1d", entry.program().fingerprint(), "night", order);
    List<String> primitives =
        entry.program().equations().stream().map(Equation::primitive).toList();

    assertThat(snippet)
        .startsWith("# RoeFlux_1d: 400 multiplications by cost model principle, annealing, run")
        .contains("verified", "fingerprint " + entry.program().fingerprint())
        .contains("# " + primitives.size() + " equations:")
        .doesNotContain("put in line");
    assertThat(python(snippet, primitives))
        .isEqualTo("[" + Arrays.toString(order) + ", [0, 1, 2, 3, 4, 5]]");
    assertThat(python(snippet, primitives.subList(1, primitives.size())))
        .isEqualTo("f is not traced as when the order was found");
  }

  @Test
  void aTraceWithCallsIsToldOf() {
    CatalogEntry entry = Catalog.builtIn().resolve("Gated_Mixture");
    assertThat(snippet("Gated_Mixture", entry.program().fingerprint(), "night", 1))
        .contains("put in line");
  }

  @Test
  void anUnknownProgramIsNotChecked() throws IOException, InterruptedException {
    String snippet = snippet("mine\nimport os", "ab".repeat(32), "x\r\fy", 3, 1, 2);
    assertThat(snippet).contains("not at hand", "run x??y").doesNotContain("assert");
    assertThat(python(snippet, List.of())).isEqualTo("[[3, 1, 2], [0, 1]]");
  }

  private static int[] eliminable(CatalogEntry entry) {
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(entry.program());
    return Arrays.stream(graph.eliminable()).map(graph::equationOf).toArray();
  }

  private static String snippet(String graph, String fingerprint, String run, int... order) {
    OrderRow row =
        new OrderRow(
            graph,
            fingerprint,
            "principle",
            Ints.of(order),
            400,
            new Baselines(620, 364, 407, 223),
            false,
            "annealing",
            run,
            null,
            null,
            1,
            Instant.EPOCH,
            true,
            "software");
    return String.join("\n", new GraphaxSnippet().of(new ListedOrder(row, 295)));
  }

  private String python(String snippet, List<String> traced)
      throws IOException, InterruptedException {
    Path python = OutsideTool.program("CROSSCOUNTRY_PYTHON", "python3");
    Path input = folder.resolve("input");
    Path output = folder.resolve("output");
    Files.writeString(
        input,
        "[%s, %s]"
            .formatted(
                quoted(snippet),
                traced.stream()
                    .map(GraphaxSnippetTest::quoted)
                    .collect(Collectors.joining(", ", "[", "]"))));
    Process process =
        new ProcessBuilder(python.toString(), "-c", STAND_IN)
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectErrorStream(true)
            .start();
    assertThat(process.waitFor()).as(Files.readString(output)).isZero();
    return Files.readString(output, StandardCharsets.UTF_8).strip();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
