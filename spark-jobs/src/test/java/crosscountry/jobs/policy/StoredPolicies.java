package crosscountry.jobs.policy;

import crosscountry.datasets.tables.Bytes;
import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.Floats;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.models.network.NetworkBlueprint;
import java.time.Instant;
import java.util.SplittableRandom;

/** Checkpoints of networks that nobody trained. */
public final class StoredPolicies {

  /** A network that this software plays. */
  public static final NetworkBlueprint BLUEPRINT =
      new NetworkBlueprint(EncodedPosition.FEATURES, 4);

  private StoredPolicies() {}

  /** Returns a checkpoint whose parameters follow from its version. */
  public static CheckpointRow checkpoint(String runId, long version) {
    return checkpoint(runId, version, BLUEPRINT.toText(), parameters(version));
  }

  /** Returns a checkpoint with the given network, which need not be one. */
  public static CheckpointRow checkpoint(
      String runId, long version, String blueprint, float... parameters) {
    return new CheckpointRow(
        runId,
        version,
        Instant.parse("2026-03-01T12:00:00Z"),
        "{}",
        blueprint,
        Floats.of(parameters),
        Floats.of(new float[2 * parameters.length]),
        "{}",
        Bytes.of(),
        Bytes.of(),
        "crosscountry 0.1.0 (0123abc)");
  }

  /** Returns as many parameters as the network has. */
  public static float[] parameters(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] parameters = new float[BLUEPRINT.parameterCount()];
    for (int index = 0; index < parameters.length; index++) {
      parameters[index] = (float) random.nextDouble(-0.5, 0.5);
    }
    return parameters;
  }
}
