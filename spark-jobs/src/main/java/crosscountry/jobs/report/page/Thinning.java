package crosscountry.jobs.report.page;

import java.util.BitSet;

/**
 * Which points of a long line are drawn, so that it looks as if all were: of each of many parts of
 * equal length the first, the least, the greatest and the last (the M4 aggregation of Jugel et al.,
 * VLDB 2014, section 4).
 */
final class Thinning {

  private final int parts;

  /**
   * Creates a thinning.
   *
   * @param parts into how many parts a line is cut, at least 1
   */
  Thinning(int parts) {
    this.parts = parts;
  }

  /** Returns the numbers of the points to draw, the first and the last among them. */
  BitSet of(double[] values) {
    BitSet kept = new BitSet(values.length);
    for (int part = 0; part < parts; part++) {
      int from = (int) ((long) part * values.length / parts);
      int to = (int) ((long) (part + 1) * values.length / parts);
      if (from < to) {
        keep(values, from, to, kept);
      }
    }
    return kept;
  }

  private static void keep(double[] values, int from, int to, BitSet kept) {
    int least = from;
    int greatest = from;
    for (int number = from; number < to; number++) {
      least = values[number] < values[least] ? number : least;
      greatest = values[number] > values[greatest] ? number : greatest;
    }
    kept.set(from);
    kept.set(least);
    kept.set(greatest);
    kept.set(to - 1);
  }
}
