/**
 * Proof of elimination orders: a scalar program is evaluated with its elemental partials, its
 * Jacobian accumulated along an order and compared with forward accumulation, in doubles at points
 * and exactly over a finite field.
 *
 * <p>{@link crosscountry.environment.accumulation.OrderVerifier} is the way in.
 */
package crosscountry.environment.accumulation;
