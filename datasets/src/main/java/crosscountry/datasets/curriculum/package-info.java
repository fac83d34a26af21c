/**
 * Random functions in any number, to train one network on so many graphs that it learns what graphs
 * have in common.
 */
package crosscountry.datasets.curriculum;
