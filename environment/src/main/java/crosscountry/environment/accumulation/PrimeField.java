package crosscountry.environment.accumulation;

import java.util.SplittableRandom;

/**
 * The field of the residues modulo the Mersenne prime 2^61 - 1, each held as the least that is not
 * negative. Every operation is exact.
 */
enum PrimeField implements Ring<Long> {
  MERSENNE_61;

  private static final int BITS = 61;

  /** The prime itself; as a mask, the low bits of a number. */
  static final long PRIME = (1L << BITS) - 1;

  @Override
  public Long zero() {
    return 0L;
  }

  @Override
  public Long one() {
    return 1L;
  }

  @Override
  public Long sum(Long a, Long b) {
    return reduced(a + b);
  }

  @Override
  public Long product(Long a, Long b) {
    // 2^61 is 1 modulo the prime, so the bits from the 61st on are added to those below.
    long high = Math.multiplyHigh(a, b) << (Long.SIZE - BITS) | (a * b) >>> BITS;
    return reduced(high + (a * b & PRIME));
  }

  /** Returns an element other than zero, each with the same probability. */
  Long nonZero(SplittableRandom random) {
    return random.nextLong(1, PRIME);
  }

  /** Reduces a number of at most twice the prime. */
  private static long reduced(long number) {
    return number >= PRIME ? number - PRIME : number;
  }
}
