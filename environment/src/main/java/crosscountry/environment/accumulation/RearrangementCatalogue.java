package crosscountry.environment.accumulation;

import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;

/** Finds where the elements of a result come from, for the primitives that only move elements. */
final class RearrangementCatalogue {

  private RearrangementCatalogue() {}

  static Rearrangement transposition(TensorEquation equation) {
    List<Integer> permutation = equation.list("permutation");
    RowMajor result = new RowMajor(equation.shape());
    RowMajor operand = new RowMajor(equation.operand());
    return Rearrangement.of(
        equation.shape(),
        element -> {
          int[] from = new int[permutation.size()];
          for (int axis = 0; axis < from.length; axis++) {
            from[permutation.get(axis)] = result.coordinate(element, axis);
          }
          return operand.elementAt(from);
        });
  }

  static Rearrangement broadcast(TensorEquation equation) {
    List<Integer> axes = equation.list("broadcast_dimensions");
    RowMajor result = new RowMajor(equation.shape());
    return along(
        equation,
        (element, axis) ->
            equation.operand().size(axis) == 1 ? 0 : result.coordinate(element, axes.get(axis)));
  }

  /**
   * Returns the rearrangement that takes each coordinate in the operand from an element of the
   * result and an axis of the operand.
   */
  private static Rearrangement along(TensorEquation equation, IntBinaryOperator coordinate) {
    return Rearrangement.of(equation.shape(), inside(equation.operand(), coordinate));
  }

  /** Returns the element at the coordinates, or nowhere if they are outside of the operand. */
  private static Rearrangement.Place inside(Shape operand, IntBinaryOperator coordinate) {
    RowMajor places = new RowMajor(operand);
    return element -> {
      int[] from = new int[operand.rank()];
      Arrays.setAll(from, axis -> coordinate.applyAsInt(element, axis));
      return places.elementAt(from);
    };
  }

  static Rearrangement reshaping(TensorEquation equation) {
    if (equation.shape().elements() != equation.operand().elements()) {
      throw new IllegalArgumentException(
          "%s has other elements than %s".formatted(equation.shape(), equation.operand()));
    }
    return Rearrangement.of(equation.shape(), element -> element);
  }

  static Rearrangement slice(TensorEquation equation) {
    List<Integer> starts = equation.list("start_indices");
    List<Integer> strides = equation.listOrOnes("strides", starts.size());
    RowMajor result = new RowMajor(equation.shape());
    return along(
        equation,
        (element, axis) -> starts.get(axis) + strides.get(axis) * result.coordinate(element, axis));
  }

  static Rearrangement dynamicSlice(TensorEquation equation) {
    Shape shape = equation.shape();
    RowMajor result = new RowMajor(shape);
    return new Rearrangement(
        shape,
        operands -> {
          int[] starts = starts(equation.operand(), shape, operands.subList(1, operands.size()));
          int[][] sources = nowhere(equation);
          sources[0] =
              Rearrangement.sources(
                  shape,
                  inside(
                      equation.operand(),
                      (element, axis) -> starts[axis] + result.coordinate(element, axis)));
          return sources;
        });
  }

  /** Returns where a part starts: indices are confined so that it lies within the whole. */
  private static int[] starts(Shape whole, Shape part, List<Tensor> indices) {
    int[] starts = new int[whole.rank()];
    for (int axis = 0; axis < starts.length; axis++) {
      int last = whole.size(axis) - part.size(axis);
      starts[axis] = Math.max(0, Math.min(last, (int) indices.get(axis).at(0)));
    }
    return starts;
  }

  private static int[][] nowhere(TensorEquation equation) {
    int[][] sources = new int[equation.operands().size()][];
    Arrays.setAll(
        sources,
        position -> Rearrangement.sources(equation.shape(), element -> Rearrangement.NOWHERE));
    return sources;
  }

  static Rearrangement dynamicUpdateSlice(TensorEquation equation) {
    Shape shape = equation.shape();
    Shape update = equation.operands().get(1);
    RowMajor result = new RowMajor(shape);
    return new Rearrangement(
        shape,
        operands -> {
          int[] starts = starts(shape, update, operands.subList(2, operands.size()));
          int[][] sources = nowhere(equation);
          sources[1] =
              Rearrangement.sources(
                  shape,
                  inside(
                      update, (element, axis) -> result.coordinate(element, axis) - starts[axis]));
          Arrays.setAll(
              sources[0],
              element ->
                  sources[1][element] == Rearrangement.NOWHERE ? element : Rearrangement.NOWHERE);
          return sources;
        });
  }

  static Rearrangement concatenation(TensorEquation equation) {
    int along = equation.integer("dimension");
    Shape shape = equation.shape();
    RowMajor result = new RowMajor(shape);
    List<int[]> sources = new ArrayList<>();
    int before = 0;
    for (Shape operand : equation.operands()) {
      int skipped = before;
      sources.add(
          Rearrangement.sources(
              shape,
              inside(
                  operand,
                  (element, axis) ->
                      result.coordinate(element, axis) - (axis == along ? skipped : 0))));
      before += operand.size(along);
    }
    int[][] fixed = sources.toArray(int[][]::new);
    return new Rearrangement(shape, operands -> fixed);
  }

  /** Low padding, high padding, and padding between elements for each axis; may be negative. */
  static Rearrangement padding(TensorEquation equation) {
    List<List<Integer>> configuration = equation.equation().numbers("padding_config");
    RowMajor result = new RowMajor(equation.shape());
    int[] padded =
        Rearrangement.sources(
            equation.shape(),
            inside(
                equation.operand(),
                (element, axis) -> {
                  int place = result.coordinate(element, axis) - configuration.get(axis).get(0);
                  int step = 1 + configuration.get(axis).get(2);
                  return place % step == 0 ? place / step : Rearrangement.NOWHERE;
                }));
    int[] padding =
        Rearrangement.sources(
            equation.shape(),
            element -> padded[element] == Rearrangement.NOWHERE ? 0 : Rearrangement.NOWHERE);
    int[][] sources = {padded, padding};
    return new Rearrangement(equation.shape(), operands -> sources);
  }

  static Rearrangement reversal(TensorEquation equation) {
    List<Integer> axes = equation.list("dimensions");
    Shape shape = equation.shape();
    RowMajor result = new RowMajor(shape);
    return along(
        equation,
        (element, axis) -> {
          int place = result.coordinate(element, axis);
          return axes.contains(axis) ? shape.size(axis) - 1 - place : place;
        });
  }
}
