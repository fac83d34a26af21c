/** Local search: simulated annealing over the re-insertions of one vertex of an order. */
package crosscountry.environment.annealing;
