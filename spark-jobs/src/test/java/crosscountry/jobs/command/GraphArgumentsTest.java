package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.curriculum.RandomCurriculum;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random functions can be named like others. */
final class GraphArgumentsTest {

  @Test
  void aNumberOfRandomGraphsMeansTheFirstSeeds() {
    assertThat(GraphArguments.resolveAll(List.of("random:4")))
        .isEqualTo(RandomCurriculum.entries(4, 0));
  }

  @Test
  void randomGraphsMayBeginWithAnotherSeedAndStandBesideOthers() {
    assertThat(GraphArguments.resolveAll(List.of("g", "random:2:30")))
        .extracting(CatalogEntry::name)
        .containsExactly("g", "random/30", "random/31");
  }

  @Test
  void whatIsNamedTwiceIsThereOnce() {
    assertThat(GraphArguments.resolveAll(List.of("random:3:30", "random:2:31")))
        .extracting(CatalogEntry::name)
        .containsExactly("random/30", "random/31", "random/32");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "random:",
        "random:0",
        "random:-1",
        "random:many",
        "random:100001",
        "random:99999999999",
        "random:3:",
        "random:3:x",
        "random:3:4:5",
        "random:3:9999999999999999999",
      })
  void aNumberThatMakesNoSenseIsRefusedInOneSentence(String argument) {
    assertThatThrownBy(() -> GraphArguments.resolveAll(List.of(argument)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'" + argument + "' must be random:COUNT or random:COUNT:SEED");
  }

  @Test
  void trainingPreparesRandomGraphs() {
    Invocation dryRun = Invocation.of("train", "--graphs", "random:3:30", "--dry-run");
    assertThat(dryRun.exitCode()).isZero();
    assertThat(dryRun.out()).contains("random graphs, 3:");
    Invocation.of("train", "--graphs", "random:0", "--dry-run").assertRefusedWith("random:COUNT");
  }
}
