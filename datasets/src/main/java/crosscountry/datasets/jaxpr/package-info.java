/**
 * The text of traced functions: what {@code print(jax.make_jaxpr(f)(*xs))} prints, read, written,
 * and turned into programs of the environment.
 */
package crosscountry.datasets.jaxpr;
