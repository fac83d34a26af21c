package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.tables.CheckpointId;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.policy.StoredPolicies;
import crosscountry.jobs.retrain.Decisions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NightRunTest {

  private static final Instant EVENING = Instant.parse("2030-11-01T23:50:00Z");
  private static final Instant AFTER_MIDNIGHT = EVENING.plus(Duration.ofMinutes(20));

  @TempDir private Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(folder.toString());
  }

  @Test
  void theFirstNightIsThatOfTheDay() {
    assertThat(NightRun.toPlay(warehouse, EVENING)).isEqualTo("nightly-20301101");
  }

  @Test
  void oneThatWasBegunIsGoneOnWithPastMidnight() {
    begin("nightly-20301101");
    assertThat(NightRun.toPlay(warehouse, EVENING)).isEqualTo("nightly-20301101");
    assertThat(NightRun.toPlay(warehouse, AFTER_MIDNIGHT)).isEqualTo("nightly-20301101");
  }

  @Test
  void oneThatWasDecidedOnIsNot() {
    begin("nightly-20301101");
    warehouse.promotions().append(Decisions.promoting(1, new CheckpointId("nightly-20301101", 1)));
    assertThat(NightRun.toPlay(warehouse, AFTER_MIDNIGHT)).isEqualTo("nightly-20301102");
    assertThat(NightRun.toPlay(warehouse, EVENING)).isEqualTo("nightly-20301101");
  }

  @Test
  void afterAWeekOffTheNightIsThatOfTheDay() {
    begin("nightly-20301101");
    Instant later = EVENING.plus(Duration.ofDays(7));
    assertThat(NightRun.toPlay(warehouse, later)).isEqualTo("nightly-20301108");
  }

  @Test
  void theNightThatCannotBeFinishedCostsOneMoreAtMost() {
    begin("nightly-20301101");
    Instant later = EVENING.plus(Duration.ofDays(2));
    assertThat(NightRun.toPlay(warehouse, later)).isEqualTo("nightly-20301103");
    begin("nightly-20301102");
    assertThat(NightRun.toPlay(warehouse, AFTER_MIDNIGHT))
        .as("today's has been begun by hand")
        .isEqualTo("nightly-20301102");
  }

  private void begin(String run) {
    warehouse.checkpoints().append(StoredPolicies.checkpoint(run, 1));
  }
}
