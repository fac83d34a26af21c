package crosscountry.datasets.jaxpr;

import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the jaxpr of a scalar function into a program. Equations keep their place, so that the
 * number of a vertex is the number that Graphax gives it.
 */
public final class ScalarTranslation {

  private final String source;
  private final Map<String, Operand> operands = new HashMap<>();

  private ScalarTranslation(String source) {
    this.source = source;
  }

  /**
   * Translates a jaxpr.
   *
   * @param source what errors call the text, for example the name of its file
   * @param name name of the program
   * @param jaxpr the traced function
   * @throws UnsupportedFunctionException if a value is no scalar, or a part of the function hides
   *     in another one or in a constant that the text does not show
   */
  public static Program translate(String source, String name, Jaxpr jaxpr) {
    return new ScalarTranslation(source).program(name, jaxpr);
  }

  private Program program(String name, Jaxpr jaxpr) {
    for (JaxprBinder constant : jaxpr.constants()) {
      requireScalar(constant, 1);
    }
    for (int position = 0; position < jaxpr.inputs().size(); position++) {
      JaxprBinder input = jaxpr.inputs().get(position);
      requireScalar(input, 1);
      operands.put(input.name(), new Operand.Input(position));
    }
    List<Equation> equations = new ArrayList<>();
    for (JaxprEquation equation : jaxpr.equations()) {
      equations.add(equation(equation));
      bind(equation, equations.size());
    }
    int lastLine =
        jaxpr.equations().isEmpty()
            ? 1
            : jaxpr.equations().get(jaxpr.equations().size() - 1).line();
    List<Operand> outputs =
        jaxpr.outputs().stream().map(output -> operand(output, lastLine)).toList();
    return new Program(name, jaxpr.inputs().size(), equations, outputs);
  }

  private Equation equation(JaxprEquation equation) {
    Map<String, String> parameters = new HashMap<>();
    equation
        .parameters()
        .forEach(
            (name, value) -> {
              if (value instanceof JaxprParameter.Text plain && !hidesFunction(plain)) {
                parameters.put(name, plain.text());
              } else {
                throw new UnsupportedFunctionException(
                    source,
                    equation.line(),
                    "%s calls a function of its own, which isn't supported yet; trace without jit and custom rules"
                        .formatted(equation.primitive()));
              }
            });
    List<Operand> read =
        equation.operands().stream().map(atom -> operand(atom, equation.line())).toList();
    return new Equation(equation.primitive(), read, parameters);
  }

  /** A tuple of functions, as the branches of a condition are, is kept as text. */
  private static boolean hidesFunction(JaxprParameter.Text parameter) {
    return parameter.text().contains("{ lambda");
  }

  private void bind(JaxprEquation equation, int number) {
    if (equation.results().size() != 1) {
      throw new UnsupportedFunctionException(
          source,
          equation.line(),
          "%s has %d results; only equations of one result are supported yet"
              .formatted(equation.primitive(), equation.results().size()));
    }
    JaxprBinder result = equation.results().get(0);
    requireScalar(result, equation.line());
    if (!result.isDropped()) {
      operands.put(result.name(), new Operand.Result(number));
    }
  }

  private Operand operand(JaxprAtom atom, int line) {
    if (atom instanceof JaxprAtom.Literal literal) {
      return new Operand.Literal(literal.value());
    }
    String name = ((JaxprAtom.Variable) atom).name();
    Operand operand = operands.get(name);
    if (operand == null) {
      throw new UnsupportedFunctionException(
          source,
          line,
          "the constant %s is read, but its value is not in the text; pass it as an input or write it as a literal"
              .formatted(name));
    }
    return operand;
  }

  private void requireScalar(JaxprBinder binder, int line) {
    binder
        .type()
        .filter(type -> !type.isScalar())
        .ifPresent(
            type -> {
              throw new UnsupportedFunctionException(
                  source,
                  line,
                  "%s is a tensor, and training on tensor-valued functions isn't supported yet"
                      .formatted(binder));
            });
  }
}
