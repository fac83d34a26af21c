package crosscountry.environment.linearization;

import crosscountry.environment.graph.Equation;
import crosscountry.environment.structure.JacobianStructure;
import crosscountry.environment.structure.Shape;
import java.util.List;

/** Which structure the elemental Jacobian of an equation has. */
sealed interface Elementals permits PublishedElementals, ExactElementals {

  /** Tensors have at least so many axes in a structure; unit axes are appended to others. */
  int LEAST_RANK = 2;

  /**
   * Returns the structure of the Jacobian of an equation's result with respect to one thing that it
   * reads.
   *
   * @param equation the operation
   * @param shapes shape of each operand
   * @param positions where among the operands it is read, ascending, at least one
   * @return a structure between shapes with at least {@link #LEAST_RANK} axes
   * @throws IllegalArgumentException if a parameter that matters is missing or makes no sense
   */
  JacobianStructure of(Equation equation, List<Shape> shapes, List<Integer> positions);

  /**
   * Returns the structure of the edge into the copy that stands for an output which is read.
   *
   * @param shape shape of the output
   */
  JacobianStructure copyOfOutput(Shape shape);
}
