package crosscountry.environment.search;

/** What a search makes of a position that several orders of the same moves lead to. */
public enum Transpositions {
  /**
   * It is one node, so that what is learnt of it serves all those orders. Where the order makes a
   * difference to what is left, as it may with tensors by some rules, each is a node of its own.
   */
  SHARED,
  /** Each order leads to a node of its own. */
  SEPARATE
}
