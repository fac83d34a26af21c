package crosscountry.models.evaluation;

import crosscountry.models.network.DenseBlock;
import crosscountry.models.network.NetworkBlueprint;

/**
 * A dense layer of {@link RowEvaluator} without its activation: weights [inputs][outputs], bias
 * [outputs]. It is a block or, where a block has several inputs side by side, the part of one
 * input.
 */
final class RowLayer {

  private final float[][] weights;
  private final float[] bias;
  private final int weightOffset;
  private final int biasOffset;

  private RowLayer(int inputs, int outputs, int weightOffset, int biasOffset) {
    this.weights = new float[inputs][outputs];
    this.bias = new float[outputs];
    this.weightOffset = weightOffset;
    this.biasOffset = biasOffset;
  }

  /** Returns the layer of a whole block. */
  static RowLayer of(DenseBlock block, NetworkBlueprint blueprint) {
    return new RowLayer(
        block.inputs(blueprint),
        block.outputs(blueprint),
        block.weightOffset(blueprint),
        block.biasOffset(blueprint));
  }

  /** Returns the part of {@link DenseBlock#MIXING} for the H inputs of a place, from 0. */
  static RowLayer mixing(NetworkBlueprint blueprint, int place) {
    int hidden = blueprint.hidden();
    return new RowLayer(
        hidden,
        hidden,
        DenseBlock.MIXING.weightOffset(blueprint) + place * hidden * hidden,
        DenseBlock.MIXING.biasOffset(blueprint));
  }

  /** Takes over its part of a flat vector of parameters. */
  void load(float[] parameters) {
    int next = weightOffset;
    for (float[] row : weights) {
      System.arraycopy(parameters, next, row, 0, row.length);
      next += row.length;
    }
    System.arraycopy(parameters, biasOffset, bias, 0, bias.length);
  }

  /** Sets output = bias + input * weights. */
  void apply(float[] input, float[] output) {
    apply(input, bias, output);
  }

  /** Sets output = start + input * weights. */
  void apply(float[] input, float[] start, float[] output) {
    System.arraycopy(start, 0, output, 0, output.length);
    add(input, output);
  }

  /** Adds input * weights to the output. */
  void add(float[] input, float[] output) {
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

  /** Sets what is negative to 0. */
  static void rectify(float[] units) {
    for (int unit = 0; unit < units.length; unit++) {
      units[unit] = Math.max(units[unit], 0f);
    }
  }

  /** Adds units to their sums. */
  static void accumulate(float[] units, float[] sums) {
    for (int unit = 0; unit < sums.length; unit++) {
      sums[unit] += units[unit];
    }
  }
}
