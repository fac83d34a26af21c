package crosscountry.environment.accumulation;

import crosscountry.environment.structure.Shape;

/** The value of an input or a result: doubles by rows, so that the last axis runs fastest. */
final class Tensor {

  private final Shape shape;
  private final double[] elements;

  /**
   * Creates a tensor.
   *
   * @param elements [elements of the shape], not copied: whoever gives them leaves them alone
   */
  Tensor(Shape shape, double[] elements) {
    this.shape = shape;
    this.elements = elements;
  }

  /** Returns a scalar. */
  static Tensor of(double value) {
    return new Tensor(Shape.SCALAR, new double[] {value});
  }

  /** Returns the sizes of the axes. */
  Shape shape() {
    return shape;
  }

  /** Returns the number of elements. */
  int size() {
    return elements.length;
  }

  /** Returns an element by its number in the order of rows. */
  double at(int element) {
    return elements[element];
  }

  /** Tells whether all elements are numbers, finite or not. */
  boolean isNumeric() {
    for (double element : elements) {
      if (Double.isNaN(element)) {
        return false;
      }
    }
    return true;
  }
}
