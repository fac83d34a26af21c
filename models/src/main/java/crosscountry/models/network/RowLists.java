package crosscountry.models.network;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A list of rows for each of the R rows of a batch, in one direction its neighbours. As an array of
 * DL4J, [R + 1 + E]: first where each list begins in the array and where the last one ends, then
 * the lists of E entries in all.
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
   * Returns for each row the sum of what the rows of its list hold, [R, K].
   *
   * <p>Rows are sorted by falling length of their lists. So the first entries of all lists are
   * copied and added at once, then the second entries of those that have one, and so on.
   */
  INDArray sums(INDArray values) {
    int[] byLength = byFallingLength();
    INDArray sorted = Nd4j.zeros(values.dataType(), values.shape());
    int[] entries = new int[rows];
    for (int entry = 0; entry < length(byLength[0]); entry++) {
      int count = 0;
      while (count < rows && length(byLength[count]) > entry) {
        entries[count] = packed[packed[byLength[count]] + entry];
        count++;
      }
      INDArray part = Nd4j.createUninitialized(values.dataType(), count, values.size(1));
      Nd4j.pullRows(values, part, 1, Arrays.copyOf(entries, count));
      sorted.get(NDArrayIndex.interval(0, count), NDArrayIndex.all()).addi(part);
    }
    int[] place = new int[rows];
    for (int at = 0; at < rows; at++) {
      place[byLength[at]] = at;
    }
    INDArray sums = Nd4j.createUninitialized(values.dataType(), values.shape());
    Nd4j.pullRows(sorted, sums, 1, place);
    return sums;
  }

  /** Divides what each row holds by the length of its list; a row of no list becomes 0. */
  INDArray divideByLength(INDArray values) {
    double[] shares = new double[rows];
    for (int row = 0; row < rows; row++) {
      shares[row] = length(row) == 0 ? 0 : 1.0 / length(row);
    }
    INDArray column = Nd4j.createFromArray(shares).castTo(values.dataType()).reshape('c', rows, 1);
    return values.muliColumnVector(column);
  }

  private int length(int row) {
    return packed[row + 1] - packed[row];
  }

  private int[] byFallingLength() {
    int longest = 0;
    for (int row = 0; row < rows; row++) {
      longest = Math.max(longest, length(row));
    }
    int[] next = new int[longest + 2];
    for (int row = 0; row < rows; row++) {
      next[longest - length(row) + 1]++;
    }
    for (int length = 1; length < next.length; length++) {
      next[length] += next[length - 1];
    }
    int[] sorted = new int[rows];
    for (int row = 0; row < rows; row++) {
      sorted[next[longest - length(row)]++] = row;
    }
    return sorted;
  }
}
