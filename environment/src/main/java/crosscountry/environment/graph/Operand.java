package crosscountry.environment.graph;

/** What an equation reads, or a function returns: an input, an earlier result, or a constant. */
public sealed interface Operand {

  /**
   * An input of the traced function.
   *
   * @param position 0-based position among the inputs
   */
  record Input(int position) implements Operand {}

  /**
   * The result of an equation.
   *
   * @param equation 1-based equation number
   */
  record Result(int equation) implements Operand {}

  /**
   * A constant; it carries no derivative, so it has no edge.
   *
   * @param value the constant as a double
   */
  record Literal(double value) implements Operand {}
}
