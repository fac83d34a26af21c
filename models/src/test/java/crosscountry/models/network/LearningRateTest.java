package crosscountry.models.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LearningRateTest {

  @Test
  void risesFallsAndStays() {
    LearningRate rate = new LearningRate(1.0, 4, 10, 0.2);
    assertThat(rate.at(0)).isEqualTo(0.25);
    assertThat(rate.at(3)).isEqualTo(1.0);
    assertThat(rate.at(4)).isEqualTo(1.0);
    assertThat(rate.at(9)).isCloseTo(0.6, within(1e-12));
    assertThat(rate.at(14)).isCloseTo(0.2, within(1e-12));
    assertThat(rate.at(1_000_000)).isCloseTo(0.2, within(1e-12));
  }

  @Property
  void neverLeavesItsBounds(@ForAll @IntRange(max = 100_000) int step) {
    LearningRate rate = new LearningRate(0.01, 100, 10_000, 0.001);
    assertThat(rate.at(step)).isPositive().isLessThanOrEqualTo(0.01);
    if (step > 100) {
      assertThat(rate.at(step)).isLessThanOrEqualTo(rate.at(step - 1)).isGreaterThan(0.00099);
    }
  }

  @Test
  void constantNeverChanges() {
    assertThat(LearningRate.constant(0.5).at(0)).isEqualTo(0.5);
    assertThat(LearningRate.constant(0.5).at(999)).isEqualTo(0.5);
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> new LearningRate(0, 1, 1, 0)).hasMessageContaining("peak");
    assertThatThrownBy(() -> new LearningRate(Double.NaN, 1, 1, 0)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new LearningRate(1, -1, 1, 0)).hasMessageContaining("warm-up");
    assertThatThrownBy(() -> new LearningRate(1, 1, 1, 2)).hasMessageContaining("above its peak");
    assertThatThrownBy(() -> new OptimizerSettings(LearningRate.constant(1), -1, 0))
        .hasMessageContaining("gradient norm (-1.0)");
    assertThatThrownBy(() -> new LossSettings(1, 1, -1, 1, 1)).hasMessageContaining("value loss");
    assertThatThrownBy(() -> new LossSettings(1, 1, 1, 0, 1)).hasMessageContaining("width");
  }
}
