/** Orders that are proven to be the best, for small graphs. */
package crosscountry.environment.exact;
