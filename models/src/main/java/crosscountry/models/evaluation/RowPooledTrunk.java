package crosscountry.models.evaluation;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.models.network.DenseBlock;
import crosscountry.models.network.NetworkBlueprint;
import java.util.Arrays;

/**
 * Hidden units of each live vertex, and their mean as context: O(live * H * (F + 2H))
 * multiplications.
 */
final class RowPooledTrunk implements RowTrunk {

  private final RowLayer embedding;
  private final RowLayer refinement;
  private final RowLayer context;
  private final RowLayer mixing;
  private final float[] pooled;
  private final float[] units;
  private final float[] mixingOfContext;
  private float[][] hidden = {};

  RowPooledTrunk(NetworkBlueprint blueprint) {
    embedding = RowLayer.of(DenseBlock.EMBEDDING, blueprint);
    refinement = RowLayer.of(DenseBlock.REFINEMENT, blueprint);
    context = RowLayer.of(DenseBlock.CONTEXT, blueprint);
    mixing = RowLayer.mixing(blueprint, 0);
    pooled = new float[blueprint.hidden()];
    units = new float[blueprint.hidden()];
    mixingOfContext = new float[blueprint.hidden()];
  }

  @Override
  public void load(float[] parameters) {
    embedding.load(parameters);
    refinement.load(parameters);
    context.load(parameters);
    mixing.load(parameters);
  }

  @Override
  public void read(EncodedPosition position) {
    int live = position.live();
    makeRoom(live);
    embedAndPool(position.rows(), live);
    // (h + c) W + b = h W + (c W + b): the context is mixed once instead of once per vertex.
    context.apply(pooled, units);
    RowLayer.rectify(units);
    mixing.apply(units, mixingOfContext);
  }

  @Override
  public float[] units(int row) {
    mix(row);
    RowLayer.rectify(units);
    return units;
  }

  /** Returns the mixed units of a row before their activation, for others to be added. */
  float[] mix(int row) {
    mixing.apply(hidden[row], mixingOfContext, units);
    return units;
  }

  /** Returns the hidden units, [at least live][H]. */
  float[][] hidden() {
    return hidden;
  }

  private void embedAndPool(float[][] rows, int live) {
    Arrays.fill(pooled, 0f);
    for (int vertex = 0; vertex < live; vertex++) {
      float[] refined = hidden[vertex];
      embedding.apply(rows[vertex], units);
      RowLayer.rectify(units);
      refinement.apply(units, refined);
      RowLayer.rectify(refined);
      RowLayer.accumulate(refined, pooled);
    }
    float share = 1f / live;
    for (int unit = 0; unit < pooled.length; unit++) {
      pooled[unit] *= share;
    }
  }

  private void makeRoom(int live) {
    if (hidden.length < live) {
      hidden = new float[Math.max(live, 2 * hidden.length)][pooled.length];
    }
  }
}
