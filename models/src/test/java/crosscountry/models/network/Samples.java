package crosscountry.models.network;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.PositionFixture;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random rows, parameters and batches. */
public final class Samples {

  private Samples() {}

  /** Returns numbers in -1..1, [rows][columns]. */
  public static float[][] rows(SplittableRandom random, int rows, int columns) {
    float[][] result = new float[rows][];
    for (int row = 0; row < rows; row++) {
      result[row] = uniform(random, columns, 1);
    }
    return result;
  }

  /** Returns a position of random features and edges. */
  public static EncodedPosition position(SplittableRandom random, int live, int features) {
    return PositionFixture.of(rows(random, live, features), predecessors(random, live));
  }

  /** Returns earlier rows for each row, about three where there are as many, [live][]. */
  public static int[][] predecessors(SplittableRandom random, int live) {
    int[][] predecessors = new int[live][];
    for (int row = 0; row < live; row++) {
      double share = Math.min(0.7, 3.0 / Math.max(1, row));
      predecessors[row] =
          IntStream.range(0, row).filter(earlier -> random.nextDouble() < share).toArray();
    }
    return predecessors;
  }

  /** Returns a snapshot whose hidden units neither die out nor grow without bound. */
  public static NetworkSnapshot snapshot(SplittableRandom random, NetworkBlueprint blueprint) {
    float[] parameters = new float[blueprint.parameterCount()];
    for (DenseBlock block : blueprint.architecture().blocks()) {
      int offset = block.weightOffset(blueprint);
      double bound = 2 / Math.sqrt(block.inputs(blueprint));
      float[] values = uniform(random, block.length(blueprint), bound);
      System.arraycopy(values, 0, parameters, offset, values.length);
    }
    return new NetworkSnapshot(random.nextInt(1000), blueprint, parameters);
  }

  /** Returns numbers between plus and minus the bound. */
  public static float[] uniform(SplittableRandom random, int length, double bound) {
    float[] result = new float[length];
    for (int index = 0; index < length; index++) {
      result[index] = (float) random.nextDouble(-bound, bound);
    }
    return result;
  }

  /** Returns positive numbers that sum to 1. */
  public static float[] distribution(SplittableRandom random, int length) {
    double[] raw = random.doubles(length, 0.01, 1).toArray();
    double sum = java.util.Arrays.stream(raw).sum();
    float[] result = new float[length];
    for (int index = 0; index < length; index++) {
      result[index] = (float) (raw[index] / sum);
    }
    return result;
  }

  /** Returns the rows one after the other. */
  public static float[] packed(float[][] rows) {
    float[] result = new float[rows.length * rows[0].length];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, result, row * rows[row].length, rows[row].length);
    }
    return result;
  }
}
