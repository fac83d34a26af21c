package crosscountry.environment.graph;

import crosscountry.environment.structure.Shape;
import java.util.Collections;
import java.util.List;

/**
 * A traced function: straight-line code over scalars and tensors, whose equations are numbered from
 * 1 in the order of the trace.
 *
 * @param name what users call the function
 * @param inputShapes shape of each input
 * @param equations the elemental operations; each reads only inputs, constants and earlier results
 * @param outputs what the function returns, in order
 */
public record Program(
    String name, List<Shape> inputShapes, List<Equation> equations, List<Operand> outputs) {

  /**
   * Copies the collections and checks that every operand exists where it is read.
   *
   * @throws IllegalArgumentException if an operand names an input or an equation that does not
   *     exist, or a result that is computed only later
   */
  public Program {
    inputShapes = List.copyOf(inputShapes);
    equations = List.copyOf(equations);
    outputs = List.copyOf(outputs);
    int inputs = inputShapes.size();
    for (int number = 1; number <= equations.size(); number++) {
      for (Operand operand : equations.get(number - 1).operands()) {
        requireDefined(operand, inputs, number - 1, "equation " + number);
      }
    }
    for (Operand output : outputs) {
      requireDefined(output, inputs, equations.size(), "the list of outputs");
    }
  }

  /** Creates a function of scalar inputs. */
  public Program(String name, int inputs, List<Equation> equations, List<Operand> outputs) {
    this(name, Collections.nCopies(inputs, Shape.SCALAR), equations, outputs);
  }

  /** Returns the number of inputs. */
  public int inputs() {
    return inputShapes.size();
  }

  /** Returns the shape of what an operand stands for; constants are scalars. */
  public Shape shape(Operand operand) {
    if (operand instanceof Operand.Input input) {
      return inputShapes.get(input.position());
    }
    return operand instanceof Operand.Result result
        ? equations.get(result.equation() - 1).shape()
        : Shape.SCALAR;
  }

  /** Tells whether all inputs and results are scalars. */
  public boolean isScalar() {
    return inputShapes.stream().allMatch(Shape.SCALAR::equals)
        && equations.stream().allMatch(equation -> equation.shape().equals(Shape.SCALAR));
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
