package crosscountry.environment.structure;

import java.io.Serializable;

/**
 * How Jacobians with structure are multiplied and added: of what structure the result is, and what
 * it costs. Additions are free.
 */
public sealed interface StructureRules extends Serializable permits PrincipleRules, AlphaGradRules {

  /**
   * Returns the structure of the product of two edges that meet in a vertex.
   *
   * @param in the edge into the vertex
   * @param out the edge out of it
   */
  JacobianStructure product(JacobianStructure in, JacobianStructure out);

  /**
   * Returns the structure of the sum of two parallel edges.
   *
   * @param existing the edge that is there
   * @param added what is added to it
   */
  JacobianStructure sum(JacobianStructure existing, JacobianStructure added);

  /**
   * Returns the multiplications that the product of two edges takes that meet in a vertex.
   *
   * @param in the edge into the vertex
   * @param out the edge out of it
   * @throws ArithmeticException if they are 2^63 or more
   */
  long multiplications(JacobianStructure in, JacobianStructure out);

  /**
   * Tells whether the structures that are left of a graph are known to depend only on the set of
   * eliminated vertices, not on their order, provided that no edge of the graph has a replicated
   * axis ({@link JacobianStructure#withoutReplication}).
   */
  boolean setDetermined();
}
