package crosscountry.models.evaluation;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.models.network.DenseBlock;
import crosscountry.models.network.NetworkBlueprint;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Hidden units of each live vertex, and their mean as context. Where neighbours are read, a row of
 * hidden units has room for their means, two more strides, which are others' to fill before tiles
 * are mixed.
 */
final class VectorPooledTrunk implements VectorTrunk {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final int stride;
  private final VectorLayer embedding;
  private final VectorLayer refinement;
  private final VectorLayer context;
  private final VectorLayer mixing;
  private final float[] pooled;
  private final float[] contextUnits;
  private final float[] mixingOfContext;
  private final float[][] scratch;
  private float[][] hidden = {};

  VectorPooledTrunk(NetworkBlueprint blueprint) {
    stride = VectorLayer.stride(blueprint);
    embedding = new VectorLayer(DenseBlock.EMBEDDING, blueprint);
    refinement = new VectorLayer(DenseBlock.REFINEMENT, blueprint);
    context = new VectorLayer(DenseBlock.CONTEXT, blueprint);
    mixing = new VectorLayer(DenseBlock.MIXING, blueprint);
    pooled = new float[stride];
    int parts = DenseBlock.MIXING.inputs(blueprint) / blueprint.hidden();
    contextUnits = new float[parts * stride];
    mixingOfContext = new float[stride];
    scratch = new float[TILE][stride];
  }

  @Override
  public int width() {
    return stride;
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
    for (int vertex = 0; vertex < live; vertex += TILE) {
      embedTile(position.rows(), vertex, live - 1);
    }
    pool(live);
    // (h + c) W + b = h W + (c W + b): the context is mixed once instead of once per vertex.
    context.applyToOne(pooled, contextUnits);
    RowLayer.rectify(contextUnits);
    mixing.applyToOne(contextUnits, mixingOfContext);
  }

  @Override
  public float[][] tile(int first) {
    mixing.applyToTile(
        mixingOfContext,
        hidden[first],
        hidden[first + 1],
        hidden[first + 2],
        hidden[first + 3],
        scratch,
        0);
    return scratch;
  }

  /** Returns the hidden units, [at least live][S], or [3S] where neighbours are read. */
  float[][] hidden() {
    return hidden;
  }

  /** In the last tile the last vertex stands in for those that aren't there. */
  private void embedTile(float[][] rows, int vertex, int last) {
    float[] row1 = rows[Math.min(vertex + 1, last)];
    float[] row2 = rows[Math.min(vertex + 2, last)];
    float[] row3 = rows[Math.min(vertex + 3, last)];
    float[] start = embedding.bias();
    embedding.applyToTile(start, rows[vertex], row1, row2, row3, scratch, 0);
    start = refinement.bias();
    refinement.applyToTile(start, scratch[0], scratch[1], scratch[2], scratch[3], hidden, vertex);
  }

  private void pool(int live) {
    float share = 1f / live;
    for (int unit = 0; unit < stride; unit += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int vertex = 0; vertex < live; vertex++) {
        sum = sum.add(FloatVector.fromArray(SPECIES, hidden[vertex], unit));
      }
      sum.mul(share).intoArray(pooled, unit);
    }
  }

  private void makeRoom(int live) {
    int needed = live + TILE - 1;
    if (hidden.length < needed) {
      hidden = new float[Math.max(needed, 2 * hidden.length)][contextUnits.length];
    }
  }
}
