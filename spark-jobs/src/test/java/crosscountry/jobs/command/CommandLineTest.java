package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crosscountry.jobs.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What users type that needs no training. */
final class CommandLineTest {

  /** c = a b; d = sin c; e = c + d; returns e and d: equation 2 is an output that is read. */
  private static final String SMALL =
      """
      { lambda ; a:f32[] b:f32[]. let
          c:f32[] = mul a b
          d:f32[] = sin c
          e:f32[] = add c d
        in (e, d) }
      """;

  /** Options that say how long. */
  private static final Set<String> TIMES = Set.of("--budget", "--settled", "--keep-trajectories");

  /** Options in whose place there is nothing where they are not given. */
  private static final Set<String> ABSENT =
      Set.of("--profile", "--conf", "--set", "--sql", "--run-id");

  @TempDir private Path folder;

  @Test
  void graphsGivesThePublishedBaselines() {
    Invocation graphs = Invocation.of("graphs", "--format", "csv");
    assertThat(graphs.exitCode()).isZero();
    List<String> lines = graphs.out().lines().toList();
    assertThat(lines.get(0))
        .isEqualTo(
            "name,inputs,eliminable,outputs,forward,reverse,markowitz,lower_bound,published");
    assertThat(lines.subList(1, lines.size()))
        .contains(
            "HumanHeartDipole,8,78,8,240,172,194,148,148",
            "PropaneCombustion,11,51,11,151,90,111,88,88",
            "RoeFlux_1d,6,98,3,620,364,407,295,320",
            "RobotArm_6DOF,6,108,6,397,301,288,221,231",
            "g,15,85,20,632,566,451,398,416");
  }

  @Test
  void graphsSaysWhatAShortSearchFindsAndWhetherItIsOptimal() throws IOException {
    Invocation graphs = Invocation.of("graphs", "--format", "json");
    assertThat(graphs.exitCode()).isZero();
    JsonNode rows = new ObjectMapper().readTree(graphs.out());
    assertThat(rows.findValuesAsText("name"))
        .startsWith("HumanHeartDipole", "PropaneCombustion", "RoeFlux_1d", "RobotArm_6DOF", "g");
    assertThat(rows.findValuesAsText("cost_model")).containsOnly("principle");
    assertThat(rows.findValuesAsText("annealed").subList(0, 4))
        .containsExactly("148", "88", "295", "221");
    for (JsonNode row : rows) {
      long gap = row.get("annealed").asLong() - row.get("lower_bound").asLong();
      assertThat(gap).isNotNegative();
      assertThat(row.get("policy").asLong())
          .isGreaterThanOrEqualTo(row.get("lower_bound").asLong());
      assertThat(row.get("gap").asLong()).isEqualTo(gap);
      assertThat(row.get("optimal").asBoolean()).isEqualTo(gap == 0);
      assertThat(row.get("annealed").asLong())
          .isLessThanOrEqualTo(row.get("published").asLong(Long.MAX_VALUE));
    }
  }

  @Test
  void graphsListsTheEquationsOfAGraphWithWhereTheyStandInTheTrace() throws IOException {
    String text =
        """
        { lambda ; a:f32[3]. let
            b:f32[3] = pjit[
              name=layer
              jaxpr={ lambda ; c:f32[3]. let
                  d:f32[3] = tanh c
                  e:f32[3] = mul d c
                in (e,) }
            ] a
            f:f32[] = reduce_sum[axes=(0,)] b
          in (f,) }
        """;
    String file = Files.writeString(folder.resolve("nested.jaxpr"), text).toString();
    Invocation equations = Invocation.of("graphs", "--equations", file, "--format", "csv");
    assertThat(equations.exitCode()).isZero();
    assertThat(equations.out().lines())
        .containsExactly(
            "equation,origin,primitive,shape,eliminable",
            "1,1.1,tanh,[3],true",
            "2,1.2,mul,[3],true",
            "3,2,reduce_sum,[],false");
    Invocation.of("graphs", "--equations", "nosuch").assertRefusedWith("unknown graph 'nosuch'");
  }

  @Test
  void evaluateAcceptsAValidOrderAndCountsItsSteps() throws IOException {
    Path file = Files.writeString(folder.resolve("small.jaxpr"), SMALL);
    Invocation evaluate =
        Invocation.of("evaluate", "--graph", file.toString(), "--order", "2,1", "--format", "json");
    assertThat(evaluate.err()).isEmpty();
    assertThat(evaluate.exitCode()).isZero();
    JsonNode row = new ObjectMapper().readTree(evaluate.out()).get(0);
    // Equation 2 reads c and is read by e and the output: 1 * 2. Then c reads a, b and feeds e, d.
    assertThat(row.get("multiplications").asLong()).isEqualTo(6);
    assertThat(row.get("steps").toString()).isEqualTo("[2,4]");
    assertThat(row.get("order").toString()).isEqualTo("[2,1]");
    assertThat(row.get("valid").asBoolean()).isTrue();
    assertThat(row.get("verified").asBoolean()).isTrue();
    assertThat(row.get("lower_bound").isNumber()).isTrue();
    assertThat(row.get("optimal").isBoolean()).isTrue();
  }

