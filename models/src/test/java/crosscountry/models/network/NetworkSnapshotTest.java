package crosscountry.models.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NetworkSnapshotTest {

  private static final NetworkBlueprint BLUEPRINT = new NetworkBlueprint(3, 2);

  @Test
  void survivesSerialization() throws IOException, ClassNotFoundException {
    NetworkSnapshot snapshot = Samples.snapshot(new SplittableRandom(1), BLUEPRINT);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(snapshot);
    }
    ByteArrayInputStream stored = new ByteArrayInputStream(bytes.toByteArray());
    try (ObjectInputStream in = new ObjectInputStream(stored)) {
      assertThat(in.readObject()).isEqualTo(snapshot).hasSameHashCodeAs(snapshot);
    }
  }

  @Test
  void refusesAnotherLength() {
    assertThatThrownBy(() -> new NetworkSnapshot(0, BLUEPRINT, new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs 32 parameters, but 3");
  }

  @Test
  void refusesWhatIsNotFinite() {
    float[] parameters = new float[BLUEPRINT.parameterCount()];
    parameters[7] = Float.NaN;
    assertThatThrownBy(() -> new NetworkSnapshot(0, BLUEPRINT, parameters))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Parameter 7")
        .hasMessageContaining("NaN");
  }

  @Test
  void refusesNegativeVersion() {
    float[] parameters = new float[BLUEPRINT.parameterCount()];
    assertThatThrownBy(() -> new NetworkSnapshot(-1, BLUEPRINT, parameters))
        .hasMessageContaining("-1");
  }

  @Test
  void differsByVersionAndParameters() {
    float[] parameters = new float[BLUEPRINT.parameterCount()];
    NetworkSnapshot snapshot = new NetworkSnapshot(1, BLUEPRINT, parameters);
    float[] others = parameters.clone();
    others[0] = 1;
    assertThat(snapshot).isNotEqualTo(new NetworkSnapshot(2, BLUEPRINT, parameters));
    assertThat(snapshot).isNotEqualTo(new NetworkSnapshot(1, BLUEPRINT, others));
    assertThat(snapshot).hasToString("NetworkSnapshot[version=1, " + BLUEPRINT.toText() + "]");
  }
}
