package crosscountry.environment.linearization;

import crosscountry.environment.graph.Equation;
import crosscountry.environment.structure.Content;
import crosscountry.environment.structure.JacobianStructure;
import crosscountry.environment.structure.PrincipleRules;
import crosscountry.environment.structure.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The structures of elemental Jacobians of tensors with any number of axes, as they follow from
 * what the primitives compute. Axes of size one are neither tied nor do values vary along them.
 * What is no known primitive counts as an operation on elements if the shapes allow it, and is
 * dense otherwise.
 */
public enum ExactElementals implements Elementals {

  /**
   * To the last detail: partials of one or minus one are that, and the values of a partial vary
   * along the axes of what it depends on.
   */
  EXACT {
    @Override
    List<Integer> dependencies(Equation equation, int position, int operands) {
      return switch (equation.primitive()) {
        case "mul" -> List.of(1 - position);
        case "div" -> position == 0 ? List.of(1) : List.of(0, 1);
        case "select_n" -> List.of(0);
        default -> IntStream.range(0, operands).boxed().toList();
      };
    }

    @Override
    Content ones() {
      return Content.UNIT;
    }
  },

  /**
   * As AlphaGrad counts: partials of one or minus one count as values, and the partial of an
   * operation on two operands varies along the axes of the other. There are no replicated axes:
   * with them a product with a sum could be denser than the sum of the products, so that what is
   * left of a graph would depend on the order of elimination.
   */
  ONES_AS_VALUES {
    @Override
    List<Integer> dependencies(Equation equation, int position, int operands) {
      return IntStream.range(0, operands)
          .filter(other -> operands == 1 || other != position)
          .boxed()
          .toList();
    }

    @Override
    Content ones() {
      return Content.VALUES;
    }
  };

  /** Operations on elements whose partials are one or minus one. */
  private static final Set<String> SIGNED = Set.of("add", "sub", "add_any", "neg");

  /** Operations on elements that change nothing but the element type. */
  private static final Set<String> COPIES =
      Set.of("convert_element_type", "copy", "copy_p", "reduce_precision");

  /** Returns the positions of the operands on which the partial of an elementwise one depends. */
  abstract List<Integer> dependencies(Equation equation, int position, int operands);

  /** Returns what partials are that are one or minus one, and no mere copies. */
  abstract Content ones();

  @Override
  public JacobianStructure of(Equation equation, List<Shape> shapes, List<Integer> positions) {
    return positions.stream()
        .map(position -> of(equation, shapes, position))
        .reduce(PrincipleRules.EXACT::sum)
        .orElseThrow();
  }

  @Override
  public JacobianStructure copyOfOutput(Shape shape) {
    Equation copy = new Equation("copy", List.of(), Map.of(), shape);
    return of(copy, List.of(shape), 0);
  }

  private JacobianStructure of(Equation equation, List<Shape> shapes, int position) {
    JacobianStructure exact = elemental(equation, shapes, position);
    return ones() == Content.UNIT ? exact : exact.withoutReplication();
  }

  private JacobianStructure elemental(Equation equation, List<Shape> shapes, int position) {
    Shape operand = shapes.get(position);
    Shape result = equation.shape();
    return switch (equation.primitive()) {
      case "dot_general" -> dotGeneral(equation, shapes, position);
      case "conv_general_dilated" -> convolution(equation, operand, position);
      case "reduce_sum" -> sumOver(axes(equation, "axes"), result, operand);
      case "reduce_max", "reduce_min", "reduce_prod" ->
          selectionOver(axes(equation, "axes"), result, operand);
      case "transpose" -> transposition(axes(equation, "permutation"), result, operand);
      case "broadcast_in_dim" -> broadcast(axes(equation, "broadcast_dimensions"), result, operand);
      case "reshape", "squeeze", "expand_dims" -> reshaping(result, operand);
      case "slice", "dynamic_slice" -> movement(result, operand, resized(result, operand));
      case "dynamic_update_slice" ->
          position == 0 ? mask(result) : movement(result, operand, resized(result, operand));
      case "pad" -> movement(result, operand, padded(equation, operand));
      case "concatenate" -> movement(result, operand, axes(equation, "dimension"));
      case "rev" -> movement(result, operand, axes(equation, "dimensions"));
      case "cumsum", "cumprod", "cummax", "cummin", "cumlogsumexp" ->
          cumulation(axes(equation, "axis"), result);
      default -> elementwise(equation, shapes, position);
    };
  }

