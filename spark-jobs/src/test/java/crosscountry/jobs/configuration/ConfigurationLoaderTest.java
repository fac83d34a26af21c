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
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThatThrownBy(() -> new ConfigurationLoader().file(file).load())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "unknown setting crosscountry.search.simulatoins in %s:1. Maybe crosscountry.search.simulations was meant",
            file);
  }

  @Test
  void aValueOutOfRangeNamesKeyValueRangeAndPlace() throws IOException {
    Path file = write("crosscountry.self-play.games-per-task = 0");
    assertThatThrownBy(() -> TrainingConfiguration.of(new ConfigurationLoader().file(file).load()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("crosscountry.self-play.games-per-task (0)")
        .hasMessageContaining("between 1 and 10000")
        .hasMessageContaining("it is set in %s:1", file);
  }

  @Test
  void allThatIsWrongIsToldAtOnceEachInItsOwnFile() throws IOException {
    Path included = Files.writeString(folder.resolve("other.conf"), "crosscountry.run.waves = -1");
    Path file =
        write(
            """
            include "other.conf"
            crosscountry {
              run.budget = 5 parsecs
              learner.best-share = 1.5
            }
            """);
    Config all = new ConfigurationLoader().file(file).load();
    assertThatThrownBy(() -> TrainingConfiguration.of(all))
        .asInstanceOf(InstanceOfAssertFactories.type(ConfigurationException.class))
        .extracting(ConfigurationException::problems, InstanceOfAssertFactories.list(String.class))
        .satisfiesExactlyInAnyOrder(
            waves -> assertThat(waves).contains("run.waves (-1)").endsWith(included + ":1"),
            budget -> assertThat(budget).contains("(5 parsecs)").endsWith(file + ":3"),
            share -> assertThat(share).contains("between 0 and 1").endsWith(file + ":4"));
  }

  @Test
  void allUnknownKeysAreToldAtOnceAndGroupsAreNoValues() throws IOException {
    Path file = write("crosscountry {\n  run.sed = 3\n  search = 4\n  learner.l3 { a = 1 }\n}");
    ConfigurationLoader loader =
        new ConfigurationLoader().file(file).set("foo.bar", "1", "--set foo.bar");
    assertThatThrownBy(loader::load)
        .asInstanceOf(InstanceOfAssertFactories.type(ConfigurationException.class))
        .extracting(ConfigurationException::problems, InstanceOfAssertFactories.list(String.class))
        .satisfiesExactlyInAnyOrder(
            unknown -> assertThat(unknown).contains("crosscountry.run.sed in " + file + ":2"),
            group -> assertThat(group).contains("crosscountry.search is a group", file + ":3"),
            unknown -> assertThat(unknown).contains("crosscountry.learner.l3 in " + file + ":4"),
            unknown -> assertThat(unknown).contains("in the command line, --set foo.bar."));
  }

  @Test
  void whatIsIncludedHasToBeThere() throws IOException {
    Path file = write("include \"quick.conf\"\ncrosscountry.run.seed = 7");
    TrainingConfiguration quick =
        TrainingConfiguration.of(new ConfigurationLoader().file(file).load());
    assertThat(quick.budget()).as("comes with the program").isEqualTo(Duration.ofMinutes(1));
    assertThat(quick.seed()).isEqualTo(7);
    Path lost = write("include \"lost.conf\"");
    assertThatThrownBy(() -> new ConfigurationLoader().file(lost))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("%s is malformed: it includes lost.conf, which", lost);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      textBlock =
          """
          file("/nowhere/lost.conf"),           which cannot be read
          file("/nowhere/lost"),                which cannot be read
          required(file("/nowhere/lost.conf")), which cannot be read
          classpath("lost.conf"),               which does not come with the program
          classpath("lost"),                    which does not come with the program
          url("http://localhost/lost.conf"),    but only files can be included
          """)
  void noIncludeIsPassedOver(String include, String sentence) throws IOException {
    Path file = write("include " + include);
    assertThatThrownBy(() -> new ConfigurationLoader().file(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("%s is malformed: it includes ", file)
        .hasMessageContaining(sentence);
  }

  @Test
  void filesAndResourcesAreIncludedByTheirKindToo() throws IOException {
    Path other = Files.writeString(folder.resolve("other.conf"), "crosscountry.run.seed = 7");
    Path file = write("include file(\"%s\")\ninclude classpath(\"quick.conf\")".formatted(other));
    TrainingConfiguration quick =
        TrainingConfiguration.of(new ConfigurationLoader().file(file).load());
    assertThat(quick.seed()).isEqualTo(7);
    assertThat(quick.budget()).isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e3", "1E+3", "\"1e3\"", "60000", "\" 2.5 \""})
  void aTimeNeedsAUnit(String time) throws IOException {
    Config all = new ConfigurationLoader().file(write("crosscountry.run.budget=" + time)).load();
    assertThatThrownBy(() -> TrainingConfiguration.of(all))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("with its unit");
  }

  @Test
  void anOptionAndASettingThatSayTheSameAreRefused() {
    ConfigurationLoader loader =
        new ConfigurationLoader().set("run.polish-windows", "0", "--no-polish");
    assertThatThrownBy(() -> loader.set("run.polish-windows", "3", "--set run.polish-windows"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("--no-polish and --set run.polish-windows are the same setting");
  }

  @Test
  void aListIsGivenOnTheCommandLineWithCommas() {
    Config given = new ConfigurationLoader().set("run.graphs", "g,f", "--set run.graphs").load();
    assertThat(TrainingConfiguration.of(given).graphs()).containsExactly("g", "f");
  }

  @ParameterizedTest
  @EnumSource
  void profilesAreValidAndNameGraphs(Profile profile) {
    TrainingConfiguration configuration =
        TrainingConfiguration.of(new ConfigurationLoader().profile(profile).load());
    assertThat(configuration.graphs()).isNotEmpty();
    assertThat(configuration)
        .isEqualTo(
            TrainingConfiguration.of(
                new ConfigurationLoader()
                    .file(Path.of("..", "conf", profile.label() + ".conf"))
                    .load()));
  }

  @Test
  void aProfileThatIsNotThereIsRefusedWithThoseThatAre() {
    assertThatThrownBy(() -> Profile.named("night"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("unknown profile 'night'; there are quick, standard, nightly");
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
