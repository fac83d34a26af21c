package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.RunRow;
import crosscountry.datasets.tables.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches without training, as users type them: real tables and, where it is needed, Spark. */
final class SearchCommandTest {

  private static final String EVERY_METHOD =
      "forward, reverse, markowitz, relative-markowitz, minimum-fill, lmmd, least-excess,"
          + " least-bound, policy, annealing, beam";

  private static final String ABOVE_ITS_CUT_BOUND =
      """
      { lambda ; a:f32[] b:f32[]. let
          c:f32[] = mul b a
          d:f32[] = mul c c
          e:f32[] = mul c d
          f:f32[] = mul e d
          g:f32[] = mul f d
          h:f32[] = mul f g
        in (h, g) }
      """;

  @TempDir private Path folder;

  @Test
  void annealingProvesAnOptimalOrderThatCanBeQueried() throws IOException {
    Invocation search =
        search("--graph", "HumanHeartDipole", "--method", "annealing", "--budget", "20s");
    assertThat(search.exitCode()).as(search.err()).isZero();
    JsonNode found = only(search);
    assertThat(found.get("multiplications").asLong()).isEqualTo(148);
    assertThat(found.get("lower_bound").asLong()).isEqualTo(148);
    assertThat(found.get("gap").asLong()).isZero();
    assertThat(found.get("optimal").asBoolean()).isTrue();
    assertThat(found.get("verified").asBoolean()).isTrue();
    assertThat(found.get("windows").isNumber()).isTrue();
    // Reaching the bound ends the search, on every task.
    assertThat(found.get("seconds").asDouble()).isLessThan(20);

    JsonNode best =
        only(
            Invocation.of(
                "orders",
                "--graph",
                "HumanHeartDipole",
                "--best",
                "--format",
                "json",
                "--warehouse",
                folder.toString()));
    for (String column :
        List.of("graph", "method", "multiplications", "gap", "verified", "run_id", "order")) {
      assertThat(best.get(column)).as(column).isEqualTo(found.get(column));
    }
    List<RunRow> runs = warehouse().runs().read();
    assertThat(runs).extracting(RunRow::status).containsExactly("running", "done");
    RunRow end = runs.get(1);
    assertThat(end.exitCode()).isZero();
    assertThat(end.seed()).isEqualTo(1);
    assertThat(end.graphs()).containsExactly("HumanHeartDipole");
    assertThat(end.fingerprints())
        .containsExactly(warehouse().orders().read().get(0).graphFingerprint());
    assertThat(end.configuration()).contains("annealing", "20s");
    assertThat(end.software()).startsWith("crosscountry");
  }

  @Test
  void annealingEndsWithItsBudget() throws IOException {
    Invocation search =
        search("--graph", "g", "--method", "annealing", "--budget", "1s", "--seed", "7");
    assertThat(search.exitCode()).as(search.err()).isZero();
    JsonNode found = only(search);
    assertThat(found.get("multiplications").asLong()).isLessThan(found.get("markowitz").asLong());
    assertThat(found.get("optimal").asBoolean()).isFalse();
    assertThat(found.get("verified").asBoolean()).isTrue();
    assertThat(found.get("seed").asLong()).isEqualTo(7);
    assertThat(found.get("windows").asLong()).isPositive();
    assertThat(found.get("seconds").asDouble()).isGreaterThanOrEqualTo(1);
  }

  @Test
  void aBeamEndsWithItsBudget() throws IOException {
    Invocation search = search("--graph", "g", "--method", "beam", "--budget", "2s", "--seed", "7");
    assertThat(search.exitCode()).as(search.err()).isZero();
    JsonNode found = only(search);
    assertThat(found.get("multiplications").asLong()).isLessThan(found.get("published").asLong());
    assertThat(found.get("optimal").asBoolean()).isFalse();
    assertThat(found.get("verified").asBoolean()).isTrue();
    assertThat(found.get("windows").isNull()).isTrue();
    assertThat(found.get("seconds").asDouble()).isGreaterThanOrEqualTo(2);
    assertThat(warehouse().orders().read().get(0).method()).isEqualTo("beam");
  }

  @Test
  void aBeamThatHeldAllOrdersProvesTheBest() throws IOException {
    Path file = Files.writeString(folder.resolve("small.jaxpr"), ABOVE_ITS_CUT_BOUND);
    JsonNode cut = only(search("--graph", file.toString(), "--method", "lmmd"));
    assertThat(cut.get("gap").asLong()).isPositive();
    assertThat(cut.get("optimal").asBoolean()).isFalse();
    JsonNode found = only(search("--graph", file.toString(), "--method", "beam", "--budget", "1h"));
    assertThat(found.get("multiplications").asLong())
        .isGreaterThan(cut.get("lower_bound").asLong());
    assertThat(found.get("lower_bound")).isEqualTo(found.get("multiplications"));
    assertThat(found.get("gap").asLong()).isZero();
    assertThat(found.get("optimal").asBoolean()).isTrue();
    assertThat(found.get("verified").asBoolean()).isTrue();
    assertThat(warehouse().bounds().read().get(0).method()).isEqualTo("beam");
    JsonNode later = only(search("--graph", file.toString(), "--method", "lmmd"));
    assertThat(later.get("lower_bound")).isEqualTo(found.get("multiplications"));
  }

