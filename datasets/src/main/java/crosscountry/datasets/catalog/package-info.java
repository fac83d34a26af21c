/** The built-in graphs, what is published of them, and the way from a name to a graph. */
package crosscountry.datasets.catalog;
