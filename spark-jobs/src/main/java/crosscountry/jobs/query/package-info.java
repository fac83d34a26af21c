/** Queries of the table of orders: which are chosen, and how they are shown. */
package crosscountry.jobs.query;
