package crosscountry.environment.search;

/**
 * What a search decided at one position.
 *
 * @param vertex the vertex to eliminate
 * @param moves vertices to which the improved policy gives weight, ascending, [moves]
 * @param policy the improved policy, [moves], sums to 1
 * @param rootValue expected remaining cost above the cut bounds, in multiplications
 */
// The arrays are written once, by the search, and cross the wire as they are.
@SuppressWarnings("ArrayRecordComponent")
public record SearchResult(int vertex, int[] moves, float[] policy, float rootValue) {}
