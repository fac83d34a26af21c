package crosscountry.models.evaluation;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.search.Judgement;
import crosscountry.models.network.DenseBlock;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.NetworkSnapshot;

/**
 * Evaluates in plain Java, without allocation but when a position is larger than any before. The
 * same input gives the same bits on every machine.
 *
 * <p>Weights are one array per input, [inputs][outputs], and hidden units one array per vertex,
 * [live][H]: the JVM's compiler turns loops into vector instructions only where every array is
 * indexed by the loop variable alone and few products are summed.
 */
public final class RowEvaluator implements NetworkEvaluator {

  private final NetworkBlueprint blueprint;
  private final RowTrunk trunk;
  private final float[] policyWeights;
  private final float[] excessWeights;
  private float policyBias;
  private float excessBias;
  private long version;

  /** Creates an evaluator for the parameters of a snapshot. */
  public RowEvaluator(NetworkSnapshot snapshot) {
    blueprint = snapshot.blueprint();
    trunk = RowTrunk.of(blueprint);
    policyWeights = new float[DenseBlock.POLICY.inputs(blueprint)];
    excessWeights = new float[DenseBlock.EXCESS.inputs(blueprint)];
    load(snapshot);
  }

  @Override
  public NetworkBlueprint blueprint() {
    return blueprint;
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public void load(NetworkSnapshot snapshot) {
    InputChecks.requireBlueprint(blueprint, snapshot);
    float[] parameters = snapshot.parameters();
    trunk.load(parameters);
    int policyOffset = DenseBlock.POLICY.weightOffset(blueprint);
    int excessOffset = DenseBlock.EXCESS.weightOffset(blueprint);
    System.arraycopy(parameters, policyOffset, policyWeights, 0, policyWeights.length);
    System.arraycopy(parameters, excessOffset, excessWeights, 0, excessWeights.length);
    policyBias = parameters[DenseBlock.POLICY.biasOffset(blueprint)];
    excessBias = parameters[DenseBlock.EXCESS.biasOffset(blueprint)];
    version = snapshot.version();
  }

  @Override
  public void evaluate(EncodedPosition position, Judgement judgement) {
    int live = position.live();
    if (live == 0) {
      return;
    }
    InputChecks.requireFit(position, blueprint.features(), judgement);
    trunk.read(position);
    float[] logits = judgement.logits();
    float[] excess = judgement.excess();
    for (int row = 0; row < live; row++) {
      float[] units = trunk.units(row);
      logits[row] = dot(units, policyWeights) + policyBias;
      excess[row] = dot(units, excessWeights) + excessBias;
    }
    InputChecks.requireFinite(position, judgement);
  }

  /** Four sums at a time, because each addition waits for the one before it. */
  private static float dot(float[] left, float[] right) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int unit = 0;
    for (; unit + 4 <= left.length; unit += 4) {
      sum0 += left[unit] * right[unit];
      sum1 += left[unit + 1] * right[unit + 1];
      sum2 += left[unit + 2] * right[unit + 2];
      sum3 += left[unit + 3] * right[unit + 3];
    }
    for (; unit < left.length; unit++) {
      sum0 += left[unit] * right[unit];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }
}
