package crosscountry.models.evaluation;

import crosscountry.environment.search.Judgement;
import crosscountry.models.network.DenseBlock;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.NetworkSnapshot;
import java.util.Arrays;

/**
 * Evaluates in plain Java: O(live * H * (F + 2H)) multiplications, no allocation but when a
 * position is larger than any before. The same input gives the same bits on every machine.
 *
 * <p>Weights are one array per input, [inputs][outputs], and hidden units one array per vertex,
 * [live][H]: the JVM's compiler turns loops into vector instructions only where every array is
 * indexed by the loop variable alone and few products are summed.
 */
public final class RowEvaluator implements NetworkEvaluator {

  private final NetworkBlueprint blueprint;
  private final Layer embedding;
  private final Layer refinement;
  private final Layer context;
  private final Layer mixing;
  private final float[] policyWeights;
  private final float[] excessWeights;
  private final float[] pooled;
  private final float[] first;
  private final float[] mixingOfContext;
  private float policyBias;
  private float excessBias;
  private float[][] hidden = {};
  private long version;

  /** Creates an evaluator for the parameters of a snapshot. */
  public RowEvaluator(NetworkSnapshot snapshot) {
    blueprint = snapshot.blueprint();
    embedding = new Layer(DenseBlock.EMBEDDING, blueprint);
    refinement = new Layer(DenseBlock.REFINEMENT, blueprint);
    context = new Layer(DenseBlock.CONTEXT, blueprint);
    mixing = new Layer(DenseBlock.MIXING, blueprint);
    policyWeights = new float[blueprint.hidden()];
    excessWeights = new float[blueprint.hidden()];
    pooled = new float[blueprint.hidden()];
    first = new float[blueprint.hidden()];
    mixingOfContext = new float[blueprint.hidden()];
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
    for (Layer layer : new Layer[] {embedding, refinement, context, mixing}) {
      layer.load(parameters);
    }
    int hiddenUnits = blueprint.hidden();
    System.arraycopy(
        parameters, DenseBlock.POLICY.weightOffset(blueprint), policyWeights, 0, hiddenUnits);
    System.arraycopy(
        parameters, DenseBlock.EXCESS.weightOffset(blueprint), excessWeights, 0, hiddenUnits);
    policyBias = parameters[DenseBlock.POLICY.biasOffset(blueprint)];
    excessBias = parameters[DenseBlock.EXCESS.biasOffset(blueprint)];
    version = snapshot.version();
  }

  @Override
  public void evaluate(float[][] rows, int live, Judgement judgement) {
    if (live == 0) {
      return;
    }
    InputChecks.requireFit(rows, live, blueprint.features(), judgement);
    makeRoom(live);
    embedAndPool(rows, live);
    // (h + c) W + b = h W + (c W + b): the context is mixed once instead of once per vertex.
    context.apply(pooled, context.bias, first);
    rectify(first);
    mixing.apply(first, mixing.bias, mixingOfContext);
    readHeads(live, judgement);
    InputChecks.requireFinite(rows, live, judgement);
  }

  private void embedAndPool(float[][] rows, int live) {
    Arrays.fill(pooled, 0f);
    for (int vertex = 0; vertex < live; vertex++) {
      float[] units = hidden[vertex];
      embedding.apply(rows[vertex], embedding.bias, first);
      rectify(first);
      refinement.apply(first, refinement.bias, units);
      rectify(units);
      add(units, pooled);
    }
    float share = 1f / live;
    for (int unit = 0; unit < pooled.length; unit++) {
      pooled[unit] *= share;
    }
  }

  private void readHeads(int live, Judgement judgement) {
    float[] logits = judgement.logits();
    float[] excess = judgement.excess();
    for (int vertex = 0; vertex < live; vertex++) {
      mixing.apply(hidden[vertex], mixingOfContext, first);
      rectify(first);
      logits[vertex] = dot(first, policyWeights) + policyBias;
      excess[vertex] = dot(first, excessWeights) + excessBias;
    }
  }

  private void makeRoom(int live) {
    if (hidden.length < live) {
      hidden = new float[Math.max(live, 2 * hidden.length)][blueprint.hidden()];
    }
  }

  private static void rectify(float[] units) {
    for (int unit = 0; unit < units.length; unit++) {
      units[unit] = Math.max(units[unit], 0f);
    }
  }

  private static void add(float[] units, float[] sums) {
    for (int unit = 0; unit < sums.length; unit++) {
      sums[unit] += units[unit];
    }
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

  /** A dense layer without its activation: weights [inputs][outputs], bias [outputs]. */
  private static final class Layer {

    private final float[][] weights;
    private final float[] bias;
    private final int offset;

    Layer(DenseBlock block, NetworkBlueprint blueprint) {
      weights = new float[block.inputs(blueprint)][block.outputs(blueprint)];
      bias = new float[block.outputs(blueprint)];
      offset = block.weightOffset(blueprint);
    }

    void load(float[] parameters) {
      int next = offset;
      for (float[] row : weights) {
        System.arraycopy(parameters, next, row, 0, row.length);
        next += row.length;
      }
      System.arraycopy(parameters, next, bias, 0, bias.length);
    }

    /** Sets output = start + input * weights. */
    void apply(float[] input, float[] start, float[] output) {
      System.arraycopy(start, 0, output, 0, output.length);
      int index = 0;
      for (; index + 4 <= weights.length; index += 4) {
        addFour(
            output,
            weights[index],
            weights[index + 1],
            weights[index + 2],
            weights[index + 3],
            input[index],
            input[index + 1],
            input[index + 2],
            input[index + 3]);
      }
      for (; index < weights.length; index++) {
        addOne(output, weights[index], input[index]);
      }
    }

    private static void addFour(
        float[] output,
        float[] row0,
        float[] row1,
        float[] row2,
        float[] row3,
        float input0,
        float input1,
        float input2,
        float input3) {
      for (int unit = 0; unit < output.length; unit++) {
        output[unit] +=
            input0 * row0[unit] + input1 * row1[unit] + input2 * row2[unit] + input3 * row3[unit];
      }
    }

    private static void addOne(float[] output, float[] row, float input) {
      for (int unit = 0; unit < output.length; unit++) {
        output[unit] += input * row[unit];
      }
    }
  }
}
