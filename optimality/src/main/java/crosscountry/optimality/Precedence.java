package crosscountry.optimality;

/**
 * The statement that one vertex is eliminated before another.
 *
 * @param first the one that is eliminated earlier
 * @param second the one that is eliminated later
 */
record Precedence(int first, int second) {

  /** Returns the opposite statement. */
  Precedence reversed() {
    return new Precedence(/* first= */ second, /* second= */ first);
  }
}