  @ParameterizedTest
  @CsvSource({
    "forward,620",
    "reverse,364",
    "markowitz,407",
    "relative-markowitz,",
    "minimum-fill,",
    "lmmd,",
    "least-excess,",
    "least-bound,"
  })
  void aHeuristicOrderIsProvenAndRecordedUnderItsName(String method, Long multiplications)
      throws IOException {
    Invocation search = search("--graph", "RoeFlux_1d", "--method", method);
    assertThat(search.exitCode()).isZero();
    JsonNode found = only(search);
    if (multiplications != null) {
      assertThat(found.get("multiplications").asLong()).isEqualTo(multiplications);
    }
    assertThat(found.get("verified").asBoolean()).isTrue();
    assertThat(found.get("gap").asLong())
        .isEqualTo(found.get("multiplications").asLong() - found.get("lower_bound").asLong());
    assertThat(found.get("published").asLong()).isEqualTo(320);
    assertThat(found.get("windows").isNull()).isTrue();
    OrderRow row = warehouse().orders().read().get(0);
    assertThat(row.method()).isEqualTo(method);
    assertThat(row.verified()).isTrue();
    assertThat(row.order().length()).isEqualTo(98);
  }

  @Test
  void theShippedPolicyGivesTheSameProvenOrderEachTime() throws IOException {
    JsonNode found = only(search("--graph", "RoeFlux_1d", "--method", "policy"));
    assertThat(found.get("verified").asBoolean()).isTrue();
    assertThat(found.get("windows").isNull()).isTrue();
    assertThat(found.get("seconds").asDouble()).isPositive();
    assertThat(found.get("multiplications").asLong()).isLessThan(found.get("reverse").asLong());
    OrderRow row = warehouse().orders().read().get(0);
    assertThat(row.method()).isEqualTo("policy");
    assertThat(row.order().length()).isEqualTo(98);

    JsonNode again = only(search("--graph", "RoeFlux_1d", "--method", "policy", "--seed", "2"));
    assertThat(again.get("order")).isEqualTo(found.get("order"));
  }

  @Test
  void aPolicyThatCannotPlayIsOneSentenceAndWritesNothing() throws IOException {
    String[] options = {"--graph", "g", "--method", "policy", "--policy"};
    Path none = folder.resolve("none.parquet");
    search(with(options, none)).assertRefusedWith("none.parquet cannot be read");
    assertThat(folder).isEmptyDirectory();
    Path text = Files.writeString(folder.resolve("text.parquet"), "a text");
    search(with(options, text)).assertRefusedWith("text.parquet: it is not a Parquet file");
    search("--graph", "g", "--method", "lmmd", "--policy", "any")
        .assertRefusedWith("--policy is for --method policy, but the method is lmmd");
    assertThat(warehouse().runs().exists()).isFalse();
  }

  private static String[] with(String[] options, Path last) {
    String[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = last.toString();
    return all;
  }

  @Test
  void aRunIdThatIsInUseIsRefusedAndItsRowsStay() {
    String[] options = {"--graph", "g", "--method", "markowitz", "--run-id", "mine"};
    assertThat(search(options).exitCode()).isZero();
    List<OrderRow> orders = warehouse().orders().read();
    List<RunRow> runs = warehouse().runs().read();
    search(options).assertRefusedWith("run mine is already in");
    search("--graph", "g", "--method", "annealing", "--run-id", "mine")
        .assertRefusedWith("another --run-id");
    assertThat(warehouse().orders().read()).isEqualTo(orders);
    assertThat(warehouse().runs().read()).isEqualTo(runs);
  }

  @Test
  void ordersOfEarlierSearchesAreKept() {
    search("--graph", "g", "--method", "markowitz");
    search("--graph", "g", "--method", "reverse");
    assertThat(warehouse().orders().read())
        .extracting(OrderRow::method)
        .containsExactly("markowitz", "reverse");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reverse", "least-excess", "policy", "annealing", "beam"})
  void aGraphWithNothingToEliminateHasTheEmptyOrder(String method) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("flat.jaxpr"), "{ lambda ; a:f32[]. let b:f32[] = sin a in (b,) }");
    Invocation search = search("--graph", file.toString(), "--method", method);
    assertThat(search.exitCode()).as(search.err()).isZero();
    JsonNode found = only(search);
    assertThat(found.get("order")).isEmpty();
    assertThat(found.get("multiplications").asLong()).isZero();
    assertThat(found.get("optimal").asBoolean()).isTrue();
    assertThat(found.get("verified").asBoolean()).isTrue();
    assertThat(found.get("published").isNull()).isTrue();
  }

