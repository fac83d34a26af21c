package crosscountry.environment.search;

import crosscountry.environment.elimination.EliminationOrder;

/**
 * A finished game that was played without search.
 *
 * @param order the moves
 * @param multiplications what they took
 * @param evaluations positions that were judged to play it
 */
public record GreedyGame(EliminationOrder order, long multiplications, int evaluations) {}