  /** Returns the numbers of a parameter that is one number or one list of numbers. */
  private static List<Integer> axes(Equation equation, String parameter) {
    List<List<Integer>> lists = equation.numbers(parameter);
    return lists.isEmpty()
        ? List.of(Integer.valueOf(equation.parameters().get(parameter).strip()))
        : lists.get(0);
  }

  private static JacobianStructure.Builder start(Shape result, Shape operand, Content content) {
    return new JacobianStructure.Builder(
        result.padded(LEAST_RANK), operand.padded(LEAST_RANK), content);
  }

  private static boolean extendsAlong(Shape shape, int axis) {
    return axis < shape.rank() && shape.size(axis) != 1;
  }

  private JacobianStructure elementwise(Equation equation, List<Shape> shapes, int position) {
    Shape result = equation.shape();
    Shape operand = shapes.get(position);
    if (!broadcasts(operand, result)) {
      return JacobianStructure.dense(result.padded(LEAST_RANK), operand.padded(LEAST_RANK));
    }
    boolean copy = COPIES.contains(equation.primitive());
    Content one = copy ? Content.UNIT : ones();
    boolean constant = copy || SIGNED.contains(equation.primitive());
    JacobianStructure.Builder structure = start(result, operand, constant ? one : Content.VALUES);
    List<Integer> dependencies =
        constant && one == Content.UNIT
            ? List.of()
            : dependencies(equation, position, shapes.size());
    for (int axis = 0; axis < result.rank(); axis++) {
      int along = axis;
      if (extendsAlong(operand, axis)) {
        structure.tie(axis, axis);
      }
      if (dependencies.stream().anyMatch(other -> extendsAlong(shapes.get(other), along))) {
        structure.vary(axis);
      }
    }
    return structure.build();
  }

  private static boolean broadcasts(Shape operand, Shape result) {
    return operand.rank() == 0
        || (operand.rank() == result.rank()
            && IntStream.range(0, result.rank())
                .allMatch(
                    axis -> operand.size(axis) == result.size(axis) || operand.size(axis) == 1));
  }

  private JacobianStructure sumOver(List<Integer> axes, Shape result, Shape operand) {
    JacobianStructure.Builder structure = start(result, operand, ones());
    int kept = 0;
    for (int axis = 0; axis < operand.rank(); axis++) {
      if (!axes.contains(axis)) {
        tie(structure, kept++, axis, operand);
      } else if (ones() == Content.VALUES && operand.size(axis) != 1) {
        structure.varyTail(axis);
      }
    }
    return structure.build();
  }

  private static JacobianStructure selectionOver(List<Integer> axes, Shape result, Shape operand) {
    JacobianStructure.Builder structure = start(result, operand, Content.VALUES);
    int kept = 0;
    for (int axis = 0; axis < operand.rank(); axis++) {
      if (!axes.contains(axis)) {
        tie(structure, kept++, axis, operand);
      }
      if (operand.size(axis) != 1) {
        structure.varyTail(axis);
      }
    }
    return structure.build();
  }

  private static void tie(
      JacobianStructure.Builder structure, int ofHead, int ofTail, Shape operand) {
    if (operand.size(ofTail) != 1) {
      structure.tie(ofHead, ofTail);
    }
  }

  private static JacobianStructure transposition(
      List<Integer> permutation, Shape result, Shape operand) {
    JacobianStructure.Builder structure = start(result, operand, Content.UNIT);
    for (int axis = 0; axis < permutation.size(); axis++) {
      tie(structure, axis, permutation.get(axis), operand);
    }
    return structure.build();
  }

  private static JacobianStructure broadcast(List<Integer> axes, Shape result, Shape operand) {
    JacobianStructure.Builder structure = start(result, operand, Content.UNIT);
    for (int axis = 0; axis < axes.size(); axis++) {
      tie(structure, axes.get(axis), axis, operand);
    }
    return structure.build();
  }

  /** A reshaping that only adds or drops unit axes ties the others; any other moves elements. */
  private static JacobianStructure reshaping(Shape result, Shape operand) {
    int[] ofHead = IntStream.range(0, result.rank()).filter(a -> result.size(a) != 1).toArray();
    int[] ofTail = IntStream.range(0, operand.rank()).filter(a -> operand.size(a) != 1).toArray();
    boolean sameAxes =
        ofHead.length == ofTail.length
            && IntStream.range(0, ofHead.length)
                .allMatch(place -> result.size(ofHead[place]) == operand.size(ofTail[place]));
    if (!sameAxes) {
      return JacobianStructure.movement(result.padded(LEAST_RANK), operand.padded(LEAST_RANK));
    }
    JacobianStructure.Builder structure = start(result, operand, Content.UNIT);
    for (int place = 0; place < ofHead.length; place++) {
      structure.tie(ofHead[place], ofTail[place]);
    }
    return structure.build();
  }

