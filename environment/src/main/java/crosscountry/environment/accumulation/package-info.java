/**
 * Proof of elimination orders: a program is evaluated with its elemental partials, its Jacobian
 * accumulated along an order and compared with forward accumulation; for scalar programs in doubles
 * at points and exactly over a finite field, for tensor programs in doubles with Jacobians that
 * store what their structure leaves open.
 *
 * <p>{@link crosscountry.environment.accumulation.OrderVerifier} is the way in.
 */
package crosscountry.environment.accumulation;
