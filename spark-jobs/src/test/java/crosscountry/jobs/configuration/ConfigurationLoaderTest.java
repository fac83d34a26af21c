package crosscountry.jobs.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import crosscountry.environment.linearization.CostModel;
import crosscountry.models.network.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationLoaderTest {

  @TempDir private Path folder;

  @Test
  void defaultsAreValid() {
    TrainingConfiguration defaults = TrainingConfiguration.of(new ConfigurationLoader().load());
    assertThat(defaults.costModel()).isEqualTo(CostModel.PRINCIPLE);
    assertThat(defaults.seed()).isEqualTo(1);
    assertThat(defaults.budget()).isEqualTo(Duration.ofMinutes(5));
    assertThat(defaults.pace()).isEqualTo(Pace.overlapping(4));
    assertThat(defaults.graphs()).isEmpty();
    assertThat(defaults.architecture()).isEqualTo(Architecture.NEIGHBOURHOOD);
  }

  @Test
  void theCommandLineOverridesTheFileAndTheFileTheDefaults() throws IOException {
    Path file = write("crosscountry { run { seed = 7, budget = 90s }, network.hidden = 16 }");
    TrainingConfiguration configuration =
        TrainingConfiguration.of(
            new ConfigurationLoader()
                .file(file)
                .set("run.seed", "9", "--seed")
                .set("run.graphs", List.of("g"), "--graphs")
                .load());
    assertThat(configuration.seed()).isEqualTo(9);
    assertThat(configuration.budget()).isEqualTo(Duration.ofSeconds(90));
    assertThat(configuration.hidden()).isEqualTo(16);
    assertThat(configuration.graphs()).containsExactly("g");
  }

  @Test
  void whatIsRenderedCanBeLoadedAgain() throws IOException {
    String text = ConfigurationLoader.render(new ConfigurationLoader().load());
    TrainingConfiguration again =
        TrainingConfiguration.of(new ConfigurationLoader().file(write(text)).load());
    assertThat(again).isEqualTo(TrainingConfiguration.of(new ConfigurationLoader().load()));
  }

  @Test
  void anUnknownKeyIsRefusedWithTheNearestKnownOne() throws IOException {
    Path file = write("crosscountry.search.simulatoins = 3");
    assertThatThrownBy(() -> new ConfigurationLoader().file(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("crosscountry.search.simulatoins")
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageContaining("crosscountry.search.simulations was meant");
  }

  @Test
  void aValueOutOfRangeNamesKeyValueRangeAndPlace() throws IOException {
    Path file = write("crosscountry.self-play.games-per-task = 0");
    assertThatThrownBy(() -> TrainingConfiguration.of(new ConfigurationLoader().file(file).load()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("crosscountry.self-play.games-per-task (0)")
        .hasMessageContaining("between 1 and 10000")
        .hasMessageContaining(file.getFileName().toString());
  }

  /** One game of those drawn tells what the policy is worth; the cheapest needs room as well. */
  @Test
  void fewerGamesThanAreWorthKeepingAreRefused() {
    for (String key : List.of("self-play.kept-games-per-task", "learner.best-games")) {
      String tooFew = key.startsWith("self-play") ? "1" : "0";
      assertThatThrownBy(
              () ->
                  TrainingConfiguration.of(
                      new ConfigurationLoader().set(key, tooFew, "--set").load()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("crosscountry." + key);
    }
    assertThatThrownBy(
            () ->
                TrainingConfiguration.of(
                    new ConfigurationLoader()
                        .set("self-play.games-per-task", "64", "--set")
                        .set("self-play.searched-games-per-task", "65", "--set")
                        .load()))
        .as("more games than a task has")
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("between 0 and 64");
  }

  @Test
  void architecturesGoByTheNamesOfBlueprints() throws IOException {
    for (Architecture architecture : Architecture.values()) {
      Path file = write("crosscountry.network.architecture = " + architecture.label());
      assertThat(TrainingConfiguration.of(new ConfigurationLoader().file(file).load()))
          .extracting(TrainingConfiguration::architecture)
          .isEqualTo(architecture);
    }
    Path file = write("crosscountry.network.architecture = transformer");
    assertThatThrownBy(() -> TrainingConfiguration.of(new ConfigurationLoader().file(file).load()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("crosscountry.network.architecture (transformer)")
        .hasMessageContaining("must be one of linear, pooled-vertexwise, neighbourhood");
  }

  @Test
  void aWrongUnitOrTypeIsRefused() {
    for (String budget : List.of("5 parsecs", "soon", "-3s", "0s")) {
      assertThatThrownBy(
              () ->
                  TrainingConfiguration.of(
                      new ConfigurationLoader().set("run.budget", budget, "--budget").load()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("crosscountry.run.budget")
          .hasMessageContaining("--budget");
    }
  }

  @Test
  void anUnknownEvaluatorIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(
            () ->
                TrainingConfiguration.of(
                    new ConfigurationLoader().set("self-play.evaluator", "abacus", "--set").load()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("abacus")
        .hasMessageContaining("rows");
  }

  @Test
  void aSettingThatIsYoungerThanARunWasAtItsDefault() {
    String stored =
        ConfigurationLoader.render(
            new ConfigurationLoader().load().withoutPath("crosscountry.run.cost-model"));
    Config principle =
        new ConfigurationLoader().set("run.cost-model", "principle", "--cost-model").load();
    Config graphax =
        new ConfigurationLoader().set("run.cost-model", "graphax", "--cost-model").load();
    assertThatCode(() -> ConfigurationLoader.requireSameRun(stored, principle))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> ConfigurationLoader.requireSameRun(stored, graphax))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("crosscountry.run.cost-model is graphax")
        .hasMessageContaining("begun with principle");
  }

  @Test
  void aMissingOrMalformedFileIsOneSentence() throws IOException {
    assertThatThrownBy(() -> new ConfigurationLoader().file(folder.resolve("none.conf")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("none.conf");
    Path malformed = write("crosscountry { run { seed = ");
    assertThatThrownBy(() -> new ConfigurationLoader().file(malformed))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("malformed");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("test.conf"), text);
  }
}
