package crosscountry.datasets.jaxpr;

import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns a flat jaxpr into a program. Equations keep their place, dropped ones included, so that the
 * number of a vertex is the number that Graphax gives it. Of their parameters, those remain that
 * say what is computed.
 *
 * <p>A function of scalars may have any primitive; in a function of tensors all must be known,
 * because what an elimination costs depends on them.
 *
 * <p>The text doesn't tell the values of constants that a function closes over. Unused ones are no
 * obstacle; a function that reads one is refused, because its Jacobian couldn't be evaluated when
 * an order is verified.
 */
public final class ProgramTranslation {

  /** As many as numpy's arrays have at most. */
  private static final int MOST_AXES = 64;

  // Rarer containers of jaxprs than a tuple are kept as text.
  private static final Pattern NESTED = Pattern.compile("\\{\\s*+lambda\\b");

  private static final Set<String> CONTROL_FLOW = Set.of("cond", "scan", "while");

  private final String source;
  private final Map<String, Operand> operands = new HashMap<>();
  private final List<Shape> inputShapes = new ArrayList<>();
  private final List<Equation> equations = new ArrayList<>();

  private ProgramTranslation(String source) {
    this.source = source;
  }

  /**
   * Translates a jaxpr.
   *
   * @param source what errors call the text, usually its path
   * @param name what users call the function
   * @param jaxpr the traced function, flat as {@link Inlining} makes it
   * @throws UnsupportedFunctionException if a value isn't real, a part of the function lies in a
   *     nested jaxpr or in a constant that the text doesn't tell, or a function of tensors has a
   *     primitive that isn't known
   * @throws InconsistentJaxprException if an equation of tensors contradicts itself, or a
   *     conversion its type
   */
  public static Program translate(String source, String name, Jaxpr jaxpr) {
    return new ProgramTranslation(source).program(name, jaxpr);
  }

  private Program program(String name, Jaxpr jaxpr) {
    for (int position = 0; position < jaxpr.inputs().size(); position++) {
      JaxprAtom.Variable input = jaxpr.inputs().get(position);
      inputShapes.add(shape(input, jaxpr.line()));
      operands.put(input.name(), new Operand.Input(position));
    }
    boolean tensors = hasTensors(jaxpr);
    for (JaxprEquation equation : jaxpr.equations()) {
      if (tensors) {
        requireKnown(equation);
      }
      Equation whole = whole(equation);
      List<Shape> shapes = whole.operands().stream().map(this::shape).toList();
      CheckedEquation checked = new CheckedEquation(source, equation.line(), whole, shapes);
      if (tensors || TensorPrimitives.contains(equation.primitive())) {
        ShapeCheck.check(checked);
      }
      TypeCheck.check(checked, equation);
      equations.add(reduced(whole));
      operands.put(equation.results().get(0).name(), new Operand.Result(equations.size()));
    }
    return new Program(name, inputShapes, equations, operands(jaxpr.outputs(), jaxpr.line()));
  }

  private static boolean hasTensors(Jaxpr jaxpr) {
    Stream<JaxprAtom.Variable> results =
        jaxpr.equations().stream().flatMap(equation -> equation.results().stream());
    return Stream.concat(jaxpr.inputs().stream(), results)
        .flatMap(variable -> variable.type().stream())
        .anyMatch(type -> !type.shape().isEmpty());
  }

  private void requireKnown(JaxprEquation equation) {
    String primitive = equation.primitive();
    boolean known = ScalarPrimitives.contains(primitive) || TensorPrimitives.contains(primitive);
    // Of control flow there is more to say.
    if (!known && !CONTROL_FLOW.contains(primitive)) {
      throw refuse(
          equation.line(),
          ("'%s' isn't supported in a function of tensors; write it with operations on elements,"
                  + " products, convolutions, reductions, cumulative operations, and slices of fixed"
                  + " size")
              .formatted(primitive));
    }
  }

  /** Returns an equation with all its parameters. */
  private Equation whole(JaxprEquation equation) {
    Map<String, String> parameters = new HashMap<>(TensorPrimitives.implied(equation.primitive()));
    for (JaxprParameter parameter : equation.parameters()) {
      parameters.put(parameter.name(), text(parameter, equation));
    }
    JaxprAtom.Variable result = result(equation);
    Shape shape = shape(result, equation.line());
    if (result.type().isEmpty() && !ScalarPrimitives.contains(equation.primitive())) {
      throw refuse(
          equation.line(),
          ("'%s' may make a tensor, as no type is printed; trace the function with a version of"
                  + " JAX that prints types")
              .formatted(equation.primitive()));
    }
    List<Operand> read = operands(equation.operands(), equation.line());
    return new Equation(equation.primitive(), read, parameters, shape);
  }

  /** Returns an equation with those parameters that say what is computed. */
  private static Equation reduced(Equation whole) {
    Map<String, String> parameters = new HashMap<>(whole.parameters());
    parameters.keySet().removeIf(name -> !TensorPrimitives.matters(whole.primitive(), name));
    return new Equation(whole.primitive(), whole.operands(), parameters, whole.shape());
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
      return ScalarPrimitives.contains(equation.primitive())
              || TensorPrimitives.contains(equation.primitive())
          ? TupleText.of(plain.text()).text()
          : plain.text();
    }
    throw refuse(
        equation.line(),
        ("'%s' is control flow or calls a jaxpr in another way that isn't supported; trace the"
                + " function without cond, scan, while and the like")
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
    Shape shape = shape("the literal " + literal.text(), literal.type(), line);
    if (!shape.equals(Shape.SCALAR)) {
      throw refuse(
          line,
          "the literal %s is a tensor of type %s, and only scalars may be; make it an input"
              .formatted(literal.text(), literal.type().orElseThrow()));
    }
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
      throw refuse(
          line,
          ("the constant '%s' is read, but the text doesn't tell its value;"
                  + " make it an input or write the number into the function")
              .formatted(variable.name()));
    }
    return operand;
  }

  private Shape shape(Operand operand) {
    if (operand instanceof Operand.Input input) {
      return inputShapes.get(input.position());
    }
    return operand instanceof Operand.Result result
        ? equations.get(result.equation() - 1).shape()
        : Shape.SCALAR;
  }

  private Shape shape(JaxprAtom.Variable variable, int line) {
    return shape("'%s'".formatted(variable.name()), variable.type(), line);
  }

  private Shape shape(String value, Optional<ArrayType> printed, int line) {
    if (printed.isEmpty()) {
      return Shape.SCALAR;
    }
    ArrayType type = printed.get();
    if (!type.isNumeric()) {
      throw refuse(line, "%s is of type %s, which isn't a number".formatted(value, type.dtype()));
    }
    if (type.kind().equals(Optional.of(ElementKind.COMPLEX))) {
      throw refuse(
          line, "%s is of type %s, which isn't a real number".formatted(value, type.dtype()));
    }
    if (type.shape().size() > MOST_AXES) {
      throw refuse(
          line,
          "%s has %d axes, and at most %d are supported"
              .formatted(value, type.shape().size(), MOST_AXES));
    }
    Shape shape = new Shape(type.shape());
    try {
      shape.elements();
    } catch (ArithmeticException overflow) {
      throw refuse(line, "%s is of type %s, which is too large".formatted(value, type));
    }
    return shape;
  }

  private UnsupportedFunctionException refuse(int line, String problem) {
    return new UnsupportedFunctionException(source, line, problem);
  }
}
