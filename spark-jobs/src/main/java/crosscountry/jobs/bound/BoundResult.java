package crosscountry.jobs.bound;

import crosscountry.environment.elimination.EliminationOrder;
import java.time.Duration;

/**
 * What a proof came to.
 *
 * @param lowerBound multiplications that every order takes at least, as this proof alone shows
 * @param rounds integer programs that were solved
 * @param order the best order that came up
 * @param multiplications what it takes
 * @param method what found it
 * @param elapsed time that all took
 */
public record BoundResult(
    long lowerBound,
    int rounds,
    EliminationOrder order,
    long multiplications,
    String method,
    Duration elapsed) {}
