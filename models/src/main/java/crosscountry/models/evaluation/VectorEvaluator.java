package crosscountry.models.evaluation;

import crosscountry.environment.search.Judgement;
import crosscountry.models.network.DenseBlock;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.NetworkSnapshot;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Evaluates with the vector API of the JDK, several times faster than {@link RowEvaluator}. It
 * needs {@code --add-modules jdk.incubator.vector}, so nothing but {@link EvaluatorKind} refers to
 * it, by name. The same input gives the same bits on processors of the same vector length.
 *
 * <p>Four vertices and two vectors of hidden units are computed at once: eight sums in registers,
 * for which two vectors of weights and four features are loaded. Rows of weights and hidden units
 * are padded with zeros to whole pairs of vectors, the stride S.
 */
final class VectorEvaluator implements NetworkEvaluator {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int TILE = 4;

  private final NetworkBlueprint blueprint;
  private final int stride;
  private final Layer embedding;
  private final Layer refinement;
  private final Layer context;
  private final Layer mixing;
  private final Layer policy;
  private final Layer excess;
  private final float[] pooled;
  private final float[] contextUnits;
  private final float[] mixingOfContext;
  private final float[][] scratch;
  private float[][] hidden = {};
  private long version;

  /** Creates an evaluator for the parameters of a snapshot. */
  VectorEvaluator(NetworkSnapshot snapshot) {
    blueprint = snapshot.blueprint();
    int pair = 2 * LANES;
    stride = (blueprint.hidden() + pair - 1) / pair * pair;
    embedding = new Layer(DenseBlock.EMBEDDING, blueprint, stride);
    refinement = new Layer(DenseBlock.REFINEMENT, blueprint, stride);
    context = new Layer(DenseBlock.CONTEXT, blueprint, stride);
    mixing = new Layer(DenseBlock.MIXING, blueprint, stride);
    policy = new Layer(DenseBlock.POLICY, blueprint, 1);
    excess = new Layer(DenseBlock.EXCESS, blueprint, 1);
    pooled = new float[stride];
    contextUnits = new float[stride];
    mixingOfContext = new float[stride];
    scratch = new float[TILE][stride];
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
    for (Layer layer : new Layer[] {embedding, refinement, context, mixing, policy, excess}) {
      layer.load(snapshot.parameters());
    }
    version = snapshot.version();
  }

  @Override
  public void evaluate(float[][] rows, int live, Judgement judgement) {
    if (live == 0) {
      return;
    }
    InputChecks.requireFit(rows, live, blueprint.features(), judgement);
    makeRoom(live);
    for (int vertex = 0; vertex < live; vertex += TILE) {
      embedTile(rows, vertex, live - 1);
    }
    pool(live);
    context.applyToOne(pooled, contextUnits);
    rectify(contextUnits);
    mixing.applyToOne(contextUnits, mixingOfContext);
    for (int vertex = 0; vertex < live; vertex += TILE) {
      judgeTile(vertex, live, judgement);
    }
    InputChecks.requireFinite(rows, live, judgement);
  }

  /** In the last tile the last vertex stands in for those that aren't there. */
  private void embedTile(float[][] rows, int vertex, int last) {
    float[] row1 = rows[Math.min(vertex + 1, last)];
    float[] row2 = rows[Math.min(vertex + 2, last)];
    float[] row3 = rows[Math.min(vertex + 3, last)];
    float[] start = embedding.bias;
    embedding.applyToTile(start, rows[vertex], row1, row2, row3, scratch, 0);
    start = refinement.bias;
    refinement.applyToTile(start, scratch[0], scratch[1], scratch[2], scratch[3], hidden, vertex);
  }

