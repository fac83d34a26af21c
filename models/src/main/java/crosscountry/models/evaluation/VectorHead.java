package crosscountry.models.evaluation;

import crosscountry.models.network.DenseBlock;
import crosscountry.models.network.NetworkBlueprint;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** A dense layer of {@link VectorEvaluator} to a single number. */
final class VectorHead {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private final DenseBlock block;
  private final NetworkBlueprint blueprint;
  private final float[] weights;
  private float bias;

  /**
   * Creates the head.
   *
   * @param width length of what it reads, at least the number of its inputs
   */
  VectorHead(DenseBlock block, NetworkBlueprint blueprint, int width) {
    this.block = block;
    this.blueprint = blueprint;
    this.weights = new float[width];
  }

  /** Takes over its part of a flat vector of parameters. */
  void load(float[] parameters) {
    int inputs = block.inputs(blueprint);
    System.arraycopy(parameters, block.weightOffset(blueprint), weights, 0, inputs);
    bias = parameters[block.biasOffset(blueprint)];
  }

  /** Returns bias + units * weights. */
  float of(float[] units) {
    FloatVector sums = FloatVector.zero(SPECIES);
    int unit = 0;
    for (; unit + LANES <= weights.length; unit += LANES) {
      FloatVector weight = FloatVector.fromArray(SPECIES, weights, unit);
      sums = FloatVector.fromArray(SPECIES, units, unit).fma(weight, sums);
    }
    float sum = sums.reduceLanes(VectorOperators.ADD) + bias;
    for (; unit < weights.length; unit++) {
      sum += units[unit] * weights[unit];
    }
    return sum;
  }
}
