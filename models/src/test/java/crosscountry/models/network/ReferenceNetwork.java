package crosscountry.models.network;

/** The network written down once more, in double precision and as its formula reads. */
public final class ReferenceNetwork {

  private final NetworkBlueprint blueprint;
  private final float[] parameters;
  private double[] logits = {};
  private double[] excess = {};

  /** Creates the network of a snapshot. */
  public ReferenceNetwork(NetworkSnapshot snapshot) {
    blueprint = snapshot.blueprint();
    parameters = snapshot.parameters();
  }

  /** Judges a position. */
  public void judge(float[][] rows, int live) {
    double[][] hidden = new double[live][];
    double[] mean = new double[blueprint.hidden()];
    for (int vertex = 0; vertex < live; vertex++) {
      double[] row = new double[blueprint.features()];
      for (int feature = 0; feature < row.length; feature++) {
        row[feature] = rows[vertex][feature];
      }
      double[] first = relu(apply(DenseBlock.EMBEDDING, row));
      hidden[vertex] = relu(apply(DenseBlock.REFINEMENT, first));
      for (int unit = 0; unit < mean.length; unit++) {
        mean[unit] += hidden[vertex][unit] / live;
      }
    }
    double[] context = relu(apply(DenseBlock.CONTEXT, mean));
    logits = new double[live];
    excess = new double[live];
    for (int vertex = 0; vertex < live; vertex++) {
      double[] joined = new double[mean.length];
      for (int unit = 0; unit < joined.length; unit++) {
        joined[unit] = hidden[vertex][unit] + context[unit];
      }
      double[] mixed = relu(apply(DenseBlock.MIXING, joined));
      logits[vertex] = apply(DenseBlock.POLICY, mixed)[0];
      excess[vertex] = apply(DenseBlock.EXCESS, mixed)[0];
    }
  }

  /** Returns the logits of the last position. */
  public double[] logits() {
    return logits;
  }

  /** Returns the excess of the last position. */
  public double[] excess() {
    return excess;
  }

  private double[] apply(DenseBlock block, double[] input) {
    int outputs = block.outputs(blueprint);
    double[] result = new double[outputs];
    for (int output = 0; output < outputs; output++) {
      double sum = parameters[block.biasOffset(blueprint) + output];
      for (int index = 0; index < input.length; index++) {
        sum += input[index] * parameters[block.weightOffset(blueprint) + index * outputs + output];
      }
      result[output] = sum;
    }
    return result;
  }

  private static double[] relu(double[] units) {
    for (int unit = 0; unit < units.length; unit++) {
      units[unit] = Math.max(0, units[unit]);
    }
    return units;
  }
}
