package crosscountry.models.evaluation;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.LiveNeighbours;
import crosscountry.environment.game.NeighbourLists;
import crosscountry.models.network.NetworkBlueprint;
import java.util.Arrays;

/**
 * Hidden units with context, and the means of those of live neighbours: O(live * H * (F + 4H))
 * multiplications and H additions for each end of an edge between live vertices.
 */
final class RowNeighbourTrunk implements RowTrunk {

  private final RowPooledTrunk pooled;
  private final RowLayer mixingOfPredecessors;
  private final RowLayer mixingOfSuccessors;
  private final float[] mean;
  private LiveNeighbours neighbours = LiveNeighbours.none();

  RowNeighbourTrunk(NetworkBlueprint blueprint) {
    pooled = new RowPooledTrunk(blueprint);
    mixingOfPredecessors = RowLayer.mixing(blueprint, 1);
    mixingOfSuccessors = RowLayer.mixing(blueprint, 2);
    mean = new float[blueprint.hidden()];
  }

  @Override
  public void load(float[] parameters) {
    pooled.load(parameters);
    mixingOfPredecessors.load(parameters);
    mixingOfSuccessors.load(parameters);
  }

  @Override
  public void read(EncodedPosition position) {
    neighbours = position.neighbours();
    pooled.read(position);
  }

  @Override
  public float[] units(int row) {
    float[] units = pooled.mix(row);
    addMean(neighbours.predecessors(), row, mixingOfPredecessors, units);
    addMean(neighbours.successors(), row, mixingOfSuccessors, units);
    RowLayer.rectify(units);
    return units;
  }

  private void addMean(NeighbourLists lists, int row, RowLayer layer, float[] units) {
    int first = lists.start()[row];
    int end = lists.start()[row + 1];
    if (first == end) {
      return;
    }
    Arrays.fill(mean, 0f);
    for (int entry = first; entry < end; entry++) {
      RowLayer.accumulate(pooled.hidden()[lists.rows()[entry]], mean);
    }
    float share = 1f / (end - first);
    for (int unit = 0; unit < mean.length; unit++) {
      mean[unit] *= share;
    }
    layer.add(mean, units);
  }
}
