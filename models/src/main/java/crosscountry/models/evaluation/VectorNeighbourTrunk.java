package crosscountry.models.evaluation;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.NeighbourLists;
import crosscountry.models.network.NetworkBlueprint;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Hidden units with context, and beside them the means of those of live neighbours. */
final class VectorNeighbourTrunk implements VectorTrunk {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final VectorPooledTrunk pooled;
  private final int stride;

  VectorNeighbourTrunk(NetworkBlueprint blueprint) {
    pooled = new VectorPooledTrunk(blueprint);
    stride = VectorLayer.stride(blueprint);
  }

  @Override
  public int width() {
    return pooled.width();
  }

  @Override
  public void load(float[] parameters) {
    pooled.load(parameters);
  }

  @Override
  public void read(EncodedPosition position) {
    pooled.read(position);
    average(position.neighbours().predecessors(), stride);
    average(position.neighbours().successors(), 2 * stride);
  }

  @Override
  public float[][] tile(int first) {
    return pooled.tile(first);
  }

  /** Writes the means of each row's list into the row, from a place on. */
  private void average(NeighbourLists lists, int place) {
    float[][] hidden = pooled.hidden();
    for (int row = 0; row < lists.lists(); row++) {
      int first = lists.start()[row];
      int end = lists.start()[row + 1];
      float share = first == end ? 0f : 1f / (end - first);
      for (int unit = 0; unit < stride; unit += LANES) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int entry = first; entry < end; entry++) {
          sum = sum.add(FloatVector.fromArray(SPECIES, hidden[lists.rows()[entry]], unit));
        }
        sum.mul(share).intoArray(hidden[row], place + unit);
      }
    }
  }
}
