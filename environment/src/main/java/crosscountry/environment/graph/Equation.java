package crosscountry.environment.graph;

import crosscountry.environment.structure.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One elemental operation of a traced function.
 *
 * @param primitive name of the operation as the tracer prints it, for example {@code mul}
 * @param operands what the operation reads, in order
 * @param parameters the operation's static parameters as printed, for example {@code y -> 2} of
 *     {@code integer_pow}
 * @param shape shape of the result
 */
public record Equation(
    String primitive, List<Operand> operands, Map<String, String> parameters, Shape shape) {

  /** What a tracer prints around a list of numbers: {@code (0,)}, {@code [1]} or {@code ()}. */
  private static final Pattern NUMBERS =
      Pattern.compile("[\\[(]\\s*+((?:-?\\d++\\s*+,?\\s*+)*+)[\\])]");

  /** What a tracer may print for a number that was a NumPy scalar, {@code np.int64(1)}. */
  private static final Pattern WRAPPED = Pattern.compile("\\bnp\\.\\w++\\((-?\\d++)\\)");

  /** Copies the collections, so that an equation never changes. */
  public Equation {
    operands = List.copyOf(operands);
    parameters = Map.copyOf(parameters);
  }

  /** Creates an operation whose result is a scalar. */
  public Equation(String primitive, List<Operand> operands, Map<String, String> parameters) {
    this(primitive, operands, parameters, Shape.SCALAR);
  }

  /**
   * Returns the lists of numbers within a parameter that hold no further lists, in the order of the
   * text: one for {@code axes=(0, 1)}, four for the {@code dimension_numbers} of {@code
   * dot_general}.
   *
   * @param parameter the parameter's name
   * @throws IllegalArgumentException if there is no such parameter, or a number is too large
   */
  public List<List<Integer>> numbers(String parameter) {
    String text = parameters.get(parameter);
    if (text == null) {
      throw new IllegalArgumentException(
          "%s lacks the parameter %s".formatted(primitive, parameter));
    }
    return NUMBERS
        .matcher(WRAPPED.matcher(text).replaceAll("$1"))
        .results()
        .map(
            list ->
                Arrays.stream(list.group(1).split(",", -1))
                    .map(String::strip)
                    .filter(number -> !number.isEmpty())
                    .map(Integer::valueOf)
                    .toList())
        .toList();
  }

  /**
   * Returns the operands along which derivatives flow: all of them, but none of {@code
   * stop_gradient}, whose very purpose is to have no edge, and no indices of {@code dynamic_slice}
   * and {@code dynamic_update_slice}.
   */
  public List<Operand> differentiableOperands() {
    return switch (primitive) {
      case "stop_gradient" -> List.of();
      case "dynamic_slice" -> operands.subList(0, Math.min(1, operands.size()));
      case "dynamic_update_slice" -> operands.subList(0, Math.min(2, operands.size()));
      default -> operands;
    };
  }
}
