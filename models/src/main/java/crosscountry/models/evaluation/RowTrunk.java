package crosscountry.models.evaluation;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.models.network.NetworkBlueprint;

/** What comes before the heads of {@link RowEvaluator}: it turns a position into what they read. */
sealed interface RowTrunk permits RowFeatureTrunk, RowPooledTrunk, RowNeighbourTrunk {

  /** Returns the trunk of a network, which has no parameters yet. */
  static RowTrunk of(NetworkBlueprint blueprint) {
    return switch (blueprint.architecture()) {
      case LINEAR -> new RowFeatureTrunk();
      case POOLED_VERTEXWISE -> new RowPooledTrunk(blueprint);
      case NEIGHBOURHOOD -> new RowNeighbourTrunk(blueprint);
    };
  }

  /** Takes over its part of a flat vector of parameters. */
  void load(float[] parameters);

  /** Reads a position of at least one live vertex. */
  void read(EncodedPosition position);

  /** Returns what the heads read of a row of the position, until asked for another. */
  float[] units(int row);
}
