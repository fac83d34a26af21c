package crosscountry.environment.linearization;

import crosscountry.environment.graph.Equation;
import crosscountry.environment.structure.JacobianStructure;
import crosscountry.environment.structure.PublishedType;
import crosscountry.environment.structure.Shape;
import java.util.List;
import java.util.Set;

/**
 * AlphaGrad's elemental Jacobians of scalars, vectors and matrices (jamielohoff/alphagrad,
 * src/alphagrad/vertexgame; arXiv 2406.05027). What it doesn't know, tensors of more axes and other
 * primitives, has its exact structure, but with ones counted as values as here.
 *
 * <p>Where AlphaGrad's elementals are not what they mean:
 *
 * <ul>
 *   <li>the partials of {@code add}, {@code sub}, {@code neg} and {@code reduce_sum}, which are one
 *       or minus one, count as values;
 *   <li>a matrix with a scalar partner is a row-wise diagonal, not a multiple of the identity;
 *   <li>a vector times a matrix has the same structures whichever axis is contracted, so that ties
 *       may connect axes of different sizes;
 *   <li>a maximum or minimum over the first axis is recorded as one over the second;
 *   <li>broadcasting that changes the shape is a transposition;
 *   <li>batch axes of {@code dot_general} are ignored.
 * </ul>
 */
enum PublishedElementals implements Elementals {

  /** With the shape that an operand has. */
  OF_OWN_SHAPE {
    @Override
    Shape recorded(Equation equation, List<Shape> shapes, int position) {
      return shapes.get(position);
    }
  },

  /**
   * With the shape that AlphaGrad records: that of the first operand for all operands of a
   * concatenation.
   */
  AS_RECORDED {
    @Override
    Shape recorded(Equation equation, List<Shape> shapes, int position) {
      return shapes.get(equation.primitive().equals("concatenate") ? 0 : position);
    }
  };

  private static final Set<String> UNARY =
      Set.of(
          "neg",
          "abs",
          "exp",
          "log",
          "log1p",
          "sin",
          "cos",
          "tan",
          "asin",
          "acos",
          "atan",
          "sinh",
          "cosh",
          "tanh",
          "asinh",
          "acosh",
          "atanh",
          "integer_pow",
          "square",
          "sqrt",
          "rsqrt",
          "logistic",
          "erf");

  private static final Set<String> BINARY =
      Set.of("add", "sub", "mul", "div", "pow", "atan2", "max", "min", "eq", "add_any");

  /** What a shape is once it has two axes. */
  private enum Form {
    SCALAR,
    COLUMN,
    ROW,
    MATRIX;

    static Form of(Shape shape) {
      Shape padded = shape.padded(LEAST_RANK);
      if (padded.size(0) > 1) {
        return padded.size(1) > 1 ? MATRIX : COLUMN;
      }
      return padded.size(1) > 1 ? ROW : SCALAR;
    }
  }

  /** Returns the shape that is recorded for an operand. */
  abstract Shape recorded(Equation equation, List<Shape> shapes, int position);

  @Override
  public JacobianStructure of(Equation equation, List<Shape> shapes, List<Integer> positions) {
    int position = positions.get(0);
    boolean tensors =
        equation.shape().rank() > LEAST_RANK
            || shapes.stream().anyMatch(shape -> shape.rank() > LEAST_RANK);
    int type = tensors ? 0 : type(equation, shapes, position);
    return type == 0
        ? ExactElementals.ONES_AS_VALUES.of(equation, shapes, positions)
        : PublishedType.of(type)
            .between(
                equation.shape().padded(LEAST_RANK),
                recorded(equation, shapes, position).padded(LEAST_RANK));
  }

  @Override
  public JacobianStructure copyOfOutput(Shape shape) {
    if (shape.rank() > LEAST_RANK) {
      return ExactElementals.ONES_AS_VALUES.copyOfOutput(shape);
    }
    Shape padded = shape.padded(LEAST_RANK);
    // One value counts the same either way, but only without ties is the graph a scalar one.
    return shape.elements() == 1
        ? JacobianStructure.dense(padded, padded)
        : PublishedType.ELEMENTWISE_ALONG_COLUMNS.between(padded, padded);
  }

