package crosscountry.jobs.selfplay;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.game.GameSettings;
import crosscountry.environment.search.SearchSettings;
import crosscountry.environment.search.Transpositions;
import crosscountry.models.evaluation.EvaluatorKind;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SelfPlayAssignmentTest {

  @Test
  void everyTaskOfEveryWaveAndRunHasItsOwnSeed() {
    Set<Long> seeds = new HashSet<>();
    for (long seed = 0; seed < 10; seed++) {
      for (int wave = 0; wave < 50; wave++) {
        for (int partition = 0; partition < 50; partition++) {
          assertThat(seeds.add(assignment(seed, wave, partition).taskSeed())).isTrue();
        }
      }
    }
  }

  @Test
  void aRetriedTaskHasTheSeedOfTheFirstAttempt() {
    assertThat(assignment(7, 3, 2).taskSeed()).isEqualTo(assignment(7, 3, 2).taskSeed());
  }

  private static SelfPlayAssignment assignment(long seed, int wave, int partition) {
    return new SelfPlayAssignment(
        0,
        wave,
        partition,
        new GameMix(1, 0, 1, 1, 2),
        seed,
        new SearchSettings(1, 1, 1, 50, 0.1, Transpositions.SHARED),
        EvaluatorKind.ROWS,
        GameSettings.STANDARD);
  }
}
