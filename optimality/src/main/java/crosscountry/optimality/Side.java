package crosscountry.optimality;

/** The two ways to look from a vertex: against the edges or along them. */
enum Side {
  /** Towards the inputs: predecessors and in-degree. */
  IN,
  /** Towards the outputs: successors and out-degree. */
  OUT
}
