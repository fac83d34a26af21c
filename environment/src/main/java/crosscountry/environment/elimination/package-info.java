/** Vertex elimination on the structure of a graph: mutable states, validated orders, their cost. */
package crosscountry.environment.elimination;
