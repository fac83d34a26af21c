package crosscountry.models.learning;

import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.PolicyValueNetwork;
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

  /** Returns a copy of what a network has learnt. */
  public static LearnerState of(PolicyValueNetwork network) {
    return new LearnerState(
        network.blueprint(), network.parameters(), network.updaterState(), network.steps());
  }

  /**
   * Gives this state to a network.
   *
   * @throws IllegalArgumentException if a part of it doesn't fit the network's blueprint, or is
   *     none that learning leads to
   */
  public void copyTo(PolicyValueNetwork network) {
    network.setParameters(parameters);
    network.setUpdaterState(updaterState);
    network.setSteps(steps);
  }

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
