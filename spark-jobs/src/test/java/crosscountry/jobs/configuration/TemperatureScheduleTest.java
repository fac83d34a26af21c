package crosscountry.jobs.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class TemperatureScheduleTest {

  @Test
  void movesEvenlyFromStartToEndAndStaysThere() {
    TemperatureSchedule falling = new TemperatureSchedule(1.5, 0.5, 200);
    assertThat(falling.at(0)).isEqualTo(1.5);
    assertThat(falling.at(50)).isCloseTo(1.25, within(1e-12));
    assertThat(falling.at(100)).isCloseTo(1, within(1e-12));
    assertThat(falling.at(199)).isGreaterThan(0.5);
    assertThat(falling.at(200)).isEqualTo(0.5);
    assertThat(falling.at(Long.MAX_VALUE)).isEqualTo(0.5);
  }

  @Test
  void mayRiseOrStay() {
    assertThat(new TemperatureSchedule(0, 2, 4).at(1)).isEqualTo(0.5);
    assertThat(new TemperatureSchedule(0.7, 0.7, 1).at(0)).isEqualTo(0.7);
    assertThat(new TemperatureSchedule(0.7, 0.7, 1).at(9)).isEqualTo(0.7);
  }
}
