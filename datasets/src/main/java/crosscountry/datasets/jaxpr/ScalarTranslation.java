package crosscountry.datasets.jaxpr;

import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns the jaxpr of a scalar function into a program. Equations keep their place, dropped ones
 * included, so that the number of a vertex is the number that Graphax gives it.
 *
 * <p>The text doesn't tell the values of constants that a function closes over. Unused ones are no
 * obstacle; a function that reads one is refused, because its Jacobian couldn't be evaluated when
 * an order is verified.
 */
public final class ScalarTranslation {

  private static final String TENSORS = "training on tensor-valued functions isn't supported yet";

  // Rarer containers of jaxprs than a tuple are kept as text.
  private static final Pattern NESTED = Pattern.compile("\\{\\s*+lambda\\b");

  private static final Pattern COMPLEX = Pattern.compile("c(?:omplex)?\\d++");

  private final String source;
  private final Map<String, Operand> operands = new HashMap<>();

  private ScalarTranslation(String source) {
    this.source = source;
  }

  /**
   * Translates a jaxpr.
   *
   * @param source what errors call the text, usually its path
   * @param name what users call the function
   * @param jaxpr the traced function
   * @throws UnsupportedFunctionException if a value isn't a scalar, or a part of the function lies
   *     in a nested jaxpr or in a constant that the text doesn't tell
   */
  public static Program translate(String source, String name, Jaxpr jaxpr) {
    return new ScalarTranslation(source).program(name, jaxpr);
  }

  private Program program(String name, Jaxpr jaxpr) {
    for (int position = 0; position < jaxpr.inputs().size(); position++) {
      JaxprAtom.Variable input = jaxpr.inputs().get(position);
      requireScalar(input, jaxpr.line());
      operands.put(input.name(), new Operand.Input(position));
    }
    List<Equation> equations = new ArrayList<>();
    for (JaxprEquation equation : jaxpr.equations()) {
      equations.add(translate(equation));
      operands.put(result(equation).name(), new Operand.Result(equations.size()));
    }
    return new Program(
        name, jaxpr.inputs().size(), equations, operands(jaxpr.outputs(), jaxpr.line()));
  }

  private Equation translate(JaxprEquation equation) {
    JaxprAtom.Variable result = result(equation);
    requireScalar(result, equation.line());
    Map<String, String> parameters = new HashMap<>();
    for (JaxprParameter parameter : equation.parameters()) {
      parameters.put(parameter.name(), text(parameter, equation));
    }
    if (result.type().isEmpty() && !ScalarPrimitives.contains(equation.primitive())) {
      throw refuse(
          equation.line(),
          "'%s' may make a tensor, as no type is printed, and %s"
              .formatted(equation.primitive(), TENSORS));
    }
    List<Operand> read = operands(equation.operands(), equation.line());
    return new Equation(equation.primitive(), read, parameters);
  }

  private JaxprAtom.Variable result(JaxprEquation equation) {
    if (equation.results().size() != 1) {
      throw refuse(
          equation.line(),
          "'%s' has %d results, and only equations with one result are supported yet"
              .formatted(equation.primitive(), equation.results().size()));
    }
    return equation.results().get(0);
  }

  private String text(JaxprParameter parameter, JaxprEquation equation) {
    if (parameter instanceof JaxprParameter.Text plain && !NESTED.matcher(plain.text()).find()) {
      return plain.text();
    }
    throw refuse(
        equation.line(),
        ("'%s' calls a nested jaxpr, which isn't supported yet; trace the function without jit,"
                + " control flow and functions that JAX jits itself")
            .formatted(equation.primitive()));
  }

  private List<Operand> operands(List<JaxprAtom> atoms, int line) {
    return atoms.stream().map(atom -> operand(atom, line)).toList();
  }

  private Operand operand(JaxprAtom atom, int line) {
    if (atom instanceof JaxprAtom.Variable variable) {
      return operand(variable, line);
    }
    JaxprAtom.Literal literal = (JaxprAtom.Literal) atom;
    requireScalar("the literal " + literal.text(), literal.type(), line);
    double value =
        literal
            .value()
            .orElseThrow(
                () -> refuse(line, "the literal %s isn't a real number".formatted(literal.text())));
    return new Operand.Literal(value);
  }

  private Operand operand(JaxprAtom.Variable variable, int line) {
    Operand operand = operands.get(variable.name());
    if (operand == null) {
      requireScalar(variable, line);
      throw refuse(
          line,
          ("the constant '%s' is read, but the text doesn't tell its value;"
                  + " make it an input or write the number into the function")
              .formatted(variable.name()));
    }
    return operand;
  }

  private void requireScalar(JaxprAtom.Variable variable, int line) {
    requireScalar("'%s'".formatted(variable.name()), variable.type(), line);
  }

  private void requireScalar(String value, Optional<ArrayType> printed, int line) {
    if (printed.isEmpty()) {
      return;
    }
    ArrayType type = printed.get();
    if (!type.shape().isEmpty()) {
      throw refuse(line, "%s is a tensor of type %s, and %s".formatted(value, type, TENSORS));
    }
    if (!type.isScalar()) {
      throw refuse(line, "%s is of type %s, which isn't a number".formatted(value, type.dtype()));
    }
    if (COMPLEX.matcher(type.dtype()).matches()) {
      throw refuse(
          line, "%s is of type %s, which isn't a real number".formatted(value, type.dtype()));
    }
  }

  private UnsupportedFunctionException refuse(int line, String problem) {
    return new UnsupportedFunctionException(source, line, problem);
  }
}
