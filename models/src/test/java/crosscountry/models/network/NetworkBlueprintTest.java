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
  }

  @Property
  void textIsReadBack(
      @ForAll @IntRange(min = 1, max = 4096) int features,
      @ForAll @IntRange(min = 1, max = 4096) int hidden) {
    NetworkBlueprint blueprint = new NetworkBlueprint(features, hidden);
    assertThat(NetworkBlueprint.parse(blueprint.toText())).isEqualTo(blueprint);
  }

  @Property
  void blocksFillTheVectorWithoutGap(
      @ForAll @IntRange(min = 1, max = 100) int features,
      @ForAll @IntRange(min = 1, max = 100) int hidden) {
    NetworkBlueprint blueprint = new NetworkBlueprint(features, hidden);
    int next = 0;
    for (DenseBlock block : DenseBlock.values()) {
      assertThat(block.weightOffset(blueprint)).isEqualTo(next);
      next = block.biasOffset(blueprint) + block.outputs(blueprint);
    }
    assertThat(next).isEqualTo(blueprint.parameterCount());
  }

  @Test
  void textIsStable() {
    assertThat(new NetworkBlueprint(26, 32).toText())
        .isEqualTo("pooled-vertexwise/1 features=26 hidden=32");
  }

  @Test
  void refusesAnotherLayout() {
    assertThatThrownBy(() -> NetworkBlueprint.parse("pooled-vertexwise/2 features=26 hidden=32"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pooled-vertexwise/2")
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
