package crosscountry.environment.accumulation;

/**
 * The arithmetic that an accumulation does with what the edges carry: a commutative ring, of which
 * it needs sums and products only. So one and the same accumulation runs over doubles, where it
 * gives derivatives, and over a finite field, where it is exact.
 *
 * @param <E> the elements; immutable
 */
sealed interface Ring<E> permits Reals, PrimeField {

  /** Returns the neutral element of addition. */
  E zero();

  /** Returns the neutral element of multiplication. */
  E one();

  /** Returns a + b. */
  E sum(E a, E b);

  /** Returns a * b. */
  E product(E a, E b);
}
