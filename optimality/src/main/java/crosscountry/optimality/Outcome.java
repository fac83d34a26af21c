package crosscountry.optimality;

/** What came of solving an integer program. */
sealed interface Outcome {

  /**
   * It was solved.
   *
   * @param bound what every order costs at least that the program admits
   * @param tournament which of two vertices comes first
   */
  record Solution(long bound, Tournament tournament) implements Outcome {}

  /** No order that is cheaper than the cheapest known one keeps what was decided. */
  record Exhausted() implements Outcome {}

  /** The time was too short. */
  record OutOfTime() implements Outcome {}
}
