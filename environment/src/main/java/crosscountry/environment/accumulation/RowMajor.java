package crosscountry.environment.accumulation;

import crosscountry.environment.structure.Shape;

/** Numbers the elements of a shape by rows, so that the last axis runs fastest. Immutable. */
final class RowMajor {

  private final int[] sizes;
  private final int[] strides;
  private final int elements;

  /**
   * Numbers the elements of a shape.
   *
   * @throws ArithmeticException if there are 2^31 or more
   */
  RowMajor(Shape shape) {
    this.sizes = shape.sizes().stream().mapToInt(Integer::intValue).toArray();
    this.strides = new int[sizes.length];
    int stride = 1;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride = Math.multiplyExact(stride, sizes[axis]);
    }
    this.elements = stride;
  }

  /** Returns the number of elements. */
  int elements() {
    return elements;
  }

  /** Returns how far apart two elements are that are neighbours along an axis. */
  int stride(int axis) {
    return strides[axis];
  }

  /** Returns where along an axis an element is. */
  int coordinate(int element, int axis) {
    return element / strides[axis] % sizes[axis];
  }

  /** Returns where an element is, [axes]. */
  int[] coordinates(int element) {
    int[] coordinates = new int[sizes.length];
    for (int axis = 0; axis < sizes.length; axis++) {
      coordinates[axis] = coordinate(element, axis);
    }
    return coordinates;
  }

  /**
   * Returns the element at a place, or -1 if the place is outside.
   *
   * @param coordinates [axes]
   */
  int elementAt(int[] coordinates) {
    int element = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (coordinates[axis] < 0 || coordinates[axis] >= sizes[axis]) {
        return -1;
      }
      element += coordinates[axis] * strides[axis];
    }
    return element;
  }
}
