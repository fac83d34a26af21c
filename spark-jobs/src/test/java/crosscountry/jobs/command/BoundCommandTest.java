package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.tables.BoundRow;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.RunRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.exact.ExhaustiveOptimum;
import crosscountry.environment.linearization.CostModel;
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

/** Proofs of lower bounds as users type them, and what the other commands make of them. */
final class BoundCommandTest {

  /** Cuts promise 18 multiplications, which no order reaches, and the rules find none best. */
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

  private static final int CUT_BOUND = 18;
  private static final int OPTIMUM = 22;

  @TempDir private Path folder;

  @Test
  void anOptimumIsProvenAndRecorded() throws IOException {
    Invocation bound = bound("--graph", "HumanHeartDipole", "--budget", "20s", "--run-id", "mine");
    assertThat(bound.exitCode()).as(bound.err()).isZero();
    JsonNode proven = only(bound);
    assertThat(proven.get("graph").asText()).isEqualTo("HumanHeartDipole");
    assertThat(proven.get("cut_bound").asLong()).isEqualTo(148);
    assertThat(proven.get("lower_bound").asLong()).isEqualTo(148);
    assertThat(proven.get("multiplications").asLong()).isEqualTo(148);
    assertThat(proven.get("gap").asLong()).isZero();
    assertThat(proven.get("optimal").asBoolean()).isTrue();
    assertThat(proven.get("verified").asBoolean()).isTrue();
    assertThat(proven.get("rounds").isInt()).isTrue();
    assertThat(proven.get("seconds").asDouble()).isBetween(0.0, 20.0);

    assertThat(warehouse().orders().read())
        .singleElement()
        .satisfies(
            order -> {
              assertThat(order.method()).isEqualTo("annealing");
              assertThat(order.multiplications()).isEqualTo(148);
              assertThat(order.optimal()).isTrue();
              assertThat(order.verified()).isTrue();
            });
    OrderRow order = warehouse().orders().read().get(0);
    BoundRow row = warehouse().bounds().read().get(0);
    assertThat(row.runId()).isEqualTo("mine");
    assertThat(row.graph()).isEqualTo("HumanHeartDipole");
    assertThat(row.graphFingerprint()).isEqualTo(order.graphFingerprint());
    assertThat(row.costModel()).isEqualTo(order.costModel());
    assertThat(row.lowerBound()).isEqualTo(148);
    assertThat(row.method()).isEqualTo("integer-program");
    assertThat(row.software()).startsWith("crosscountry");
    List<RunRow> runs = warehouse().runs().read();
    assertThat(runs).extracting(RunRow::status).containsExactlyInAnyOrder("running", "done");
    assertThat(runs.get(0).configuration()).contains("HumanHeartDipole", "20s");

    bound("--graph", "g", "--run-id", "mine").assertRefusedWith("another --run-id");
    assertThat(warehouse().runs().read()).isEqualTo(runs);
  }

  @Test
  void aRaisedBoundIsReportedOnTheWay() throws IOException {
    Invocation bound = bound("--graph", aboveItsCuts(), "--budget", "1m");
    assertThat(bound.exitCode()).as(bound.err()).isZero();
    JsonNode proven = only(bound);
    assertThat(proven.get("cut_bound").asLong()).isEqualTo(CUT_BOUND);
    assertThat(proven.get("lower_bound").asLong()).isEqualTo(OPTIMUM);
    assertThat(proven.get("multiplications").asLong()).isEqualTo(OPTIMUM);
    assertThat(proven.get("rounds").asInt()).isPositive();
    assertThat(
            ExhaustiveOptimum.of(
                    CostModel.PRINCIPLE.linearize(
                        Catalog.builtIn().resolve(aboveItsCuts()).program()))
                .multiplications())
        .isEqualTo(OPTIMUM);
    assertThat(bound.err().lines())
        .last()
        .asString()
        .contains("small lower bound 22, best 22", "round", "left");
  }