  private void judgeTile(int vertex, int live, Judgement judgement) {
    mixing.applyToTile(
        mixingOfContext,
        hidden[vertex],
        hidden[vertex + 1],
        hidden[vertex + 2],
        hidden[vertex + 3],
        scratch,
        0);
    float[] logits = judgement.logits();
    float[] excesses = judgement.excess();
    int count = Math.min(TILE, live - vertex);
    for (int index = 0; index < count; index++) {
      logits[vertex + index] = dot(scratch[index], policy.weights) + policy.bias[0];
      excesses[vertex + index] = dot(scratch[index], excess.weights) + excess.bias[0];
    }
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

  private float dot(float[] units, float[] weights) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int unit = 0; unit < stride; unit += LANES) {
      FloatVector weight = FloatVector.fromArray(SPECIES, weights, unit);
      sum = FloatVector.fromArray(SPECIES, units, unit).fma(weight, sum);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  private void makeRoom(int live) {
    int needed = live + TILE - 1;
    if (hidden.length < needed) {
      hidden = new float[Math.max(needed, 2 * hidden.length)][stride];
    }
  }

  private static void rectify(float[] units) {
    for (int unit = 0; unit < units.length; unit++) {
      units[unit] = Math.max(units[unit], 0f);
    }
  }

  /**
   * A dense layer: weights [inputs][S], bias [S]. A head has one output per input and is stored as
   * a vector, [S], to take the product of a vertex with it.
   */
  private static final class Layer {

    private final DenseBlock block;
    private final NetworkBlueprint blueprint;
    private final int inputs;
    private final int stride;
    private final float[] weights;
    private final float[] bias;

    Layer(DenseBlock block, NetworkBlueprint blueprint, int stride) {
      this.block = block;
      this.blueprint = blueprint;
      this.inputs = block.inputs(blueprint);
      this.stride = stride;
      int pair = 2 * LANES;
      this.weights = new float[(inputs * stride + pair - 1) / pair * pair];
      this.bias = new float[stride];
    }

    void load(float[] parameters) {
      int outputs = block.outputs(blueprint);
      int offset = block.weightOffset(blueprint);
      for (int input = 0; input < inputs; input++) {
        System.arraycopy(parameters, offset + input * outputs, weights, input * stride, outputs);
      }
      System.arraycopy(parameters, block.biasOffset(blueprint), bias, 0, outputs);
    }

    /** Sets output = bias + input * weights. */
    void applyToOne(float[] input, float[] output) {
      for (int unit = 0; unit < stride; unit += LANES) {
        FloatVector sum = FloatVector.fromArray(SPECIES, bias, unit);
        for (int index = 0; index < inputs; index++) {
          FloatVector weight = FloatVector.fromArray(SPECIES, weights, index * stride + unit);
          sum = FloatVector.broadcast(SPECIES, input[index]).fma(weight, sum);
        }
        sum.intoArray(output, unit);
      }
    }

    /** Sets output[first + k] = relu(start + input k * weights), for four inputs. */
    void applyToTile(
        float[] start,
        float[] input0,
        float[] input1,
        float[] input2,
        float[] input3,
        float[][] output,
        int first) {
      for (int unit = 0; unit < stride; unit += 2 * LANES) {
        applyToColumns(
            unit,
            start,
            input0,
            input1,
            input2,
            input3,
            output[first],
            output[first + 1],
            output[first + 2],
            output[first + 3]);
      }
    }

    /** The sums must be local variables: only those does the compiler keep in registers. */
    private void applyToColumns(
        int unit,
        float[] start,
        float[] input0,
        float[] input1,
        float[] input2,
        float[] input3,
        float[] output0,
        float[] output1,
        float[] output2,
        float[] output3) {
      FloatVector left0 = FloatVector.fromArray(SPECIES, start, unit);
      FloatVector right0 = FloatVector.fromArray(SPECIES, start, unit + LANES);
      FloatVector left1 = left0;
      FloatVector left2 = left0;
      FloatVector left3 = left0;
      FloatVector right1 = right0;
      FloatVector right2 = right0;
      FloatVector right3 = right0;
      for (int index = 0, at = unit; index < inputs; index++, at += stride) {
        FloatVector left = FloatVector.fromArray(SPECIES, weights, at);
        FloatVector right = FloatVector.fromArray(SPECIES, weights, at + LANES);
        FloatVector input = FloatVector.broadcast(SPECIES, input0[index]);
        left0 = input.fma(left, left0);
        right0 = input.fma(right, right0);
        input = FloatVector.broadcast(SPECIES, input1[index]);
        left1 = input.fma(left, left1);
        right1 = input.fma(right, right1);
        input = FloatVector.broadcast(SPECIES, input2[index]);
        left2 = input.fma(left, left2);
        right2 = input.fma(right, right2);
        input = FloatVector.broadcast(SPECIES, input3[index]);
        left3 = input.fma(left, left3);
        right3 = input.fma(right, right3);
      }
      storeRectified(left0, right0, output0, unit);
      storeRectified(left1, right1, output1, unit);
      storeRectified(left2, right2, output2, unit);
      storeRectified(left3, right3, output3, unit);
    }

    private static void storeRectified(
        FloatVector left, FloatVector right, float[] output, int unit) {
      left.max(0f).intoArray(output, unit);
      right.max(0f).intoArray(output, unit + LANES);
    }
  }
}
