package crosscountry.environment.annealing;

import crosscountry.environment.elimination.EliminationOrder;

/**
 * What annealing has found.
 *
 * @param order the best order seen
 * @param multiplications what it costs
 * @param windows moves that were evaluated
 * @param accepted moves that were made
 * @param stoppedByBound whether the order costs no more than the lower bound, and so is optimal
 */
public record AnnealingResult(
    EliminationOrder order,
    long multiplications,
    long windows,
    long accepted,
    boolean stoppedByBound) {}