  @Test
  void whatIsProvenCountsForEveryCommandFromThenOn() throws IOException {
    String graph = aboveItsCuts();
    JsonNode early = only(search("--graph", graph, "--method", "markowitz"));
    assertThat(early.get("multiplications").asLong()).isEqualTo(OPTIMUM + 1);
    assertThat(early.get("lower_bound").asLong()).isEqualTo(CUT_BOUND);
    JsonNode recorded = only(search("--graph", graph, "--method", "annealing", "--budget", "1s"));
    assertThat(recorded.get("multiplications").asLong()).isEqualTo(OPTIMUM);
    assertThat(recorded.get("optimal").asBoolean()).isFalse();
    assertThat(recorded.get("seconds").asDouble()).isGreaterThanOrEqualTo(1);

    assertThat(bound("--graph", graph).exitCode()).isZero();

    JsonNode late = only(search("--graph", graph, "--method", "annealing", "--budget", "30s"));
    assertThat(late.get("lower_bound").asLong()).isEqualTo(OPTIMUM);
    assertThat(late.get("optimal").asBoolean()).isTrue();
    // Reaching the bound ends the search.
    assertThat(late.get("seconds").asDouble()).isLessThan(30);
    JsonNode orders = rows(orders("json"));
    assertThat(orders).hasSize(4);
    for (JsonNode order : orders) {
      long gap = order.get("multiplications").asLong() - OPTIMUM;
      assertThat(order.get("lower_bound").asLong()).isEqualTo(OPTIMUM);
      assertThat(order.get("gap").asLong()).isEqualTo(gap);
      assertThat(order.get("optimal").asBoolean()).isEqualTo(gap == 0);
    }
    assertThat(orders("csv").out()).contains("lower_bound,gap,optimal").contains(",22,1,false,");
    assertThat(orders("table").out()).contains("lower_bound", "gap", "optimal");
    assertThat(
            Invocation.of(
                    "train",
                    "--graphs",
                    graph,
                    "--budget",
                    "1m",
                    "--warehouse",
                    folder.toString(),
                    "--dry-run")
                .out())
        .contains("bound 22");
    Invocation sql =
        Invocation.of(
            "orders",
            "--warehouse",
            folder.toString(),
            "--format",
            "csv",
            "--sql",
            "SELECT graph, lower_bound, cut_bound, method FROM bounds");
    assertThat(sql.out()).contains("small,22,18,integer-program");
  }

  @Test
  void aBoundThatComesWithAGraphNeedsNoWarehouse() throws IOException {
    JsonNode found = only(search("--graph", "RoeFlux_1d", "--method", "reverse"));
    assertThat(found.get("lower_bound").asLong()).isEqualTo(295);
    assertThat(found.get("gap").asLong()).isEqualTo(364 - 295);
  }

  @Test
  void aGraphWithNothingToEliminateIsProvenAtOnce() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("flat.jaxpr"), "{ lambda ; a:f32[]. let b:f32[] = sin a in (b,) }");
    Invocation bound = bound("--graph", file.toString());
    assertThat(bound.exitCode()).as(bound.err()).isZero();
    assertThat(only(bound).get("lower_bound").asLong()).isZero();
    assertThat(only(bound).get("optimal").asBoolean()).isTrue();
    assertThat(only(bound).get("order")).isEmpty();
  }

  @Test
  void peopleAreShownLess() throws IOException {
    Invocation table = boundPrinted("table", "--graph", aboveItsCuts());
    assertThat(table.out().lines().findFirst().orElseThrow().strip().split("\\s+"))
        .containsExactly(
            "graph",
            "cost_model",
            "cut_bound",
            "lower_bound",
            "proven_by_run",
            "multiplications",
            "gap",
            "optimal",
            "rounds",
            "seconds");
    Invocation csv = boundPrinted("csv", "--graph", aboveItsCuts());
    assertThat(csv.out().lines().findFirst())
        .contains(
            "graph,cost_model,cut_bound,lower_bound,proven_by_run,multiplications,gap,optimal,rounds,seconds,"
                + "method,verified,seed,run_id,order");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "10", "", "soon", "-3m"})
  void aBudgetThatIsNoTimeIsRefused(String budget) {
    bound("--graph", "g", "--budget", budget).assertRefusedWith("--budget");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void badInputIsOneSentenceAndWritesNothing() {
    bound("--graph", "RoeFlux_2d").assertRefusedWith("RoeFlux_1d");
    bound("--graph", folder + "/none.jaxpr").assertRefusedWith("none.jaxpr");
    bound("--graph", "g", "--run-id", "a.b").assertRefusedWith("--run-id");
    bound("--graph", "g", "--seed", "x").assertRefusedWith("--seed");
    bound().assertRefusedWith("--graph");
    assertThat(folder).isEmptyDirectory();
  }

  private String aboveItsCuts() throws IOException {
    return Files.writeString(folder.resolve("small.jaxpr"), ABOVE_ITS_CUTS).toString();
  }

  private Invocation bound(String... options) {
    return boundPrinted("json", options);
  }

  private Invocation boundPrinted(String format, String... options) {
    return invocation("bound", format, options);
  }

  private Invocation search(String... options) {
    return invocation("search", "json", options);
  }

  private Invocation orders(String format) {
    return invocation("orders", format);
  }

  private Invocation invocation(String command, String format, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of(command, "--warehouse", folder.toString(), "--format", format));
    arguments.addAll(Arrays.asList(options));
    return Invocation.of(arguments.toArray(String[]::new));
  }

  private Warehouse warehouse() {
    return Warehouse.open(folder.toString());
  }

  private static JsonNode rows(Invocation invocation) throws IOException {
    return new ObjectMapper().readTree(invocation.out());
  }

  private static JsonNode only(Invocation invocation) throws IOException {
    assertThat(rows(invocation)).hasSize(1);
    return rows(invocation).get(0);
  }
}
