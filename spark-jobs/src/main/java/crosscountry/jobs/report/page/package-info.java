/**
 * The report page of a run: one HTML file that needs nothing else, neither a server nor another
 * file. Figures and places of points are worked out here, words and order stand in the template.
 */
package crosscountry.jobs.report.page;
