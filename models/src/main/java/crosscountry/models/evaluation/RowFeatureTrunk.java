package crosscountry.models.evaluation;

import crosscountry.environment.game.EncodedPosition;

/** Lets the heads read the features themselves. */
final class RowFeatureTrunk implements RowTrunk {

  private float[][] rows = {};

  @Override
  public void load(float[] parameters) {
    // There is nothing between features and heads.
  }

  @Override
  public void read(EncodedPosition position) {
    rows = position.rows();
  }

  @Override
  public float[] units(int row) {
    return rows[row];
  }
}
