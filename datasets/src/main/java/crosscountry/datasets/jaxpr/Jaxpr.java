package crosscountry.datasets.jaxpr;

import java.util.List;
import java.util.Objects;

/**
 * A traced function: straight-line code in which every variable is bound once, before it is read.
 * Jaxprs compare without their lines, as equations do.
 *
 * @param line 1-based line of the text at which the jaxpr begins
 * @param constants values that the function closes over; the text doesn't tell them
 * @param inputs arguments of the function
 * @param equations the operations in the order of the trace
 * @param outputs what the function returns
 */
public record Jaxpr(
    int line,
    List<JaxprAtom.Variable> constants,
    List<JaxprAtom.Variable> inputs,
    List<JaxprEquation> equations,
    List<JaxprAtom> outputs) {

  /** Copies the lists, so that a jaxpr never changes. */
  public Jaxpr {
    constants = List.copyOf(constants);
    inputs = List.copyOf(inputs);
    equations = List.copyOf(equations);
    outputs = List.copyOf(outputs);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Jaxpr that
        && constants.equals(that.constants)
        && inputs.equals(that.inputs)
        && equations.equals(that.equations)
        && outputs.equals(that.outputs);
  }

  @Override
  public int hashCode() {
    return Objects.hash(constants, inputs, equations, outputs);
  }
}
