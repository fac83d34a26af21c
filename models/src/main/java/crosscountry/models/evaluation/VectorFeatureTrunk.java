package crosscountry.models.evaluation;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.models.network.NetworkBlueprint;

/** Lets the heads read the features themselves. */
final class VectorFeatureTrunk implements VectorTrunk {

  private final int features;
  private final float[][] tile = new float[TILE][];
  private float[][] rows = {};
  private int live;

  VectorFeatureTrunk(NetworkBlueprint blueprint) {
    features = blueprint.features();
  }

  @Override
  public int width() {
    return features;
  }

  @Override
  public void load(float[] parameters) {
    // There is nothing between features and heads.
  }

  @Override
  public void read(EncodedPosition position) {
    rows = position.rows();
    live = position.live();
  }

  @Override
  public float[][] tile(int first) {
    for (int index = 0; index < TILE; index++) {
      tile[index] = rows[Math.min(first + index, live - 1)];
    }
    return tile;
  }
}