  /** Returns the number of the published type, or 0 if there is none. */
  private static int type(Equation equation, List<Shape> shapes, int position) {
    String primitive = equation.primitive();
    Shape operand = shapes.get(position);
    if (UNARY.contains(primitive)) {
      return Form.of(operand) == Form.SCALAR ? 1 : 6;
    }
    if (BINARY.contains(primitive) && shapes.size() == 2) {
      return binary(equation, operand, shapes.get(1 - position));
    }
    return switch (primitive) {
      case "dot_general" -> dotGeneral(equation, shapes)[position];
      case "reduce_sum" -> reduction(equation, operand, -4, -2);
      case "reduce_max", "reduce_min" -> reduction(equation, operand, 2, 2);
      case "transpose" -> transposition(Form.of(operand));
      case "broadcast_in_dim", "squeeze" ->
          operand.padded(LEAST_RANK).equals(equation.shape().padded(LEAST_RANK)) ? -6 : -7;
      case "reshape", "slice", "dynamic_slice", "dynamic_update_slice", "concatenate" -> 11;
      case "convert_element_type" -> -1;
      default -> 0;
    };
  }

  private static int binary(Equation equation, Shape operand, Shape partner) {
    Form of = Form.of(partner);
    return switch (Form.of(operand)) {
      case SCALAR -> 1;
      case COLUMN -> of == Form.SCALAR && Form.of(equation.shape()) == Form.COLUMN ? -2 : 2;
      case ROW -> of == Form.SCALAR && Form.of(equation.shape()) == Form.ROW ? -3 : 3;
      case MATRIX -> {
        if (of == Form.MATRIX) {
          yield 6;
        }
        yield of == Form.ROW ? 8 : -8;
      }
    };
  }

  /** Returns the types with respect to the left and the right factor. */
  private static int[] dotGeneral(Equation equation, List<Shape> shapes) {
    List<List<Integer>> axes = equation.numbers("dimension_numbers");
    boolean vectorLeft = shapes.get(0).rank() == 1;
    boolean vectorRight = shapes.get(1).rank() == 1;
    boolean numberRight = !vectorRight && shapes.get(1).elements() == 1;
    int left = axes.get(0).isEmpty() ? -1 : axes.get(0).get(0);
    int right = axes.get(1).isEmpty() ? -1 : axes.get(1).get(0);
    if (!vectorLeft) {
      if (vectorRight) {
        return new int[] {-2, 1};
      }
      return numberRight ? new int[] {1, 1} : new int[] {left == 1 ? -2 : -4, right == 0 ? -3 : -5};
    }
    if (vectorRight) {
      return new int[] {1, 1};
    }
    if (shapes.get(1).rank() == LEAST_RANK && shapes.get(1).size(0) == 1 && !numberRight) {
      return rowOnTheRight(left, right);
    }
    return new int[] {-4, -3};
  }

  private static int[] rowOnTheRight(int left, int right) {
    if (left == 0 && right == 1) {
      return new int[] {-3, -2};
    }
    return left == 1 && right == 0 ? new int[] {-2, -3} : new int[] {1, 1};
  }

  private static int reduction(Equation equation, Shape operand, int overFirst, int overSecond) {
    boolean matrixToVector =
        operand.rank() == LEAST_RANK && operand.elements() > 1 && equation.shape().rank() == 1;
    if (!matrixToVector) {
      return 1;
    }
    return equation.numbers("axes").get(0).get(0) == 0 ? overFirst : overSecond;
  }

  private static int transposition(Form form) {
    return switch (form) {
      case SCALAR -> 1;
      case COLUMN -> -4;
      case ROW -> -5;
      case MATRIX -> -7;
    };
  }
}
