package crosscountry.environment.accumulation;

import crosscountry.environment.structure.Shape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A scalar function of each element: scalars and unit axes of the operands are repeated. Immutable.
 */
final class BroadcastElemental implements TensorFunction {

  private final ElementalFunction function;
  private final Shape shape;

  /** For each operand, the element that each element of the result reads, [operands][elements]. */
  private final int[][] sources;

  /**
   * Extends a scalar function to tensors.
   *
   * @param shape shape of the result
   * @param operands shape of each operand
   * @throws IllegalArgumentException if an operand cannot be broadcast to the result
   */
  BroadcastElemental(ElementalFunction function, Shape shape, List<Shape> operands) {
    this.function = function;
    this.shape = shape;
    this.sources = operands.stream().map(operand -> sources(shape, operand)).toArray(int[][]::new);
  }

  private static int[] sources(Shape shape, Shape operand) {
    if (!fits(operand, shape)) {
      throw new IllegalArgumentException(
          "an operand of shape %s is not broadcast to %s".formatted(operand, shape));
    }
    RowMajor result = new RowMajor(shape);
    RowMajor places = new RowMajor(operand);
    int[] sources = new int[result.elements()];
    for (int element = 0; element < sources.length; element++) {
      int[] coordinates = new int[operand.rank()];
      for (int axis = 0; axis < coordinates.length; axis++) {
        coordinates[axis] = operand.size(axis) == 1 ? 0 : result.coordinate(element, axis);
      }
      sources[element] = places.elementAt(coordinates);
    }
    return sources;
  }

  private static boolean fits(Shape operand, Shape shape) {
    return operand.rank() == 0
        || (operand.rank() == shape.rank()
            && IntStream.range(0, shape.rank())
                .allMatch(
                    axis -> operand.size(axis) == 1 || operand.size(axis) == shape.size(axis)));
  }

  @Override
  public Tensor value(List<Tensor> operands) {
    double[] elements = new double[(int) shape.elements()];
    double[] arguments = new double[sources.length];
    for (int element = 0; element < elements.length; element++) {
      read(operands, element, arguments);
      elements[element] = function.value(arguments);
    }
    return new Tensor(shape, elements);
  }

  @Override
  public void addPartials(List<Tensor> operands, Tensor value, int position, PartialSink to) {
    double[] arguments = new double[sources.length];
    for (int element = 0; element < value.size(); element++) {
      read(operands, element, arguments);
      to.add(
          element,
          sources[position][element],
          function.partial(arguments, value.at(element), position));
    }
  }

  private void read(List<Tensor> operands, int element, double[] arguments) {
    for (int position = 0; position < arguments.length; position++) {
      arguments[position] = operands.get(position).at(sources[position][element]);
    }
  }
}
