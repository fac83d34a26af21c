package crosscountry.models.network;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A list of rows for each of the R rows of a batch, in one direction its neighbours. As an array of
 * DL4J, [R + 1 + E]: first where each list begins in the array and where the last one ends, then
 * the lists of E entries in all.
 *
 * <p>Computed in Java, since no single operation of ND4J adds up rows by lists.
 */
final class RowLists {

  private final int[] packed;
  private final int rows;

  /**
   * Creates the lists.
   *
   * @param packed as told above
   * @param rows number of rows, R
   */
  RowLists(INDArray packed, long rows) {
    this.packed = packed.toIntVector();
    this.rows = Math.toIntExact(rows);
  }

  /**
   * Returns for each row the mean of what the rows of its list hold, 0 of an empty list, [R, K].
   */
  INDArray means(INDArray values) {
    int width = Math.toIntExact(values.size(1));
    double[] held = read(values);
    double[] means = new double[held.length];
    for (int row = 0; row < rows; row++) {
      double share = 1.0 / (packed[row + 1] - packed[row]);
      for (int entry = packed[row]; entry < packed[row + 1]; entry++) {
        addTo(means, row * width, held, packed[entry] * width, share, width);
      }
    }
    return write(means, width);
  }

  /**
   * Returns the gradient of what was averaged, given that of the means, [R, K] in double precision.
   */
  INDArray meansGradient(INDArray gradient) {
    int width = Math.toIntExact(gradient.size(1));
    double[] ofMeans = read(gradient);
    double[] ofValues = new double[ofMeans.length];
    for (int row = 0; row < rows; row++) {
      double share = 1.0 / (packed[row + 1] - packed[row]);
      for (int entry = packed[row]; entry < packed[row + 1]; entry++) {
        addTo(ofValues, packed[entry] * width, ofMeans, row * width, share, width);
      }
    }
    return write(ofValues, width);
  }

  private static void addTo(
      double[] sums, int to, double[] values, int from, double share, int width) {
    for (int unit = 0; unit < width; unit++) {
      sums[to + unit] += share * values[from + unit];
    }
  }

  private static double[] read(INDArray values) {
    double[] read = new double[Math.toIntExact(values.length())];
    INDArray copy = Nd4j.createUninitialized(DataType.DOUBLE, values.shape(), 'c');
    copy.assign(values).data().asNioDouble().get(read);
    return read;
  }

  private static INDArray write(double[] values, int width) {
    INDArray written =
        Nd4j.createUninitialized(DataType.DOUBLE, new long[] {values.length / width, width}, 'c');
    written.data().asNioDouble().put(values);
    return written;
  }
}
