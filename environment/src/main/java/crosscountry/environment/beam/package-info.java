/** Beam search over sets of eliminated vertices. */
package crosscountry.environment.beam;
