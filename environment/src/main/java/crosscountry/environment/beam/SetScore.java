package crosscountry.environment.beam;

/**
 * Which sets of equal size stay in the beam: those of least excess so far, plus surplus left, plus
 * noise.
 *
 * <p>The excess is the cost so far minus the cut bounds of the eliminated vertices, which compares
 * sets as the cost so far plus a lower bound on the rest does. The surplus of a live vertex is by
 * how much its in-degree and its out-degree exceed the cuts, one added to the other. Measured on
 * the built-in graphs, it served better than the sum of the live vertices' excess, powers and
 * logarithms of it, and their damage. The noise is a function of the set alone; without it the beam
 * fills with sets that differ little, and costs more multiplications.
 *
 * @param surplusWeight what a surplus of 1 counts, in {@link #UNIT}
 */
record SetScore(long surplusWeight) {

  /** What an excess of 1 counts. */
  static final long UNIT = 1L << 20;

  /** Leaves the upper bits, so that noise is less than four times the unit. */
  private static final int NOISE_SHIFT = Long.SIZE - 22;

  /** Mixes the bits of a hash; else the noise of a set would repeat that of its predecessor. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** What served best in narrow beams. */
  static final SetScore FULL_SURPLUS = new SetScore(UNIT);

  /** What served best on some graphs in wide beams. */
  static final SetScore HALF_SURPLUS = new SetScore(UNIT / 2);

  /**
   * Returns the score of a set; less is better.
   *
   * @param excess of the eliminated vertices
   * @param surplus of the live vertices
   * @param hash random bits of the set
   */
  long of(long excess, long surplus, long hash) {
    return excess * UNIT + surplus * surplusWeight + ((hash * GOLDEN) >>> NOISE_SHIFT);
  }
}
