package crosscountry.jobs.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import crosscountry.jobs.simulation.Calibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No setting that is written down can be wrong without being told of by file and line. */
final class SettingsTest {

  /** Names that only a warehouse, a catalog or a file system can refuse. */
  private static final Set<String> NAMES =
      Set.of(
          "crosscountry.run.graphs",
          "crosscountry.run.from",
          "crosscountry.refit.runs",
          "crosscountry.refit.from",
          "crosscountry.retrain.register",
          "crosscountry.retrain.hold-out",
          "crosscountry.retrain.first");

  private static final Config DEFAULTS = ConfigurationLoader.ofSimulation().load();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "[[1], 2]"})
  void aWrongTypeOfAnySettingIsToldByFileAndLine(String wrong) throws IOException {
    assertRefused(
        usual -> usual instanceof ConfigList && wrong.equals("[[1], 2]") ? "5" : wrong,
        DEFAULTS.entrySet().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aValueThatIsNotAllowedIsToldByFileAndLine(int number) throws IOException {
    assertRefused(
        usual -> {
          List<String> values = notAllowed(usual);
          return values.get(Math.min(number, values.size() - 1));
        },
        DEFAULTS.entrySet().size() - NAMES.size());
  }

  private static List<String> notAllowed(ConfigValue usual) {
    if (usual.valueType() == ConfigValueType.NUMBER) {
      return List.of("-1e300", "1e300", "many", "NaN");
    }
    if (usual.valueType() == ConfigValueType.BOOLEAN) {
      return List.of("maybe", "1");
    }
    if (usual.valueType() == ConfigValueType.LIST) {
      return List.of("[]");
    }
    String text = (String) usual.unwrapped();
    if (text.matches("[0-9.]+(ms|s|m)")) {
      return List.of("-3s", "5 parsecs", "soon", "5");
    }
    if (text.matches("[0-9]+M?B")) {
      return List.of("-3B", "5 parsecs", "much");
    }
    // Of several names, or of a folder, or of nothing.
    return text.equals("warehouse") || text.isEmpty() ? List.of("\"\"") : List.of("nonsense", "5");
  }

  /** Gives every setting a value of its own line, and expects that as many are refused. */
  private void assertRefused(Function<ConfigValue, String> wrong, int settings) throws IOException {
    Path file = folder.resolve("some.conf");
    List<String> lines = new ArrayList<>(List.of("# A comment."));
    Map<String, Integer> lineOf = new TreeMap<>();
    DEFAULTS
        .entrySet()
        .forEach(
            entry -> {
              lines.add("%s = %s".formatted(entry.getKey(), wrong.apply(entry.getValue())));
              lineOf.put(entry.getKey(), lines.size());
            });
    Files.write(file, lines);
    Config all = ConfigurationLoader.ofSimulation().file(file).load();
    List<String> problems = problems(all);
    assertThat(problems)
        .allSatisfy(
            problem -> {
              String key = problem.substring(0, problem.indexOf(" ("));
              assertThat(problem)
                  .contains(" must be ")
                  .endsWith("; it is set in %s:%d".formatted(file, lineOf.get(key)))
                  .hasLineCount(1);
            });
    assertThat(problems.stream().map(problem -> problem.substring(0, problem.indexOf(" ("))))
        .doesNotHaveDuplicates()
        .hasSize(settings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2ms", "59s"})
  void aLeaseThatWouldBeRenewedWithoutPauseIsRefused(String lease) {
    ConfigurationLoader loader = ConfigurationLoader.ofSimulation();
    loader.set("retrain.lease", lease, "a test");
    assertThat(problems(loader.load()))
        .singleElement()
        .asString()
        .contains("retrain.lease", "must be a time of at least 1m");
  }

  private static List<String> problems(Config all) {
    List<String> problems = new ArrayList<>();
    List<Consumer<Config>> readers = List.of(TrainingConfiguration::of, Calibration::of);
    for (Consumer<Config> reader : readers) {
      try {
        reader.accept(all);
      } catch (ConfigurationException refusal) {
        problems.addAll(refusal.problems());
      }
    }
    return problems;
  }

  @Test
  void whatIsPrintedTellsWhereEachSettingIsFromAndCanBeReadAgain() throws IOException {
    ConfigurationLoader loader = ConfigurationLoader.ofSimulation();
    assertThat(loader.renderWithPlaces()).doesNotContain("#");
    DEFAULTS
        .entrySet()
        .forEach(
            entry ->
                loader.lay(
                    entry.getKey().substring("crosscountry.".length()),
                    entry.getValue().unwrapped(),
                    "a test"));
    String printed = loader.renderWithPlaces();
    assertThat(printed.lines().map(String::strip).filter(line -> line.startsWith("#")))
        .hasSize(DEFAULTS.entrySet().size())
        .containsOnly("# a test");
    Path file = Files.writeString(folder.resolve("printed.conf"), printed);
    assertThat(ConfigurationLoader.ofSimulation().file(file).load()).isEqualTo(DEFAULTS);
    assertThat(ConfigFactory.parseString(printed)).isEqualTo(DEFAULTS);
  }
}
