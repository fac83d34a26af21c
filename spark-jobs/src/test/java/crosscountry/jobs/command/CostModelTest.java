package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crosscountry.datasets.tables.BoundRow;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.RunRow;
import crosscountry.datasets.tables.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of counting, chosen as users do, and what becomes of counts by different ones. */
final class CostModelTest {

  /** c = a b; d = sin c; e = c + d; returns e and d: equation 2 is an output that is read. */
  private static final String SMALL =
      """
      { lambda ; a:f32[] b:f32[]. let
          c:f32[] = mul a b
          d:f32[] = sin c
          e:f32[] = add c d
        in (e, d) }
      """;

  /** Cuts promise 18 multiplications, which no order reaches. */
  private static final String ABOVE_ITS_CUTS =
      """
      { lambda ; a:f32[] b:f32[] c:f32[]. let
          d:f32[] = mul a a
          e:f32[] = mul b d
          f:f32[] = mul c b
          g:f32[] = mul f e
          h:f32[] = mul g d
          i:f32[] = mul e e
          j:f32[] = mul i h
          k:f32[] = mul h e
        in (k, j, i) }
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "graphs",
        "search --graph g --method reverse",
        "bound --graph g",
        "evaluate --graph g --order 1",
        "train --graphs g",
        "orders"
      })
  void anUnknownCostModelIsRefusedWithTheKnownOnes(String command) {
    List<String> arguments = new ArrayList<>(Arrays.asList(command.split(" ")));
    arguments.addAll(List.of("--cost-model", "newton"));
    Invocation.of(arguments.toArray(String[]::new))
        .assertRefusedWith(
            "unknown cost model 'newton'; the cost models are principle, alphagrad, graphax");
    assertThat(Invocation.of(arguments.get(0), "--help").out().replaceAll("\\s+", " "))
        .contains("principle, alphagrad, graphax");
  }

  @Test
  void anUnknownCostModelInTheSettingsIsRefusedToo() {
    Invocation.of("train", "--graphs", "g", "--set", "run.cost-model=newton")
        .assertRefusedWith("must be one of principle, alphagrad, graphax");
  }

  @Test
  void scalarGraphsCountAlikeByThePrincipleAndAsPublished() {
    for (String[] chosen : new String[][] {{}, {"--cost-model", "alphagrad"}}) {
      List<String> arguments = new ArrayList<>(List.of("graphs", "--format", "csv"));
      arguments.addAll(Arrays.asList(chosen));
      assertThat(Invocation.of(arguments.toArray(String[]::new)).out().lines())
          .contains(
              "HumanHeartDipole,8,78,8,240,172,194,148,148",
              "PropaneCombustion,11,51,11,151,90,111,88,88",
              "RoeFlux_1d,6,98,3,620,364,407,295,320",
              "RobotArm_6DOF,6,108,6,397,301,288,221,231",
              "g,15,85,20,632,566,451,398,416");
    }
  }

  @Test
  void graphsGivesThePublishedCountsOfTensorsAsAlphaGradCountsThem() {
    Invocation graphs = Invocation.of("graphs", "--format", "csv", "--cost-model", "alphagrad");
    assertThat(graphs.out().lines().map(line -> line.replaceAll(",[0-9]*,([0-9]*)$", ",$1")))
        .contains(
            "RoeFlux_3d,6,143,3,1556,979,956,784",
            "BlackScholes_Jacobian,5,129,5,545,572,350,307",
            "f,4,75,5,17728,9333,12257,5884",
            "Encoder,16,90,1,135010,4688,51896,4656",
            "Perceptron,8,38,1,10930,392,4796,389");
  }

  @Test
  void graphsHasTheSameColumnsByEveryModelAndNoFiguresOfAnother() {
    Invocation graphs = Invocation.of("graphs", "--format", "csv", "--cost-model", "graphax");
    assertThat(graphs.exitCode()).isZero();
    List<String> lines = graphs.out().lines().toList();
    assertThat(lines.get(0))
        .isEqualTo(
            "name,inputs,eliminable,outputs,forward,reverse,markowitz,lower_bound,published");
    String[] roeFlux =
        lines.stream()
            .filter(line -> line.startsWith("RoeFlux_1d,"))
            .findFirst()
            .orElseThrow()
            .split(",", -1);
    assertThat(Long.parseLong(roeFlux[4])).isLessThan(620);
    assertThat(Long.parseLong(roeFlux[5])).isLessThan(364);
    assertThat(roeFlux[7]).isNotEqualTo("295");
    assertThat(roeFlux[8]).isEmpty();
  }

  @Test
  void evaluateCountsByTheChosenModel() throws IOException {
    String graph = Files.writeString(folder.resolve("small.jaxpr"), SMALL).toString();
    // What adds or copies is free: of equation 2 both products, of equation 1 none.
    assertEvaluated("graphax", "[0,4]", graph);
    assertEvaluated("alphagrad", "[2,4]", graph);
    assertEvaluated("principle", "[2,4]", graph);
    assertThat(Invocation.of("evaluate", "--graph", graph, "--order", "2,1").out())
        .contains("cost_model", "principle");
  }

  private static void assertEvaluated(String model, String steps, String graph) throws IOException {
    JsonNode row =
        only(
            Invocation.of(
                "evaluate",
                "--graph",
                graph,
                "--order",
                "2,1",
                "--cost-model",
                model,
                "--format",
                "json"));
    assertThat(row.get("cost_model").asText()).isEqualTo(model);
    assertThat(row.get("steps").toString()).isEqualTo(steps);
  }

  @Test
  void ordersThatAreCountedOtherwiseDoNotCompete() throws IOException {
    for (String model : List.of("principle", "alphagrad", "graphax")) {
      JsonNode found = only(search("RoeFlux_1d", "reverse", model));
      assertThat(found.get("cost_model").asText()).isEqualTo(model);
      assertThat(found.get("published").isNull()).isEqualTo(model.equals("graphax"));
    }
    assertThat(warehouse().orders().read())
        .extracting(OrderRow::costModel)
        .containsExactlyInAnyOrder("principle", "alphagrad", "graphax");
    assertThat(warehouse().runs().read())
        .extracting(RunRow::configuration)
        .filteredOn(text -> text.contains("\"cost-model\" : \"graphax\""))
        .hasSize(2);
    JsonNode best = rows(inWarehouse("orders", "--best", "--format", "json"));
    assertThat(best.findValuesAsText("cost_model"))
        .containsExactly("alphagrad", "graphax", "principle");
    JsonNode published = only(orders("alphagrad", "json"));
    assertThat(published.get("cost_model").asText()).isEqualTo("alphagrad");
    assertThat(published.get("multiplications").asLong()).isEqualTo(364);
    assertThat(published.get("lower_bound").asLong()).isEqualTo(295);
    assertThat(only(orders("graphax", "json")).get("multiplications").asLong()).isLessThan(364);
    assertThat(orders("graphax", "table").out()).contains("graphax").doesNotContain("alphagrad");
    assertThat(orders("alphagrad", "graphax").out())
        .startsWith("# RoeFlux_1d: 364 multiplications by cost model alphagrad, reverse");
  }

  @Test
  void aBoundIsProvenForOneModelOnly() throws IOException {
    String graph = Files.writeString(folder.resolve("small.jaxpr"), ABOVE_ITS_CUTS).toString();
    JsonNode proven =
        only(
            inWarehouse(
                "bound", "--graph", graph, "--cost-model", "alphagrad", "--format", "json"));
    assertThat(proven.get("cost_model").asText()).isEqualTo("alphagrad");
    assertThat(proven.get("lower_bound").asLong()).isEqualTo(22);
    assertThat(warehouse().bounds().read())
        .extracting(BoundRow::costModel)
        .containsExactly("alphagrad");

    JsonNode alike = only(search(graph, "lmmd", "alphagrad"));
    assertThat(alike.get("lower_bound").asLong()).isEqualTo(22);
    JsonNode other = only(search(graph, "lmmd", "principle"));
    assertThat(other.get("lower_bound").asLong()).isEqualTo(18);
  }

  @Test
  void whereIntegerProgramsDoNotApplyTheBoundIsThatOfCuts() throws IOException {
    String graph =
        Files.writeString(
                folder.resolve("sum.jaxpr"),
                "{ lambda ; a:f32[] b:f32[]. let c:f32[] = add a b in (c,) }")
            .toString();
    Invocation bound =
        inWarehouse("bound", "--graph", graph, "--cost-model", "graphax", "--format", "json");
    assertThat(bound.exitCode()).as(bound.err()).isZero();
    assertThat(bound.err().lines())
        .last()
        .asString()
        .isEqualTo(
            "not raised: the integer program knows scalar graphs only, so the bound of sum is that"
                + " of its cuts");
    JsonNode row = only(bound);
    assertThat(row.get("cost_model").asText()).isEqualTo("graphax");
    assertThat(row.get("rounds").asInt()).isZero();
    assertThat(row.get("lower_bound")).isEqualTo(row.get("cut_bound"));
    assertThat(warehouse().bounds().exists()).isFalse();
    assertThat(warehouse().orders().read())
        .extracting(OrderRow::costModel)
        .containsExactly("graphax");
  }

  @Test
  void aBeamNeedsRulesThatForgetTheOrder() throws IOException {
    String graph =
        Files.writeString(
                folder.resolve("converted.jaxpr"),
                """
                { lambda ; a:f32[]. let
                    b:f32[] = convert_element_type[new_dtype=float32 weak_type=False] a
                    c:f32[] = sin b
                  in (c,) }
                """)
            .toString();
    search(graph, "beam", "alphagrad")
        .assertRefusedWith("beam cannot search converted by cost model alphagrad");
    assertThat(warehouse().runs().exists()).isFalse();
    assertThat(only(search(graph, "beam", "principle")).get("cost_model").asText())
        .isEqualTo("principle");
    assertThat(only(search("PropaneCombustion", "beam", "alphagrad")).get("multiplications"))
        .hasToString("88");
  }

  private Invocation search(String graph, String method, String model) {
    return inWarehouse(
        "search", "--graph", graph, "--method", method, "--cost-model", model, "--format", "json");
  }

  private Invocation orders(String model, String format) {
    return inWarehouse("orders", "--cost-model", model, "--format", format);
  }

  private Invocation inWarehouse(String... arguments) {
    List<String> located = new ArrayList<>(Arrays.asList(arguments));
    located.addAll(List.of("--warehouse", folder.toString()));
    return Invocation.of(located.toArray(String[]::new));
  }

  private Warehouse warehouse() {
    return Warehouse.open(folder.toString());
  }

  private static JsonNode rows(Invocation invocation) throws IOException {
    assertThat(invocation.exitCode()).as(invocation.err()).isZero();
    return new ObjectMapper().readTree(invocation.out());
  }

  private static JsonNode only(Invocation invocation) throws IOException {
    JsonNode rows = rows(invocation);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }
}
