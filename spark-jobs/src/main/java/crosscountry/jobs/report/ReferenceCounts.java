package crosscountry.jobs.report;

/**
 * What a learning curve is measured by: multiplications of the same graph by the same cost model,
 * each null where nothing is known.
 *
 * @param published of the best published order
 * @param markowitz of the minimum Markowitz order
 * @param annealed of the cheapest order that simulated annealing has found in any run
 * @param lowerBound of every order at least
 */
public record ReferenceCounts(Long published, Long markowitz, Long annealed, Long lowerBound) {}
