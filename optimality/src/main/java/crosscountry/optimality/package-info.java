/** Proofs that no order is cheaper, by integer programming. */
package crosscountry.optimality;
