package crosscountry.environment.annealing;

import java.util.SplittableRandom;

/**
 * Random moves, and how much a move may raise the cost: by Metropolis' rule at most the temperature
 * times an exponentially distributed number, which is drawn before the move is evaluated.
 *
 * <p>One random number makes a move. The distance is distributed log-uniformly: a vertex is moved
 * as often by one to two positions as by ten to twenty.
 */
final class MoveSource {

  private static final int TABLE_BITS = 12;
  private static final int TABLE_SIZE = 1 << TABLE_BITS;

  /** Distances are shorter than this: windows of a large graph would cost more than they bring. */
  private static final int REACH = 128;

  private static final double[] EXPONENTIAL = exponential();

  private final SplittableRandom random;
  private final int length;
  private final int[] distances = new int[TABLE_SIZE];
  private double patience;
  private int from;
  private int to;

  /**
   * Creates a source.
   *
   * @param length number of positions, at least 2
   */
  MoveSource(SplittableRandom random, int length) {
    this.random = random;
    this.length = length;
    int reach = Math.min(length, REACH);
    for (int index = 0; index < TABLE_SIZE; index++) {
      distances[index] = (int) Math.pow(reach, (index + 0.5) / TABLE_SIZE);
    }
  }

  private static double[] exponential() {
    double[] table = new double[TABLE_SIZE];
    for (int index = 0; index < TABLE_SIZE; index++) {
      table[index] = -Math.log((index + 0.5) / TABLE_SIZE);
    }
    return table;
  }

  /** Draws the next move. */
  void next() {
    long bits = random.nextLong();
    patience = EXPONENTIAL[(int) bits & (TABLE_SIZE - 1)];
    int distance = distances[(int) (bits >>> TABLE_BITS) & (TABLE_SIZE - 1)];
    boolean later = (bits >>> (2 * TABLE_BITS) & 1) != 0;
    from = (int) (((bits >>> 32) * length) >>> 32);
    if (later ? from + distance >= length : from < distance) {
      later = !later;
    }
    int wanted = later ? from + distance : from - distance;
    to = Math.max(0, Math.min(length - 1, wanted));
    if (to == from) {
      to = from == 0 ? 1 : from - 1;
    }
  }

  /** Returns the position of the vertex that moves. */
  int from() {
    return from;
  }

  /** Returns the position that it moves to, another one. */
  int to() {
    return to;
  }

  /** Returns by how much the move may raise the cost. */
  long limit(double temperature) {
    return (long) (patience * temperature);
  }
}
