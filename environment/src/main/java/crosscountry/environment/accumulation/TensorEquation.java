package crosscountry.environment.accumulation;

import crosscountry.environment.graph.Equation;
import crosscountry.environment.structure.Shape;
import java.util.Collections;
import java.util.List;

/**
 * An equation with the shapes of what it reads.
 *
 * @param equation the operation
 * @param operands shape of each operand
 * @param number 1-based number of the equation, for errors
 */
record TensorEquation(Equation equation, List<Shape> operands, int number) {

  /** Copies the shapes. */
  TensorEquation {
    operands = List.copyOf(operands);
  }

  /** Returns the shape of the result. */
  Shape shape() {
    return equation.shape();
  }

  /** Returns the shape of the first operand. */
  Shape operand() {
    return operands.get(0);
  }

  /**
   * Returns the only list of numbers of a parameter.
   *
   * @throws IllegalArgumentException if there is no such parameter
   */
  List<Integer> list(String parameter) {
    List<List<Integer>> lists = equation.numbers(parameter);
    return lists.isEmpty() ? List.of(integer(parameter)) : lists.get(0);
  }

  /**
   * Returns the number that a parameter is.
   *
   * @throws IllegalArgumentException if there is no such parameter, or it is no number
   */
  int integer(String parameter) {
    return Integer.parseInt(equation.parameters().getOrDefault(parameter, "").strip());
  }

  /** Returns the numbers of a parameter, or a one for each if the parameter is absent or None. */
  List<Integer> listOrOnes(String parameter, int count) {
    String text = equation.parameters().getOrDefault(parameter, "None");
    return "None".equals(text) ? Collections.nCopies(count, 1) : list(parameter);
  }

  /** Returns the error that says why the equation cannot be evaluated. */
  UnsupportedPrimitiveException unsupported(String reason) {
    return new UnsupportedPrimitiveException(equation.primitive(), number, reason);
  }
}
