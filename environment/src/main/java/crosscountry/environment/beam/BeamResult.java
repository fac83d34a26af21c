package crosscountry.environment.beam;

import crosscountry.environment.elimination.EliminationOrder;

/**
 * What beam search has found.
 *
 * @param order the best order seen
 * @param multiplications what it costs
 * @param expanded sets whose successors were looked at, over all beams
 * @param width of the widest beam that was begun
 * @param stoppedByBound whether the order costs no more than the lower bound, and so is optimal
 * @param exhausted whether a beam had room for all sets that could lead to a better order, so that
 *     the order is optimal
 */
public record BeamResult(
    EliminationOrder order,
    long multiplications,
    long expanded,
    int width,
    boolean stoppedByBound,
    boolean exhausted) {}