  private static List<Integer> resized(Shape result, Shape operand) {
    return IntStream.range(0, result.rank())
        .filter(axis -> result.size(axis) != operand.size(axis))
        .boxed()
        .toList();
  }

  private static List<Integer> padded(Equation equation, Shape operand) {
    List<List<Integer>> configuration = equation.numbers("padding_config");
    return IntStream.range(0, operand.rank())
        .filter(axis -> configuration.get(axis).stream().anyMatch(padding -> padding != 0))
        .boxed()
        .toList();
  }

  /** Elements move along some axes, and stay along the others. */
  private static JacobianStructure movement(Shape result, Shape operand, List<Integer> along) {
    JacobianStructure.Builder structure = start(result, operand, Content.MOVEMENT);
    for (int axis = 0; axis < result.rank(); axis++) {
      boolean moves = along.contains(axis) || axis >= operand.rank();
      if (!moves) {
        tie(structure, axis, axis, operand);
      } else {
        varyBoth(structure, axis, result, operand);
      }
    }
    return structure.build();
  }

  private static void varyBoth(
      JacobianStructure.Builder structure, int axis, Shape result, Shape operand) {
    if (extendsAlong(result, axis)) {
      structure.vary(axis);
    }
    if (extendsAlong(operand, axis)) {
      structure.varyTail(axis);
    }
  }

  /** Elements stay or are overwritten. */
  private static JacobianStructure mask(Shape shape) {
    JacobianStructure.Builder structure = start(shape, shape, Content.MOVEMENT);
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (shape.size(axis) != 1) {
        structure.tie(axis, axis).vary(axis);
      }
    }
    return structure.build();
  }

  private static JacobianStructure cumulation(List<Integer> along, Shape shape) {
    JacobianStructure.Builder structure = start(shape, shape, Content.VALUES);
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (shape.size(axis) != 1) {
        structure.vary(axis).varyTail(axis);
        if (!along.contains(axis)) {
          structure.tie(axis, axis);
        }
      }
    }
    return structure.build();
  }

  /** The result has the batch axes, then the free ones of the left, then those of the right. */
  private static JacobianStructure dotGeneral(Equation equation, List<Shape> shapes, int position) {
    List<List<Integer>> numbers = equation.numbers("dimension_numbers");
    List<Integer> contracted = numbers.get(position);
    List<Integer> batch = numbers.get(2 + position);
    Shape operand = shapes.get(position);
    JacobianStructure.Builder structure = start(equation.shape(), operand, Content.VALUES);
    int freeOfLeft = shapes.get(0).rank() - numbers.get(0).size();
    int firstFree = position == 0 ? batch.size() : freeOfLeft;
    int freeOfOperand = operand.rank() - contracted.size() - batch.size();
    for (int axis = 0; axis < equation.shape().rank(); axis++) {
      boolean own = axis >= firstFree && axis < firstFree + freeOfOperand;
      if (!own && equation.shape().size(axis) != 1) {
        structure.vary(axis);
      }
    }
    int free = firstFree;
    for (int axis = 0; axis < operand.rank(); axis++) {
      if (contracted.contains(axis)) {
        if (operand.size(axis) != 1) {
          structure.varyTail(axis);
        }
      } else if (batch.contains(axis)) {
        tie(structure, batch.indexOf(axis), axis, operand);
      } else {
        tie(structure, free++, axis, operand);
      }
    }
    return structure.build();
  }

  /** The specifications list batch, feature and spatial axes; those of filters begin otherwise. */
  private static JacobianStructure convolution(Equation equation, Shape operand, int position) {
    List<List<Integer>> specifications = equation.numbers("dimension_numbers");
    int ofResult = specifications.get(2).get(position);
    int ofOperand = specifications.get(position).get(0);
    JacobianStructure.Builder structure = start(equation.shape(), operand, Content.VALUES);
    for (int axis = 0; axis < equation.shape().rank(); axis++) {
      if (axis != ofResult && equation.shape().size(axis) != 1) {
        structure.vary(axis);
      }
    }
    for (int axis = 0; axis < operand.rank(); axis++) {
      if (axis != ofOperand && operand.size(axis) != 1) {
        structure.varyTail(axis);
      }
    }
    tie(structure, ofResult, ofOperand, operand);
    return structure.build();
  }
}
