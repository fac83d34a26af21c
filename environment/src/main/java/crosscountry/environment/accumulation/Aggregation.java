package crosscountry.environment.accumulation;

import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A function of one operand each of whose elements folds some elements of the operand: reductions
 * over axes, and cumulations along one. Immutable.
 */
final class Aggregation implements TensorFunction {

  private final Shape shape;
  private final Fold fold;

  /** For each element of the result, the elements of the operand that it folds. */
  private final int[][] groups;

  /** Which elements a cumulation folds. */
  enum Direction {
    /** The element at the same place and those before it. */
    FORWARD,
    /** The element at the same place and those behind it. */
    BACKWARD
  }

  private Aggregation(Shape shape, Fold fold, int[][] groups) {
    this.shape = shape;
    this.fold = fold;
    this.groups = groups;
  }

  /**
   * Returns a reduction.
   *
   * @param shape shape of the result
   * @param axes the axes of the operand that are folded away
   */
  static Aggregation over(Fold fold, List<Integer> axes, Shape shape, Shape operand) {
    RowMajor places = new RowMajor(operand);
    RowMajor result = new RowMajor(shape);
    List<List<Integer>> groups = emptyGroups(result.elements());
    for (int element = 0; element < places.elements(); element++) {
      int[] coordinates = new int[shape.rank()];
      int kept = 0;
      for (int axis = 0; axis < operand.rank(); axis++) {
        if (!axes.contains(axis)) {
          coordinates[kept++] = places.coordinate(element, axis);
        }
      }
      groups.get(result.elementAt(coordinates)).add(element);
    }
    return new Aggregation(shape, fold, asArrays(groups));
  }

  /** Returns a cumulation along an axis. */
  static Aggregation along(Fold fold, int axis, Direction direction, Shape shape) {
    RowMajor places = new RowMajor(shape);
    List<List<Integer>> groups = emptyGroups(places.elements());
    for (int element = 0; element < places.elements(); element++) {
      int at = places.coordinate(element, axis);
      int first = direction == Direction.FORWARD ? 0 : at;
      int last = direction == Direction.FORWARD ? at : shape.size(axis) - 1;
      for (int other = first; other <= last; other++) {
        groups.get(element).add(element + (other - at) * places.stride(axis));
      }
    }
    return new Aggregation(shape, fold, asArrays(groups));
  }

  private static List<List<Integer>> emptyGroups(int count) {
    List<List<Integer>> groups = new ArrayList<>();
    for (int group = 0; group < count; group++) {
      groups.add(new ArrayList<>());
    }
    return groups;
  }

  private static int[][] asArrays(List<List<Integer>> groups) {
    return groups.stream()
        .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  @Override
  public Tensor value(List<Tensor> operands) {
    double[] elements = new double[groups.length];
    Arrays.setAll(elements, element -> fold.value(numbers(operands.get(0), element)));
    return new Tensor(shape, elements);
  }

  @Override
  public void addPartials(List<Tensor> operands, Tensor value, int position, PartialSink to) {
    for (int element = 0; element < groups.length; element++) {
      double[] numbers = numbers(operands.get(0), element);
      for (int place = 0; place < numbers.length; place++) {
        to.add(element, groups[element][place], fold.partial(numbers, value.at(element), place));
      }
    }
  }

  private double[] numbers(Tensor operand, int element) {
    return Arrays.stream(groups[element]).mapToDouble(operand::at).toArray();
  }
}
