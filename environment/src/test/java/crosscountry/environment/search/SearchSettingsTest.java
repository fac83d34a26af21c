package crosscountry.environment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SearchSettingsTest {

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> new SearchSettings(-1, 1, 1, 50, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("simulations (-1) must not be negative");
    assertThatThrownBy(() -> new SearchSettings(1, 0, 1, 50, 0.1))
        .hasMessage("considered moves (0) must be at least 1");
    assertThatThrownBy(() -> new SearchSettings(1, 1, -0.5, 50, 0.1))
        .hasMessage("the Gumbel scale (-0.5) must not be negative");
    assertThatThrownBy(() -> new SearchSettings(1, 1, Double.NaN, 50, 0.1))
        .hasMessage("the Gumbel scale (NaN) must not be negative");
    assertThatThrownBy(() -> new SearchSettings(1, 1, 1, -1, 0.1))
        .hasMessage("the visit offset (-1.0) must not be negative");
    assertThatThrownBy(() -> new SearchSettings(1, 1, 1, 50, -1))
        .hasMessage("the value scale (-1.0) must not be negative");
  }

  @Test
  void onlyTheNoiseIsTakenAway() {
    assertThat(new SearchSettings(32, 8, 1, 50, 0.1).withoutNoise())
        .isEqualTo(new SearchSettings(32, 8, 0, 50, 0.1));
  }
}
