package crosscountry.datasets.catalog;

/**
 * A lower bound on what every order of a built-in graph costs that took long to prove, and so comes
 * with the graph.
 *
 * @param multiplications what every order costs at least
 * @param provenBy the way in which it was proven, in a few words
 */
public record ShippedBound(long multiplications, String provenBy) {}