  @Test
  void anOrderThatCannotBeProvenIsRecordedAsSuch() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("odd.jaxpr"),
            "{ lambda ; a:f32[]. let b:f32[] = lgamma a; c:f32[] = sin b in (c,) }");
    Invocation search = search("--graph", file.toString(), "--method", "forward");
    assertThat(search.exitCode()).isZero();
    assertThat(only(search).get("verified").asBoolean()).isFalse();
    assertThat(search.err()).contains("lgamma");
    assertThat(warehouse().orders().read().get(0).verified()).isFalse();
  }

  @Test
  void anUnknownMethodNamesTheKnownOnes() {
    search("--graph", "g", "--method", "guess").assertRefusedWith(EVERY_METHOD);
    assertThat(Invocation.of("search", "--help").out().replaceAll("\\s+", " "))
        .contains(EVERY_METHOD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "10x", "-3s", "10", "", "soon", "9999999d", "1.5.2s"})
  void aBudgetThatIsNoTimeIsRefused(String budget) {
    search("--graph", "g", "--method", "annealing", "--budget", budget)
        .assertRefusedWith("--budget");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void badInputIsOneSentenceAndWritesNothing() throws IOException {
    search("--graph", "RoeFlux_2d", "--method", "lmmd").assertRefusedWith("RoeFlux_1d");
    search("--graph", folder + "/none.jaxpr", "--method", "lmmd").assertRefusedWith("none.jaxpr");
    search("--graph", "g", "--method", "lmmd", "--run-id", "a.b").assertRefusedWith("--run-id");
    search("--graph", "g", "--method", "lmmd", "--seed", "x").assertRefusedWith("--seed");
    search("--graph", "g").assertRefusedWith("--method");
    search("--method", "lmmd").assertRefusedWith("--graph");
    assertThat(folder).isEmptyDirectory();
    Path file = Files.writeString(folder.resolve("bad.jaxpr"), "{ lambda ; a:f32[]. let b = ");
    search("--graph", file.toString(), "--method", "lmmd").assertRefusedWith("bad.jaxpr");
  }

  @Test
  void aWarehouseThatCannotBeWrittenIsAFailure() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    Invocation search =
        Invocation.of("search", "--graph", "g", "--method", "lmmd", "--warehouse", file + "/below");
    assertThat(search.exitCode()).isEqualTo(ExitStatus.FAILURE.code());
    assertThat(search.err().lines()).hasSize(1);
    assertThat(search.err()).contains(file.toString());
    assertThat(search.out()).isEmpty();
  }

  @Test
  void peopleAndProgramsAreShownTheSame() {
    Invocation csv = searchPrinted("csv", "--graph", "g", "--method", "reverse");
    assertThat(csv.out().lines().findFirst())
        .contains(
            "graph,cost_model,method,multiplications,forward,reverse,markowitz,published,"
                + "lower_bound,gap,optimal,verified,windows,seconds,seed,run_id,order");
    Invocation table = searchPrinted("table", "--graph", "g", "--method", "reverse");
    assertThat(table.out()).contains("gap", "566", "168").doesNotContain("run_id");
    Invocation orders =
        Invocation.of("orders", "--warehouse", folder.toString(), "--format", "csv");
    assertThat(orders.out()).contains("lower_bound,gap,optimal").contains(",398,168,false,");
    assertThat(Invocation.of("orders", "--warehouse", folder.toString()).out()).contains("gap");
  }

  private Invocation search(String... options) {
    return searchPrinted("json", options);
  }

  private Invocation searchPrinted(String format, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("search", "--warehouse", folder.toString(), "--format", format));
    arguments.addAll(Arrays.asList(options));
    return Invocation.of(arguments.toArray(String[]::new));
  }

  @Test
  void oldLeftoversAreRemoved() throws IOException {
    Path staging = Files.createDirectories(folder.resolve(".staging/orders"));
    Path old = Files.writeString(staging.resolve("dead.staged"), "cut short");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    Path young = Files.writeString(staging.resolve("alive.staged"), "not yet finished");

    assertThat(search("--graph", "g", "--method", "markowitz").exitCode()).isZero();

    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  private Warehouse warehouse() {
    return Warehouse.open(folder.toString());
  }

  private static JsonNode only(Invocation invocation) throws IOException {
    JsonNode rows = new ObjectMapper().readTree(invocation.out());
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }
}
