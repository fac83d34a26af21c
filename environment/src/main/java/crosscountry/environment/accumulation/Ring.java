package crosscountry.environment.accumulation;

/**
 * The arithmetic that an accumulation does with what the edges carry: a commutative ring, of which
 * it needs sums and products only. So one and the same accumulation runs over doubles, where it
 * gives derivatives, over a finite field, where it is exact, and over the terms of straight-line
 * code.
 *
 * @param <E> the elements; immutable
 */
public interface Ring<E> {

  /** Returns the neutral element of addition. */
  E zero();

  /** Returns the neutral element of multiplication. */
  E one();

  /** Returns a + b. */
  E sum(E a, E b);

  /** Returns a * b. */
  E product(E a, E b);
}
