package crosscountry.jobs.report;

/**
 * What a learning curve is measured by: multiplications of the same graph by the same cost model,
 * each null where nothing is known.
 *
 * @param forward of forward mode
 * @param reverse of reverse mode
 * @param markowitz of the minimum Markowitz order
 * @param published of the best published order
 * @param annealed of the cheapest order that simulated annealing has found in any run
 * @param lowerBound of every order at least
 */
public record ReferenceCounts(
    Long forward, Long reverse, Long markowitz, Long published, Long annealed, Long lowerBound) {}