  @Test
  void evaluateReadsTheOrderFromAFile() throws IOException {
    Path graph = Files.writeString(folder.resolve("small.jaxpr"), SMALL);
    Path order = Files.writeString(folder.resolve("order.txt"), "[1, 2]\n");
    Invocation evaluate =
        Invocation.of("evaluate", "--graph", graph.toString(), "--order", "@" + order);
    assertThat(evaluate.exitCode()).isZero();
    assertThat(evaluate.out()).contains("[1, 2]");
  }

  @Test
  void anOrderThatCannotBeProvenIsCountedAndSaysWhy() throws IOException {
    Path file = Files.writeString(folder.resolve("odd.jaxpr"), SMALL.replace("= sin", "= lgamma"));
    Invocation evaluate =
        Invocation.of("evaluate", "--graph", file.toString(), "--order", "2,1", "--format", "json");
    assertThat(evaluate.exitCode()).isZero();
    JsonNode row = new ObjectMapper().readTree(evaluate.out()).get(0);
    assertThat(row.get("multiplications").asLong()).isEqualTo(6);
    assertThat(row.get("verified").asBoolean()).isFalse();
    assertThat(evaluate.err()).contains("equation 2", "lgamma");
  }

  @Test
  void aForwardOrderOfACatalogGraphIsVerified() throws IOException {
    String order =
        IntStream.rangeClosed(1, 62)
            .filter(
                equation -> !List.of(4, 13, 19, 22, 25, 31, 37, 41, 46, 52, 62).contains(equation))
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(","));
    Invocation evaluate =
        Invocation.of(
            "evaluate", "--graph", "PropaneCombustion", "--order", order, "--format", "json");
    JsonNode row = new ObjectMapper().readTree(evaluate.out()).get(0);
    assertThat(row.get("multiplications").asLong()).isEqualTo(151);
    assertThat(row.get("verified").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|lacks 1 of the 2",
        "1,2,1|repeats equation 1",
        "1,2,7|equation 7",
        "1,3|output",
        "1,x|'x'",
        "@/no/such/file|/no/such/file",
      })
  void aWrongOrderIsOneSentenceAndExitCode2(String order, String sentencePart) throws IOException {
    Path file = Files.writeString(folder.resolve("small.jaxpr"), SMALL);
    Invocation evaluate = Invocation.of("evaluate", "--graph", file.toString(), "--order", order);
    evaluate.assertRefusedWith(sentencePart);
  }

  @Test
  void anUnknownGraphNamesTheNearest() {
    Invocation.of("evaluate", "--graph", "RoeFlux_2d", "--order", "1")
        .assertRefusedWith("RoeFlux_1d");
  }

  @Test
  void anUnreadableOrMalformedFileIsNamedWithLineAndColumn() throws IOException {
    Invocation.of("evaluate", "--graph", folder + "/none.jaxpr", "--order", "1")
        .assertRefusedWith("none.jaxpr");
    Path file = Files.writeString(folder.resolve("bad.jaxpr"), SMALL.replace("= sin", "sin"));
    Invocation malformed = Invocation.of("evaluate", "--graph", file.toString(), "--order", "1");
    malformed.assertRefusedWith("bad.jaxpr");
    assertThat(malformed.err()).containsPattern("line 3|:3:").containsPattern("column|:3:\\d+");
  }

  @Test
  void aTensorFunctionIsPlannedLikeAnyOther() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("tensor.jaxpr"), "{ lambda ; a:f32[3]. let b:f32[3] = sin a in (b,) }");
    Invocation dryRun = Invocation.of("train", "--graphs", file.toString(), "--dry-run");
    assertThat(dryRun.exitCode()).as(dryRun.err()).isZero();
    assertThat(dryRun.out()).contains("graph tensor: 0 eliminable vertices");
  }

  @Test
  void aFileThatIsCalledLikeABuiltInGraphIsNoted() throws IOException {
    Path file = Files.writeString(folder.resolve("g.jaxpr"), SMALL);
    Invocation evaluate =
        Invocation.of("evaluate", "--graph", file.toString(), "--order", "2,1", "--format", "csv");
    assertThat(evaluate.exitCode()).isZero();
    assertThat(evaluate.err().lines()).hasSize(1);
    assertThat(evaluate.err()).startsWith("note: ").contains("called g, like a built-in one");
  }

  @Test
  void twoGraphsThatTheTablesCouldNotTellApartAreRefused() throws IOException {
    String square = "{ lambda ; a:f32[]. let b:f32[] = integer_pow[y=%d] a in (b,) }";
    Path two = Files.writeString(folder.resolve("two.jaxpr"), square.formatted(2));
    Path three = Files.writeString(folder.resolve("three.jaxpr"), square.formatted(3));
    Invocation.of("train", "--graphs", two + "," + three, "--dry-run")
        .assertRefusedWith("three.jaxpr are the same program but for constants and parameters");
    assertThat(Invocation.of("train", "--graphs", "g,all," + two, "--dry-run").exitCode()).isZero();
  }

  @Test
  void aGraphThatIsTooLargeIsToldTheLimit() throws IOException {
    StringBuilder text = new StringBuilder("{ lambda ; a:f32[]. let\n");
    for (int equation = 1; equation <= 370_703; equation++) {
      text.append('a').append(equation).append(":f32[] = sin a\n");
    }
    text.append("in (a1,) }");
    Path file = Files.writeString(folder.resolve("huge.jaxpr"), text);
    Invocation.of("evaluate", "--graph", file.toString(), "--order", "1")
        .assertRefusedWith("more than 370702 equations");
  }

  @Test
  void badUsageAndBadSettingsEndWithExitCode2() {
    Invocation.of("evaluate", "--graph", "g").assertRefusedWith("--order");
    Invocation.of("fly").assertRefusedWith("fly");
    Invocation.of("train", "--graphs", "g", "--budget", "5 parsecs").assertRefusedWith("--budget");
    Invocation.of("train", "--dry-run").assertRefusedWith("--graphs");
    Invocation.of("train", "--graphs", "g", "--set", "search.simulation=3")
        .assertRefusedWith("search.simulations");
    Invocation.of("train", "--graphs", "g", "--resume", "--warehouse", folder.toString())
        .assertRefusedWith("--run-id");
    Invocation.of("train", "--graphs", "g", "--set", "learner..rate=1").assertRefusedWith("rate");
    Invocation.of("train", "--graphs", "g", "--set", "learner.learning-rate.peak=0.00001")
        .assertRefusedWith("crosscountry.learner");
    Invocation.of("orders", "--top", "0").assertRefusedWith("--top");
    Invocation.of("orders", "--graph", "g", "--sql", "SELECT 1").assertRefusedWith("--sql");
    Invocation.of("orders", "--cost-model", "graphax", "--sql", "SELECT 1")
        .assertRefusedWith("--sql");
  }

  @Test
  void whatIsMisspeltIsGuessed() {
    Invocation.of("trian").assertRefusedWith("'trian'; maybe train was meant");
    Invocation.of("train", "--grahps", "g").assertRefusedWith("maybe --graphs was meant");
    Invocation.of("train", "--profile", "night").assertRefusedWith("quick, standard, nightly");
    Invocation.of("train", "--set", "crosscountry")
        .assertRefusedWith("error: Value for option '--set' (KEY=VALUE) should be");
  }

  @Test
  void optionsAreToldByTheirNamesAndNotBySettingsThatNobodyTyped() {
    Invocation.of("train", "--budget", "soon")
        .assertRefusedWith("(soon) must be a time longer than nothing");
    Invocation.of("train", "--budget", "soon").assertRefusedWith("the command line, --budget");
    Invocation.of("train", "--budget", "5").assertRefusedWith("with its unit");
    Invocation.of("train", "--no-polish", "--set", "run.polish-windows=3")
        .assertRefusedWith("--no-polish and --set run.polish-windows are the same setting");
    assertThat(Invocation.of("train", "--set", "run.seed=x", "--set", "run.waves=-1").err().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("error: crosscountry.run."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "retrain", "refit", "simulate"})
  void settingsArePrintedWithWhereTheyWereSetAndNothingIsWritten(String command)
      throws IOException {
    Path file =
        Files.writeString(folder.resolve("some.conf"), "crosscountry {\n  run.seed = 7\n}\n");
    Path warehouse = folder.resolve("tables");
    Invocation printed =
        Invocation.of(
            command,
            "--profile=quick",
            "--conf=" + file,
            "--set=run.warehouse=" + warehouse,
            "--print-conf");
    assertThat(printed.exitCode()).as(printed.err()).isZero();
    assertThat(printed.err()).isEmpty();
    assertThat(printed.out())
        .containsPattern("# " + file + ":2\\R\\s+seed=7\\R")
        .containsPattern("# the command line, --set run.warehouse\\R\\s+warehouse=")
        .containsPattern("# .*quick.conf:\\d\\R\\s+budget=\"1m\"\\R")
        .containsPattern("[^:].{1,9}\\R\\s+hidden=32\\R");
    Path again = Files.writeString(folder.resolve("printed.conf"), printed.out());
    Invocation second = Invocation.of(command, "--conf=" + again, "--print-conf");
    assertThat(uncommented(second.out())).isEqualTo(uncommented(printed.out()));
    assertThat(warehouse).doesNotExist();
  }

  private static List<String> uncommented(String text) {
    return text.lines().filter(line -> !line.strip().startsWith("#")).toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theHelpOfEachCommandTellsItsDefaults(String command) {
    Invocation help = Invocation.of(command, "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("default").doesNotContain("${");
    if (command.equals("train")) {
      assertThat(help.out().replaceAll("\\s+", " "))
          .contains("90s or 5m (default: 5m)", "randomness (default: 1)", "(default: warehouse)");
    }
    for (OptionSpec option : subcommands().get(command).getCommandSpec().options()) {
      String text = String.join(" ", option.description());
      if (option.defaultValue() != null) {
        assertThat(text)
            .as(option.longestName())
            .contains("default: " + option.defaultValueString());
      } else if (isLeftToSomethingElse(option, text)) {
        assertThat(text).as(option.longestName()).contains("default: ");
      }
      if (TIMES.contains(option.longestName())) {
        assertThat(text).as(option.longestName()).containsPattern("for example \\d+[smhd]");
      }
    }
  }

  /** Tells whether an option has a value where it is not given. */
  private static boolean isLeftToSomethingElse(OptionSpec option, String text) {
    boolean takesValue = option.arity().max() > 0;
    boolean narrows = text.startsWith("Only orders");
    return takesValue && !option.required() && !narrows && !ABSENT.contains(option.longestName());
  }

  private static Map<String, CommandLine> subcommands() {
    return Main.commandLine(Clock.systemUTC()).getSubcommands();
  }

  static List<String> commands() {
    return subcommands().entrySet().stream()
        .filter(command -> !command.getValue().getCommandSpec().usageMessage().hidden())
        .map(Map.Entry::getKey)
        .filter(name -> !name.equals("help"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --graphs PropaneCombustion --waves 1",
        "retrain",
        "refit",
        "search --graph PropaneCombustion --method markowitz",
        "bound --graph PropaneCombustion",
        "orders",
        "orders --sql VALUES(1)",
        "maintain",
        "report --run-id some",
        "codegen --graph PropaneCombustion --order best --language java",
        "export-policy --run-id some --output policy.parquet",
        "simulate --run-id some",
      })
  void whatIsNoWarehouseIsBadInputToEveryCommand(String command) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    for (String place : List.of(file.toString(), "nosuch://host/tables")) {
      Invocation.of((command + " --warehouse " + place).split(" ", -1))
          .assertRefusedWith("cannot open the warehouse");
    }
  }

  @Test
  void randomGraphsAreOneLineOfADryRun() {
    Invocation dryRun = Invocation.of("train", "--graphs", "random:5,g", "--dry-run");
    assertThat(dryRun.exitCode()).as(dryRun.err()).isZero();
    assertThat(dryRun.out().lines().filter(line -> line.contains("eliminable vertices")))
        .satisfiesExactly(
            named -> assertThat(named).startsWith("graph g: 85 eliminable vertices"),
            random -> assertThat(random).startsWith("random graphs, 5: "));
  }

  @Test
  void ordersOfAMissingTableIsOneSentence() {
    Invocation.of("orders", "--warehouse", folder + "/nowhere").assertRefusedWith("nowhere");
  }

  @Test
  void aDryRunPrintsThePlanAndWritesNothing() throws IOException {
    Path warehouse = folder.resolve("warehouse");
    Invocation dryRun =
        Invocation.of("train", "--graphs", "g", "--warehouse", warehouse.toString(), "--dry-run");
    assertThat(dryRun.exitCode()).isZero();
    assertThat(dryRun.out()).contains("Markowitz 451", "parameters", "seed");
    assertThat(warehouse).doesNotExist();
  }

  @Test
  void verboseAddsTheStackTrace() {
    assertThat(Invocation.of("evaluate", "--graph", "x", "--order", "1").err())
        .doesNotContain("\tat ");
    assertThat(Invocation.of("evaluate", "--graph", "x", "--order", "1", "--verbose").err())
        .contains("\tat ");
  }
}
