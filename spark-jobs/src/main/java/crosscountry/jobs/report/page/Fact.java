package crosscountry.jobs.report.page;

/**
 * A figure and what it is of.
 *
 * @param name what it is of
 * @param value the figure
 */
record Fact(String name, String value) {}
