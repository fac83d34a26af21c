/**
 * Reads and writes the text that JAX prints for a traced function, {@code
 * print(jax.make_jaxpr(f)(*xs))}, in the styles of its versions since 0.2, puts calls in line, and
 * turns traces into programs.
 */
package crosscountry.datasets.jaxpr;
