package crosscountry.environment.straightline;

import java.util.List;

/**
 * Evaluates Jacobian code at points. Allocates nothing per evaluation. Reusable; confined to one
 * thread.
 */
public final class JacobianInterpreter {

  private static final int MOST_OPERANDS = 3;

  private final JacobianCode code;
  private final double[] values;
  private final Operation[] operations;
  private final int[] inputs;

  /** The terms that each call reads, {@link #MOST_OPERANDS} each. */
  private final int[] operands;

  /** Prepares the evaluation. */
  public JacobianInterpreter(JacobianCode code) {
    this.code = code;
    List<Term> terms = code.terms();
    this.values = new double[terms.size()];
    this.operations = new Operation[terms.size()];
    this.inputs = new int[terms.size()];
    this.operands = new int[MOST_OPERANDS * terms.size()];
    for (int number = 0; number < values.length; number++) {
      Term term = terms.get(number);
      inputs[number] = term instanceof Term.Input input ? input.position() : -1;
      if (term instanceof Term.Constant constant) {
        values[number] = constant.value();
      } else if (term instanceof Term.Call call) {
        operations[number] = call.operation();
        for (int position = 0; position < call.operands().size(); position++) {
          operands[MOST_OPERANDS * number + position] = call.operands().get(position);
        }
      }
    }
  }

  /**
   * Evaluates the function and its Jacobian. Outside the domain of a function, values are NaN or
   * infinite.
   *
   * @param inputs the point, [inputs]
   * @param outputs overwritten with the function's value, [outputs]
   * @param jacobian overwritten with the Jacobian by rows, [outputs * inputs]
   * @throws IndexOutOfBoundsException if an array is too short
   */
  public void evaluate(double[] inputs, double[] outputs, double[] jacobian) {
    for (int number = 0; number < values.length; number++) {
      if (operations[number] != null) {
        int first = MOST_OPERANDS * number;
        values[number] =
            operations[number].value(
                values[operands[first]], values[operands[first + 1]], values[operands[first + 2]]);
      } else if (this.inputs[number] >= 0) {
        values[number] = inputs[this.inputs[number]];
      }
    }
    for (int row = 0; row < code.outputs(); row++) {
      outputs[row] = values[code.output(row)];
      for (int column = 0; column < code.inputs(); column++) {
        jacobian[row * code.inputs() + column] = values[code.entry(row, column)];
      }
    }
  }
}
