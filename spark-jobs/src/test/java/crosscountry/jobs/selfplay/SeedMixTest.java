package crosscountry.jobs.selfplay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SeedMixTest {

  /** A draw that continues its neighbour's would let the learner see the same positions again. */
  @Test
  void neighbouringSeedsShareNoNumbers() {
    for (long seed : new long[] {0, 1, 42, -1}) {
      Set<Long> seen = new HashSet<>();
      for (int step = 0; step < 1000; step++) {
        SplittableRandom random = new SplittableRandom(SeedMix.of(seed, step));
        for (int draw = 0; draw < 100; draw++) {
          assertThat(seen.add(random.nextLong())).isTrue();
        }
      }
    }
  }

  @Test
  void everyPartMatters() {
    assertThat(SeedMix.of(1, 2, 3)).isEqualTo(SeedMix.of(1, 2, 3));
    assertThat(
            Set.of(
                SeedMix.of(1, 2, 3),
                SeedMix.of(1, 3, 2),
                SeedMix.of(2, 2, 3),
                SeedMix.of(2, 0),
                SeedMix.of(1, 1),
                SeedMix.of(1, 2),
                SeedMix.of(1, 2, 3, 0)))
        .hasSize(7);
  }
}
