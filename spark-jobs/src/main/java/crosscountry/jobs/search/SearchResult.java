package crosscountry.jobs.search;

import crosscountry.environment.elimination.EliminationOrder;
import java.time.Duration;

/**
 * What a search found.
 *
 * @param order the best order
 * @param multiplications what it takes
 * @param windows moves that were evaluated by all tasks, or null where the method makes none
 * @param lowerBound multiplications that every order takes, as far as is known after the search
 * @param elapsed time it took, without starting Spark
 */
public record SearchResult(
    EliminationOrder order,
    long multiplications,
    Long windows,
    long lowerBound,
    Duration elapsed) {}
