package crosscountry.optimality;

import crosscountry.environment.elimination.EliminationOrder;
import java.util.Optional;

/**
 * What has been proven of a graph.
 *
 * @param multiplications what every order costs at least
 * @param optimum an order of exactly that cost, if one was found: no other is cheaper
 * @param rounds integer programs that were worked on
 */
public record ProvenBound(long multiplications, Optional<EliminationOrder> optimum, int rounds) {}
