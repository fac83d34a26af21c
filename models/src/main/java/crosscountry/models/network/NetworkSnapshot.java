package crosscountry.models.network;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The published parameters of a network at one version: all that an executor needs to judge
 * positions. The parameter array isn't copied; whoever hands it over no longer writes to it.
 *
 * @param version number of the snapshot, rising with each publication, from 0
 * @param blueprint what the network is made of
 * @param parameters flat vector, [{@link NetworkBlueprint#parameterCount}], laid out as {@link
 *     Architecture} says
 */
@SuppressWarnings("ArrayRecordComponent") // Equality is by content.
public record NetworkSnapshot(long version, NetworkBlueprint blueprint, float[] parameters)
    implements Serializable {

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if the version is negative, or the parameters are too many,
   *     too few or not finite
   */
  public NetworkSnapshot {
    if (version < 0) {
      throw new IllegalArgumentException("The version (%d) is negative".formatted(version));
    }
    requireParameters(blueprint, parameters);
  }

  /** Throws an {@link IllegalArgumentException} unless the parameters are finite and fit. */
  static void requireParameters(NetworkBlueprint blueprint, float[] parameters) {
    if (parameters.length != blueprint.parameterCount()) {
      throw new IllegalArgumentException(
          "%s needs %d parameters, but %d were given"
              .formatted(blueprint.toText(), blueprint.parameterCount(), parameters.length));
    }
    for (int index = 0; index < parameters.length; index++) {
      if (!Float.isFinite(parameters[index])) {
        throw new IllegalArgumentException(
            "Parameter %d of %s is %s, not a finite number"
                .formatted(index, blueprint.toText(), parameters[index]));
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkSnapshot that
        && version == that.version
        && blueprint.equals(that.blueprint)
        && Arrays.equals(parameters, that.parameters);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(version) + blueprint.hashCode()) + Arrays.hashCode(parameters);
  }

  @Override
  public String toString() {
    return "NetworkSnapshot[version=%d, %s]".formatted(version, blueprint.toText());
  }
}
