package crosscountry.environment.straightline;

import java.util.List;

/** A value of straight-line code. Terms are numbered; an operand is the number of another term. */
sealed interface Term {

  /** A number. */
  record Constant(double value) implements Term {}

  /**
   * An input of the function.
   *
   * @param position 0-based position among the inputs
   */
  record Input(int position) implements Term {}

  /**
   * The result of an operation.
   *
   * @param operands numbers of the terms it reads, in order
   */
  record Call(Operation operation, List<Integer> operands) implements Term {

    /** Copies the operands. */
    public Call {
      operands = List.copyOf(operands);
    }
  }
}
