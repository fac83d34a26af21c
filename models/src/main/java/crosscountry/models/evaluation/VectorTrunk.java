package crosscountry.models.evaluation;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.models.network.NetworkBlueprint;

/**
 * What comes before the heads of {@link VectorEvaluator}: it turns a position into what they read,
 * tile by tile.
 */
sealed interface VectorTrunk permits VectorFeatureTrunk, VectorPooledTrunk, VectorNeighbourTrunk {

  /** Rows of a tile, which are computed at once. */
  int TILE = 4;

  /** Returns the trunk of a network, which has no parameters yet. */
  static VectorTrunk of(NetworkBlueprint blueprint) {
    return switch (blueprint.architecture()) {
      case LINEAR -> new VectorFeatureTrunk(blueprint);
      case POOLED_VERTEXWISE -> new VectorPooledTrunk(blueprint);
      case NEIGHBOURHOOD -> new VectorNeighbourTrunk(blueprint);
    };
  }

  /** Returns the length of what the heads read. */
  int width();

  /** Takes over its part of a flat vector of parameters. */
  void load(float[] parameters);

  /** Reads a position of at least one live vertex. */
  void read(EncodedPosition position);

  /**
   * Returns what the heads read of the rows of a tile, [TILE][width], until asked for another. What
   * stands for rows that the position doesn't have means nothing.
   *
   * @param first the tile's first row, which the position has
   */
  float[][] tile(int first);
}
