package crosscountry.datasets.curriculum;

import crosscountry.datasets.jaxpr.ArrayType;
import crosscountry.datasets.jaxpr.Jaxpr;
import crosscountry.datasets.jaxpr.JaxprAtom;
import crosscountry.datasets.jaxpr.JaxprEquation;
import crosscountry.datasets.jaxpr.JaxprParameter;
import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes a function down, operation by operation, as the tracer of an array language does: every
 * operation becomes an equation, even one that was written before.
 */
final class Tracer {

  private static final Set<String> MAKE_POSITIVE = Set.of("exp", "cosh", "logistic", "sqrt", "abs");

  private static final Set<String> KEEP_POSITIVE = Set.of("add", "mul", "div", "max", "min");

  private static final String STOP = "stop_gradient";

  private final List<JaxprAtom.Variable> inputs = new ArrayList<>();
  private final List<JaxprEquation> equations = new ArrayList<>();
  private final List<Traced> results = new ArrayList<>();
  private final Set<Traced> unread = new LinkedHashSet<>();
  private final Set<JaxprAtom> read = new HashSet<>();
  private int named;

  /** Returns a number that is written into the function. */
  static Traced constant(double value) {
    return new Traced(
        new JaxprAtom.Literal(Double.toString(value), Optional.empty()),
        Shape.SCALAR,
        value > 0 ? Sign.POSITIVE : Sign.ANY);
  }

  /** Returns a new input. */
  Traced input(Shape shape, Sign sign) {
    JaxprAtom.Variable variable = variable(shape);
    inputs.add(variable);
    return new Traced(variable, shape, sign);
  }

  /** Applies a function of one value to its elements. */
  Traced unary(String primitive, Traced operand) {
    Sign sign = MAKE_POSITIVE.contains(primitive) ? Sign.POSITIVE : Sign.ANY;
    return write(primitive, List.of(), operand.shape(), sign, operand);
  }

  /** Raises the elements of a value to a power. */
  Traced power(Traced operand, int exponent) {
    Sign sign = exponent % 2 == 0 ? Sign.POSITIVE : operand.sign();
    return write("integer_pow", List.of(parameter("y", exponent)), operand.shape(), sign, operand);
  }

  /**
   * Applies a function of two values to their elements.
   *
   * @param left of as many axes as the right one, or a scalar; axes of size one are repeated
   */
  Traced binary(String primitive, Traced left, Traced right) {
    boolean positive = KEEP_POSITIVE.contains(primitive) && left.isPositive() && right.isPositive();
    return write(
        primitive,
        List.of(),
        common(left.shape(), right.shape()),
        positive ? Sign.POSITIVE : Sign.ANY,
        left,
        right);
  }

  Traced add(Traced left, Traced right) {
    return binary("add", left, right);
  }

  Traced sub(Traced left, Traced right) {
    return binary("sub", left, right);
  }

  Traced mul(Traced left, Traced right) {
    return binary("mul", left, right);
  }

  Traced div(Traced left, Traced right) {
    return binary("div", left, right);
  }

  /** Returns the same value, but without derivatives. */
  Traced stopped(Traced value) {
    return write(STOP, List.of(), value.shape(), value.sign(), value);
  }

  /** Returns a parameter as it is printed. */
  static JaxprParameter parameter(String name, Object value) {
    return new JaxprParameter.Text(name, value.toString());
  }

  /**
   * Writes an equation.
   *
   * @param shape what the primitive makes of its operands; checked when the function is translated
   */
  Traced write(
      String primitive,
      List<JaxprParameter> parameters,
      Shape shape,
      Sign sign,
      Traced... operands) {
    JaxprAtom.Variable variable = variable(shape);
    List<JaxprAtom> atoms = Stream.of(operands).map(Traced::atom).toList();
    equations.add(new JaxprEquation(0, List.of(variable), primitive, parameters, atoms));
    read.addAll(atoms);
    Stream.of(operands).forEach(unread::remove);
    Traced result = new Traced(variable, shape, sign);
    if (!primitive.equals(STOP)) {
      results.add(result);
    }
    unread.add(result);
    return result;
  }

  /** Returns how many equations there are. */
  int equations() {
    return equations.size();
  }

  /** Returns the results that have derivatives, in their order; a view. */
  List<Traced> results() {
    return Collections.unmodifiableList(results);
  }

  /** Returns the results that no equation reads, oldest first. */
  List<Traced> unread() {
    return List.copyOf(unread);
  }

  /**
   * Returns the function.
   *
   * @param outputs all results that are not read, and perhaps others; inputs that are not read are
   *     left out
   */
  Jaxpr function(List<Traced> outputs) {
    return new Jaxpr(
        0,
        List.of(),
        inputs.stream().filter(read::contains).toList(),
        equations,
        outputs.stream().map(Traced::atom).toList());
  }

  private JaxprAtom.Variable variable(Shape shape) {
    return new JaxprAtom.Variable(
        "v" + named++, Optional.of(new ArrayType("f32", shape.sizes(), false)));
  }

  private static Shape common(Shape left, Shape right) {
    if (left.rank() == 0 || right.rank() == 0) {
      return left.rank() == 0 ? right : left;
    }
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 0; axis < left.rank(); axis++) {
      sizes.add(Math.max(left.size(axis), right.size(axis)));
    }
    return new Shape(sizes);
  }
}
