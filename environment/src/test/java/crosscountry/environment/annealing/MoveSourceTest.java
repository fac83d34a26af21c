package crosscountry.environment.annealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoveSourceTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 98, 3000})
  void everyMoveLeadsToAnotherPositionAndAllPositionsAreMovedFrom(int length) {
    MoveSource moves = new MoveSource(new SplittableRandom(1), length);
    int[] left = new int[length];
    int[] reached = new int[length];
    for (int move = 0; move < 100 * length; move++) {
      moves.next();
      assertThat(moves.to()).isBetween(0, length - 1).isNotEqualTo(moves.from());
      left[moves.from()]++;
      reached[moves.to()]++;
    }
    assertThat(left).doesNotContain(0);
    assertThat(reached).doesNotContain(0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2, 20})
  void aRiseIsAcceptedAsMetropolisSays(double temperature) {
    MoveSource moves = new MoveSource(new SplittableRandom(1), 98);
    int accepted = 0;
    int rise = (int) Math.ceil(temperature);
    for (int move = 0; move < 100_000; move++) {
      moves.next();
      accepted += moves.limit(temperature) >= rise ? 1 : 0;
      assertThat(moves.limit(temperature)).isNotNegative();
    }
    assertThat(accepted / 1e5).isCloseTo(Math.exp(-rise / temperature), within(0.01));
  }
}
