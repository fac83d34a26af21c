package crosscountry.environment.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SequentialHalvingTest {

  @Test
  void phasesShareTheSimulationsAndHalveTheMoves() {
    assertThat(SequentialHalving.schedule(4, 8)).containsExactly(0, 0, 0, 0, 1, 1, 2, 2);
    assertThat(SequentialHalving.schedule(3, 7)).containsExactly(0, 0, 0, 1, 1, 2, 2);
    assertThat(SequentialHalving.schedule(2, 5)).containsExactly(0, 0, 1, 1, 2);
    assertThat(SequentialHalving.schedule(8, 24))
        .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6);
    assertThat(SequentialHalving.schedule(16, 32)).containsExactly(runs(16, 8, 4, 4));
  }

  /** Returns as many zeros as the first number says, then as many ones as the second, and so on. */
  private static int[] runs(int... lengths) {
    return IntStream.range(0, lengths.length)
        .flatMap(value -> IntStream.generate(() -> value).limit(lengths[value]))
        .toArray();
  }

  @Test
  void fewSimulationsGoToAsManyMoves() {
    assertThat(SequentialHalving.schedule(5, 3)).containsExactly(0, 0, 0);
    assertThat(SequentialHalving.schedule(5, 0)).isEmpty();
  }

  @Test
  void oneMoveTakesAll() {
    assertThat(SequentialHalving.schedule(1, 4)).containsExactly(0, 1, 2, 3);
  }

  /**
   * Whoever is taken among the equals, there always is a move with the visits that are asked for.
   */
  @Property(tries = 500)
  void everySimulationFindsAMoveWithItsVisits(
      @ForAll @IntRange(min = 1, max = 200) int moves,
      @ForAll @IntRange(min = 0, max = 1000) int simulations) {
    int[] visits = new int[moves];
    for (int required : SequentialHalving.schedule(moves, simulations)) {
      int chosen =
          IntStream.range(0, moves).filter(m -> visits[m] == required).findFirst().orElse(-1);
      assertThat(chosen).isNotNegative();
      visits[chosen]++;
    }
    assertThat(Arrays.stream(visits).sum()).isEqualTo(simulations);
    assertThat(Arrays.stream(visits).filter(v -> v > 0).count())
        .isEqualTo(Math.min(moves, simulations));
  }
}
