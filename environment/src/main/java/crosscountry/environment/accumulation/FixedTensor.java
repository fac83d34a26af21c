package crosscountry.environment.accumulation;

import crosscountry.environment.structure.Shape;
import java.util.List;

/**
 * A function without operands, such as {@code iota}.
 *
 * @param tensor its value
 */
record FixedTensor(Tensor tensor) implements TensorFunction {

  /** Returns a tensor whose elements are their coordinates along an axis. */
  static FixedTensor coordinates(Shape shape, int axis) {
    RowMajor places = new RowMajor(shape);
    double[] elements = new double[places.elements()];
    for (int element = 0; element < elements.length; element++) {
      elements[element] = places.coordinate(element, axis);
    }
    return new FixedTensor(new Tensor(shape, elements));
  }

  @Override
  public Tensor value(List<Tensor> operands) {
    return tensor;
  }

  @Override
  public void addPartials(List<Tensor> operands, Tensor value, int position, PartialSink to) {
    // There is no operand to derive by.
  }
}
