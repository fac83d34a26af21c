package crosscountry.datasets.tables;

import java.io.Serializable;

/**
 * What a graph costs without any search, and what no order can cost less than; all under the row's
 * cost model.
 *
 * @param forward multiplications of forward mode, eliminating in the order of the equations
 * @param reverse multiplications of reverse mode, eliminating in the opposite order
 * @param markowitz multiplications of the greedy minimum Markowitz order
 * @param lowerBound multiplications that every order needs at least
 */
public record Baselines(long forward, long reverse, long markowitz, long lowerBound)
    implements Serializable {}
