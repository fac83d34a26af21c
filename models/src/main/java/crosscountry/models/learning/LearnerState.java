package crosscountry.models.learning;

import crosscountry.models.network.NetworkBlueprint;
import java.io.Serializable;
import java.util.Arrays;

/**
 * All that a learner needs to go on exactly where it was, given the same settings and examples.
 *
 * @param blueprint what the network is made of
 * @param parameters flat vector, laid out as {@link crosscountry.models.network.Architecture} says
 * @param updaterState what the optimizer keeps between steps, opaque, twice as long
 * @param steps number of steps done
 */
@SuppressWarnings("ArrayRecordComponent") // Equality is by content.
public record LearnerState(
    NetworkBlueprint blueprint, float[] parameters, float[] updaterState, int steps)
    implements Serializable {

  @Override
  public boolean equals(Object other) {
    return other instanceof LearnerState that
        && steps == that.steps
        && blueprint.equals(that.blueprint)
        && Arrays.equals(parameters, that.parameters)
        && Arrays.equals(updaterState, that.updaterState);
  }

  @Override
  public int hashCode() {
    int arrays = 31 * Arrays.hashCode(parameters) + Arrays.hashCode(updaterState);
    return 31 * (31 * blueprint.hashCode() + arrays) + steps;
  }

  @Override
  public String toString() {
    return "LearnerState[%s, steps=%d]".formatted(blueprint.toText(), steps);
  }
}
