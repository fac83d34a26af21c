package crosscountry.models.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NetworkBlueprintTest {

  @Test
  void countsParameters() {
    int blocks = (26 * 32 + 32) + 3 * (32 * 32 + 32) + 2 * (32 + 1);
    assertThat(new NetworkBlueprint(26, 32).parameterCount()).isEqualTo(blocks).isEqualTo(4098);
    assertThat(new NetworkBlueprint(Architecture.LINEAR, 26, 32).parameterCount())
        .isEqualTo(2 * (26 + 1));
    assertThat(new NetworkBlueprint(Architecture.NEIGHBOURHOOD, 26, 32).parameterCount())
        .isEqualTo(blocks + 2 * 32 * 32);
  }

  @Property
  void textIsReadBack(
      @ForAll Architecture architecture,
      @ForAll @IntRange(min = 1, max = 4096) int features,
      @ForAll @IntRange(min = 1, max = 4096) int hidden) {
    NetworkBlueprint blueprint = new NetworkBlueprint(architecture, features, hidden);
    assertThat(NetworkBlueprint.parse(blueprint.toText())).isEqualTo(blueprint);
  }

  @Property
  void blocksFillTheVectorWithoutGap(
      @ForAll Architecture architecture,
      @ForAll @IntRange(min = 1, max = 100) int features,
      @ForAll @IntRange(min = 1, max = 100) int hidden) {
    NetworkBlueprint blueprint = new NetworkBlueprint(architecture, features, hidden);
    int next = 0;
    for (DenseBlock block : architecture.blocks()) {
      assertThat(block.weightOffset(blueprint)).isEqualTo(next);
      next = block.biasOffset(blueprint) + block.outputs(blueprint);
    }
    assertThat(next).isEqualTo(blueprint.parameterCount());
  }

  @Test
  void textIsStable() {
    assertThat(new NetworkBlueprint(26, 32).toText())
        .isEqualTo("pooled-vertexwise/1 features=26 hidden=32");
    assertThat(new NetworkBlueprint(Architecture.NEIGHBOURHOOD, 26, 32).toText())
        .isEqualTo("neighbourhood/1 features=26 hidden=32");
    assertThat(new NetworkBlueprint(Architecture.LINEAR, 26, 32).toText())
        .isEqualTo("linear/1 features=26 hidden=0");
  }

  @Test
  void linearNetworksOfAnyWidthAreTheSame() {
    assertThat(new NetworkBlueprint(Architecture.LINEAR, 26, 32))
        .isEqualTo(new NetworkBlueprint(Architecture.LINEAR, 26, 64));
  }

  @Test
  void blocksThatAnArchitectureLacksHaveNoPlace() {
    NetworkBlueprint linear = new NetworkBlueprint(Architecture.LINEAR, 26, 32);
    assertThatThrownBy(() -> DenseBlock.MIXING.weightOffset(linear))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("linear/1 features=26 hidden=0 has no block MIXING");
  }

  @Test
  void refusesAnotherLayout() {
    assertThatThrownBy(() -> NetworkBlueprint.parse("pooled-vertexwise/2 features=26 hidden=32"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pooled-vertexwise/2")
        .hasMessageContaining("only linear/1, pooled-vertexwise/1, neighbourhood/1")
        .hasMessageContaining("Maybe");
  }

  @Test
  void refusesWhatIsNoBlueprint() {
    assertThatThrownBy(() -> NetworkBlueprint.parse("hidden=32"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"hidden=32\"");
  }

  @Test
  void refusesSizesOutOfBounds() {
    assertThatThrownBy(() -> new NetworkBlueprint(26, 0)).hasMessageContaining("hidden (0)");
    assertThatThrownBy(() -> new NetworkBlueprint(5000, 1)).hasMessageContaining("features (5000)");
  }
}
