/** Programs as they were traced, and their linearized computational graphs. Immutable. */
package crosscountry.environment.graph;
