package crosscountry.jobs.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import crosscountry.jobs.simulation.Calibration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No setting that is written down can be wrong without being told of by file and line. */
final class SettingsTest {

  /** Names that only a warehouse, a catalog or a file system can refuse. */
  private static final Set<String> NAMES =
      Set.of("crosscountry.run.graphs", "crosscountry.refit.runs", "crosscountry.refit.from");

  private static final Config DEFAULTS = ConfigurationLoader.ofSimulation().load();

  @TempDir private Path folder;

  static Stream<String> keys() {
    return DEFAULTS.entrySet().stream().map(Map.Entry::getKey).sorted();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aWrongTypeIsToldByFileAndLine(String key) {
    boolean isList = DEFAULTS.getValue(key) instanceof ConfigList;
    for (String wrong : List.of(isList ? "5" : "[1, 2]", "null", "{}")) {
      assertRefused(key, wrong);
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aValueThatIsNotAllowedIsToldByFileAndLine(String key) {
    if (!NAMES.contains(key)) {
      notAllowed(DEFAULTS.getValue(key)).forEach(value -> assertRefused(key, value));
    }
  }

  private static Stream<String> notAllowed(ConfigValue usual) {
    if (usual.valueType() == ConfigValueType.NUMBER) {
      return Stream.of("-1e300", "1e300", "many", "NaN");
    }
    if (usual.valueType() == ConfigValueType.BOOLEAN) {
      return Stream.of("maybe", "1");
    }
    String text = (String) usual.unwrapped();
    if (text.matches("[0-9.]+(ms|s|m)")) {
      return Stream.of("-3s", "5 parsecs", "soon", "5");
    }
    if (text.matches("[0-9]+M?B")) {
      return Stream.of("-3B", "5 parsecs", "much");
    }
    // Of several names, or of a folder.
    return text.equals("warehouse") ? Stream.of("\"\"") : Stream.of("nonsense", "5");
  }

  private void assertRefused(String key, String value) {
    Path file = folder.resolve("some.conf");
    try {
      Files.writeString(file, "# A comment.\n%s = %s\n".formatted(key, value));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    ConfigurationException refusal =
        catchThrowableOfType(ConfigurationException.class, () -> read(file));
    assertThat(refusal).as("%s = %s", key, value).isNotNull();
    assertThat(refusal.problems())
        .as("%s = %s", key, value)
        .singleElement()
        .asString()
        .startsWith(key + " (")
        .contains(" must be ")
        .endsWith("; it is set in %s:2".formatted(file))
        .hasLineCount(1);
  }

  private static void read(Path file) {
    Config all = ConfigurationLoader.ofSimulation().file(file).load();
    TrainingConfiguration.of(all);
    Calibration.of(all);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void whatIsPrintedCanBeReadAgain(String key) throws IOException {
    Path file = folder.resolve("printed.conf");
    ConfigurationLoader loader = ConfigurationLoader.ofSimulation();
    loader.lay(
        key.substring("crosscountry.".length()), DEFAULTS.getValue(key).unwrapped(), "a test");
    String printed = loader.renderWithPlaces();
    assertThat(printed.lines().filter(line -> line.contains("#")))
        .singleElement()
        .asString()
        .endsWith("# a test");
    Files.writeString(file, printed);
    assertThat(ConfigurationLoader.ofSimulation().file(file).load()).isEqualTo(DEFAULTS);
    assertThat(ConfigFactory.parseString(printed)).isEqualTo(DEFAULTS);
  }
}
