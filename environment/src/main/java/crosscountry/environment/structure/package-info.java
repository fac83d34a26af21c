/**
 * The structure of Jacobians between tensors, and the rules by which products and sums of such
 * Jacobians have a structure and cost multiplications. Knows nothing of graphs.
 */
package crosscountry.environment.structure;
