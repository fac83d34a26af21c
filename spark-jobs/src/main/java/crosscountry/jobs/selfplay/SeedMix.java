package crosscountry.jobs.selfplay;

/**
 * Derives independent seeds from a run's seed and the numbers of what they are for, so that work
 * that is done again draws the same numbers again.
 *
 * <p>Each part is folded in through a bijection that scatters neighbouring numbers (the finaliser
 * of MurmurHash3 with constants of D. Stafford, Better bit mixing, 2011, variant 13). Without it,
 * neighbouring seeds of {@link java.util.SplittableRandom}, whose streams are one sequence entered
 * at different places, would draw nearly the same numbers.
 */
public final class SeedMix {

  /** Odd and without pattern, so that parts do not cancel each other: 2^64 by the golden ratio. */
  private static final long STRIDE = 0x9E3779B97F4A7C15L;

  private SeedMix() {}

  /**
   * Returns a seed.
   *
   * @param seed the run's seed
   * @param parts what the seed is for, for example wave and partition
   */
  public static long of(long seed, long... parts) {
    long mixed = scatter(seed + STRIDE);
    for (long part : parts) {
      mixed = scatter(mixed + STRIDE * (part + 1));
    }
    return mixed;
  }

  private static long scatter(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
