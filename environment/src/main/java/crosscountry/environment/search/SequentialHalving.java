package crosscountry.environment.search;

/**
 * The order in which Sequential Halving spends simulations on the moves of a root.
 *
 * <p>Half of the moves drop out after each phase and the phases cost about the same (Karnin, Koren
 * and Somekh 2013; as the root policy of Danihelka et al., Policy improvement by planning with
 * Gumbel, ICLR 2022, figure 1). The schedule is told by visit counts: simulation i goes to the
 * best-scored move among those that have been visited exactly {@code schedule[i]} times.
 */
final class SequentialHalving {

  private SequentialHalving() {}

  /**
   * Returns the visit count that each simulation's move must have, [simulations].
   *
   * @param moves number of moves to start with, at least 1
   * @param simulations number of simulations
   */
  static int[] schedule(int moves, int simulations) {
    int phases = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(moves - 1));
    int[] schedule = new int[simulations];
    int survivors = moves;
    int visits = 0;
    int simulation = 0;
    while (simulation < simulations) {
      int rounds = Math.max(1, simulations / (phases * survivors));
      for (int round = 0; round < rounds; round++, visits++) {
        for (int move = 0; move < survivors && simulation < simulations; move++) {
          schedule[simulation++] = visits;
        }
      }
      survivors = Math.max(Math.min(2, moves), survivors / 2);
    }
    return schedule;
  }
}
