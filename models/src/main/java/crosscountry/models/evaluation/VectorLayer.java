package crosscountry.models.evaluation;

import crosscountry.models.network.DenseBlock;
import crosscountry.models.network.NetworkBlueprint;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A dense layer of {@link VectorEvaluator} to hidden units: weights [inputs][S], bias [S]. The
 * stride S is H rounded up to whole pairs of vectors; what is more than H is 0. Inputs that are
 * hidden units lie in strides, too.
 */
final class VectorLayer {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final DenseBlock block;
  private final NetworkBlueprint blueprint;

  /** Number of inputs that lie side by side; the next ones begin at the next stride. */
  private final int group;

  private final int inputs;
  private final int stride;
  private final float[] weights;
  private final float[] bias;

  VectorLayer(DenseBlock block, NetworkBlueprint blueprint) {
    this.block = block;
    this.blueprint = blueprint;
    this.stride = stride(blueprint);
    this.group = block == DenseBlock.EMBEDDING ? blueprint.features() : blueprint.hidden();
    this.inputs = place(block.inputs(blueprint) - 1) + 1;
    this.weights = new float[inputs * stride];
    this.bias = new float[stride];
  }

  /** Returns the stride S of the hidden units of a network. */
  static int stride(NetworkBlueprint blueprint) {
    int pair = 2 * LANES;
    return (blueprint.hidden() + pair - 1) / pair * pair;
  }

  /** Takes over its part of a flat vector of parameters. */
  void load(float[] parameters) {
    int outputs = block.outputs(blueprint);
    int offset = block.weightOffset(blueprint);
    for (int input = 0; input < block.inputs(blueprint); input++) {
      int from = offset + input * outputs;
      System.arraycopy(parameters, from, weights, place(input) * stride, outputs);
    }
    System.arraycopy(parameters, block.biasOffset(blueprint), bias, 0, outputs);
  }

  private int place(int input) {
    return input / group * stride + input % group;
  }

  /** Returns the bias, [S]. */
  float[] bias() {
    return bias;
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
