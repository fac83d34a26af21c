package crosscountry.environment.graph;

import java.util.List;

/**
 * A traced scalar function: straight-line code over scalars, whose equations are numbered from 1 in
 * the order of the trace.
 *
 * @param name what users call the function
 * @param inputs number of scalar inputs
 * @param equations the elemental operations; each reads only inputs, constants and earlier results
 * @param outputs what the function returns, in order
 */
public record Program(String name, int inputs, List<Equation> equations, List<Operand> outputs) {

  /**
   * Copies the collections and checks that every operand exists where it is read.
   *
   * @throws IllegalArgumentException if an operand names an input or an equation that does not
   *     exist, or a result that is computed only later
   */
  public Program {
    equations = List.copyOf(equations);
    outputs = List.copyOf(outputs);
    for (int number = 1; number <= equations.size(); number++) {
      for (Operand operand : equations.get(number - 1).operands()) {
        requireDefined(operand, inputs, number - 1, "equation " + number);
      }
    }
    for (Operand output : outputs) {
      requireDefined(output, inputs, equations.size(), "the list of outputs");
    }
  }

  /**
   * Returns the linearized computational graph of this program.
   *
   * @throws GraphTooLargeException if it has more vertices than are supported
   */
  public ComputationalGraph linearize() {
    return ComputationalGraph.of(this);
  }

  /** Returns the key under which orders of this program are stored. */
  public String fingerprint() {
    return ProgramFingerprint.of(this);
  }

  private static void requireDefined(Operand operand, int inputs, int results, String reader) {
    boolean undefined =
        (operand instanceof Operand.Input input
                && (input.position() < 0 || input.position() >= inputs))
            || (operand instanceof Operand.Result result
                && (result.equation() < 1 || result.equation() > results));
    if (undefined) {
      throw new IllegalArgumentException("%s reads %s before it exists".formatted(reader, operand));
    }
  }
}
