package crosscountry.datasets.jaxpr;

import java.util.List;

/**
 * A traced function, as its text has it.
 *
 * @param constants variables bound to values that the text does not show
 * @param inputs the function's arguments
 * @param equations what it computes, in order
 * @param outputs what it returns
 */
public record Jaxpr(
    List<JaxprBinder> constants,
    List<JaxprBinder> inputs,
    List<JaxprEquation> equations,
    List<JaxprAtom> outputs) {

  /** Copies the lists. */
  public Jaxpr {
    constants = List.copyOf(constants);
    inputs = List.copyOf(inputs);
    equations = List.copyOf(equations);
    outputs = List.copyOf(outputs);
  }
}
