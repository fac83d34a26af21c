package crosscountry.environment.accumulation;

import java.util.SplittableRandom;

/**
 * The field of the residues modulo the Mersenne prime 2^61 - 1, each held as the least that is not
 * negative. Every operation is exact.
 */
public enum PrimeField implements Ring<Long> {
  MERSENNE_61;

  private static final int BITS = 61;

  /** Binary digits of a double behind the first. */
  private static final int DOUBLE_DIGITS = 52;

  /** The prime itself; as a mask, the low bits of a number. */
  public static final long PRIME = (1L << BITS) - 1;

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

  /** Returns what has to be added to an element to give zero. */
  public Long negative(Long a) {
    return a == 0 ? 0 : PRIME - a;
  }

  /**
   * Returns by what an element has to be multiplied to give one: its power of two less than the
   * prime (Fermat). Zero for zero.
   */
  public Long inverse(Long a) {
    Long power = one();
    Long square = a;
    for (long exponent = PRIME - 2; exponent > 0; exponent >>= 1) {
      power = (exponent & 1) == 1 ? product(power, square) : power;
      square = product(square, square);
    }
    return power;
  }

  /**
   * Returns the element that a finite double is, a fraction whose denominator is a power of two.
   */
  public Long of(double number) {
    // Subnormal numbers have the exponent of the least that are normal.
    int exponent = Math.max(Math.getExponent(number), Double.MIN_EXPONENT) - DOUBLE_DIGITS;
    long digits = (long) Math.abs(number / Math.scalb(1.0, exponent));
    // 2^61 is 1, so that the exponent counts modulo 61.
    Long size = product(digits % PRIME, 1L << Math.floorMod(exponent, BITS));
    return number < 0 ? negative(size) : size;
  }

  /** Returns an element other than zero, each with the same probability. */
  public Long nonZero(SplittableRandom random) {
    return random.nextLong(1, PRIME);
  }

  /** Reduces a number of at most twice the prime. */
  private static long reduced(long number) {
    return number >= PRIME ? number - PRIME : number;
  }
}
