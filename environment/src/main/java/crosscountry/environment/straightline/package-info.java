/**
 * Straight-line code for the value and the Jacobian of a function of scalars, accumulated along any
 * elimination order: evaluated here, or written down in Java or in Python for JAX.
 *
 * <p>{@link crosscountry.environment.straightline.JacobianCode} is the way in.
 */
package crosscountry.environment.straightline;
