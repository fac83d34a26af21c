package crosscountry.environment.graph;

import java.util.List;
import java.util.Map;

/**
 * One elemental operation of a traced function.
 *
 * @param primitive name of the operation as the tracer prints it, for example {@code mul}
 * @param operands what the operation reads, in order
 * @param parameters the operation's static parameters as printed, for example {@code y -> 2} of
 *     {@code integer_pow}
 */
public record Equation(String primitive, List<Operand> operands, Map<String, String> parameters) {

  /** Copies the collections, so that an equation never changes. */
  public Equation {
    operands = List.copyOf(operands);
    parameters = Map.copyOf(parameters);
  }

  /**
   * Returns the operands along which derivatives flow: all of them, but none of {@code
   * stop_gradient}, whose very purpose is to have no edge.
   */
  public List<Operand> differentiableOperands() {
    return primitive.equals("stop_gradient") ? List.of() : operands;
  }
}
