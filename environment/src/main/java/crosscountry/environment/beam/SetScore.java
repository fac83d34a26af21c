package crosscountry.environment.beam;

/**
 * Which sets of equal size stay in the beam: those of least excess so far, plus surplus left, plus
 * noise.
 *
 * <p>The excess is the cost so far minus the cut bounds of the eliminated vertices, which compares
 * sets as the cost so far plus a lower bound on the rest does. The surplus of a live vertex is by
 * how much its in-degree and its out-degree exceed the cuts, one added to the other. On RoeFlux_1d
 * it led to cheaper orders than the sum of the live vertices' excess, powers and logarithms of it
 * did; on four other built-in graphs there was little to choose. The noise is a function of the set
 * alone; it keeps the beam from filling with sets that differ little, which on RoeFlux_1d and g
 * saved a multiplication or two.
 *
 * @param surplusWeight what a surplus of 1 counts, in {@link #UNIT}
 */
record SetScore(long surplusWeight) {

  /** What an excess of 1 counts. */
  static final long UNIT = 1L << 20;

  /** Leaves the upper bits, so that noise is less than eight times the unit. */
  private static final int NOISE_SHIFT = Long.SIZE - 23;

  /** Mixes the bits of a hash; else the noise of a set would repeat that of its predecessor. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** The better of the two on RobotArm_6DOF, by far. */
  static final SetScore LIGHT_SURPLUS = new SetScore(UNIT / 2);

  /** The better of the two on RoeFlux_1d, by little. */
  static final SetScore HEAVY_SURPLUS = new SetScore(UNIT * 5 / 4);

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
