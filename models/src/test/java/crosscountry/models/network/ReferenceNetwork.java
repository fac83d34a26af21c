package crosscountry.models.network;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.LiveNeighbours;
import crosscountry.environment.game.NeighbourLists;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
  public void judge(EncodedPosition position) {
    int live = position.live();
    double[][] read = new double[live][];
    for (int vertex = 0; vertex < live; vertex++) {
      read[vertex] = doubles(position.rows()[vertex]);
    }
    if (blueprint.architecture() != Architecture.LINEAR) {
      read = mixed(read, position.neighbours());
    }
    logits = new double[live];
    excess = new double[live];
    for (int vertex = 0; vertex < live; vertex++) {
      logits[vertex] = apply(DenseBlock.POLICY, read[vertex])[0];
      excess[vertex] = apply(DenseBlock.EXCESS, read[vertex])[0];
    }
  }

  private double[][] mixed(double[][] rows, LiveNeighbours neighbours) {
    double[][] hidden = new double[rows.length][];
    for (int vertex = 0; vertex < rows.length; vertex++) {
      double[] first = relu(apply(DenseBlock.EMBEDDING, rows[vertex]));
      hidden[vertex] = relu(apply(DenseBlock.REFINEMENT, first));
    }
    double[] mean = mean(hidden, IntStream.range(0, rows.length).toArray());
    double[] context = relu(apply(DenseBlock.CONTEXT, mean));
    double[][] mixed = new double[rows.length][];
    for (int vertex = 0; vertex < rows.length; vertex++) {
      double[] joined = new double[mean.length];
      for (int unit = 0; unit < joined.length; unit++) {
        joined[unit] = hidden[vertex][unit] + context[unit];
      }
      if (blueprint.architecture() == Architecture.NEIGHBOURHOOD) {
        double[] before = mean(hidden, list(neighbours.predecessors(), vertex));
        double[] after = mean(hidden, list(neighbours.successors(), vertex));
        joined = Stream.of(joined, before, after).flatMapToDouble(DoubleStream::of).toArray();
      }
      mixed[vertex] = relu(apply(DenseBlock.MIXING, joined));
    }
    return mixed;
  }

  private double[] mean(double[][] hidden, int[] rows) {
    double[] mean = new double[blueprint.hidden()];
    for (int row : rows) {
      for (int unit = 0; unit < mean.length; unit++) {
        mean[unit] += hidden[row][unit] / rows.length;
      }
    }
    return mean;
  }

  private static int[] list(NeighbourLists lists, int row) {
    return Arrays.copyOfRange(lists.rows(), lists.start()[row], lists.start()[row + 1]);
  }

  private static double[] doubles(float[] row) {
    return IntStream.range(0, row.length).mapToDouble(feature -> row[feature]).toArray();
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
