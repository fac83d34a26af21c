/** From a program to its graph: which Jacobian each elemental operation puts on its edges. */
package crosscountry.environment.linearization;
