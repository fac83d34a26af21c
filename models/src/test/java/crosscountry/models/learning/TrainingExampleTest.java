package crosscountry.models.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import crosscountry.environment.game.LiveNeighbours;
import crosscountry.environment.game.PositionFixture;
import org.junit.jupiter.api.Test;

class TrainingExampleTest {

  private static final float[] ROWS = {1, 2, 3, 4, 5, 6};
  private static final float[] POLICY = {0.25f, 0.75f};
  private static final float[] EXCESS = {2, 3};

  @Test
  void valueIsTheScaledSumOfExcess() {
    TrainingExample example = new TrainingExample(ROWS, 2, POLICY, EXCESS, 0.1f, 1);
    assertThat(example.valueTarget()).isCloseTo(0.5, within(1e-6));
    assertThat(example.features()).isEqualTo(3);
  }

  @Test
  void refusesLengthsThatDoNotFit() {
    assertThatThrownBy(() -> new TrainingExample(ROWS, 0, POLICY, EXCESS, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 live vertices");
    assertThatThrownBy(() -> new TrainingExample(new float[5], 2, POLICY, EXCESS, 1, 1))
        .hasMessageContaining("5 features");
    assertThatThrownBy(() -> new TrainingExample(ROWS, 2, new float[] {1}, EXCESS, 1, 1))
        .hasMessageContaining("has 6 features, 1 and 2");
    assertThatThrownBy(() -> new TrainingExample(ROWS, 2, POLICY, new float[3], 1, 1))
        .hasMessageContaining("has 6 features, 2 and 3");
  }

  @Test
  void refusesNeighboursOfAnotherPosition() {
    LiveNeighbours others = PositionFixture.of(new float[3][2]).neighbours();
    assertThatThrownBy(() -> new TrainingExample(ROWS, 2, others, POLICY, EXCESS, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("An example of 2 live vertices can't have the neighbours of 3");
  }

  @Test
  void refusesWhatIsNotFinite() {
    float[] rows = ROWS.clone();
    rows[4] = Float.NaN;
    assertThatThrownBy(() -> new TrainingExample(rows, 2, POLICY, EXCESS, 1, 1))
        .hasMessage("The feature at index 4 is NaN, not a finite number");
    float[] excess = {0, Float.NEGATIVE_INFINITY};
    assertThatThrownBy(() -> new TrainingExample(ROWS, 2, POLICY, excess, 1, 1))
        .hasMessage("The excess target at index 1 is -Infinity, not a finite number");
  }

  @Test
  void refusesWhatIsNoDistribution() {
    assertThatThrownBy(() -> new TrainingExample(ROWS, 2, new float[] {0.5f, 0.4f}, EXCESS, 1, 1))
        .hasMessageContaining("sums to 0.9");
    assertThatThrownBy(() -> new TrainingExample(ROWS, 2, new float[] {-1, 2}, EXCESS, 1, 1))
        .hasMessageContaining("index 0 is -1.0");
    assertThatThrownBy(() -> new TrainingExample(ROWS, 2, new float[] {Float.NaN, 1}, EXCESS, 1, 1))
        .hasMessageContaining("NaN");
  }

  @Test
  void mayLeaveThePolicyOpen() {
    TrainingExample example = new TrainingExample(ROWS, 2, new float[2], EXCESS, 0.1f, 1);
    assertThat(example.policyTarget()).containsOnly(0);
  }

  @Test
  void refusesScalesAndWeightsOutOfBounds() {
    assertThatThrownBy(() -> new TrainingExample(ROWS, 2, POLICY, EXCESS, 0, 1))
        .hasMessageContaining("value scale (0.0)");
    assertThatThrownBy(() -> new TrainingExample(ROWS, 2, POLICY, EXCESS, 1, -1))
        .hasMessageContaining("weight (-1.0)");
    assertThatThrownBy(() -> new TrainingExample(ROWS, 2, POLICY, EXCESS, 1, Float.NaN))
        .hasMessageContaining("NaN");
  }
}
