package crosscountry.datasets.jaxpr;

import java.util.List;
import java.util.Objects;

/**
 * One operation of a trace. Equations compare without their lines: where a text breaks its lines is
 * no part of what it says.
 *
 * @param line 1-based line of the text at which the equation begins
 * @param results what the equation defines
 * @param primitive name of the operation
 * @param parameters static parameters in the order of the text
 * @param operands what the operation reads
 */
public record JaxprEquation(
    int line,
    List<JaxprAtom.Variable> results,
    String primitive,
    List<JaxprParameter> parameters,
    List<JaxprAtom> operands) {

  /** Copies the lists, so that an equation never changes. */
  public JaxprEquation {
    results = List.copyOf(results);
    parameters = List.copyOf(parameters);
    operands = List.copyOf(operands);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JaxprEquation that
        && results.equals(that.results)
        && primitive.equals(that.primitive)
        && parameters.equals(that.parameters)
        && operands.equals(that.operands);
  }

  @Override
  public int hashCode() {
    return Objects.hash(results, primitive, parameters, operands);
  }
}
