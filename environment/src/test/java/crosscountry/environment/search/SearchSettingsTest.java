package crosscountry.environment.search;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SearchSettingsTest {

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> new SearchSettings(-1, 1, 1, 50, 0.1, Transpositions.SHARED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("simulations (-1) must not be negative");
    assertThatThrownBy(() -> new SearchSettings(1, 0, 1, 50, 0.1, Transpositions.SHARED))
        .hasMessage("considered moves (0) must be at least 1");
    assertThatThrownBy(() -> new SearchSettings(1, 1, -0.5, 50, 0.1, Transpositions.SHARED))
        .hasMessage("the Gumbel scale (-0.5) must not be negative");
    assertThatThrownBy(() -> new SearchSettings(1, 1, Double.NaN, 50, 0.1, Transpositions.SHARED))
        .hasMessage("the Gumbel scale (NaN) must not be negative");
    assertThatThrownBy(() -> new SearchSettings(1, 1, 1, -1, 0.1, Transpositions.SHARED))
        .hasMessage("the visit offset (-1.0) must not be negative");
    assertThatThrownBy(() -> new SearchSettings(1, 1, 1, 50, -1, Transpositions.SHARED))
        .hasMessage("the value scale (-1.0) must not be negative");
  }
}
