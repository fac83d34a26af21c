package crosscountry.environment.accumulation;

import java.util.List;

/**
 * How the filters of a convolution are laid over its first operand, along each axis of space
 * (jax.lax.conv_general_dilated). Immutable.
 *
 * @param strides places between two elements of the result
 * @param before places of zeros before the first element
 * @param dilationOfLeft places between two elements of the first operand, with zeros between them
 * @param dilationOfFilters places between two elements of a filter
 */
record Window(
    List<Integer> strides,
    List<Integer> before,
    List<Integer> dilationOfLeft,
    List<Integer> dilationOfFilters) {

  /** Returns the number of axes of space. */
  int axes() {
    return strides.size();
  }

  /**
   * Returns the coordinate in the first operand that meets an element of a filter; {@link
   * RowMajor#elementAt outside} where it meets a zero.
   *
   * @param axis axis of space
   * @param result coordinate in the result
   * @param filter coordinate in the filter
   */
  int source(int axis, int result, int filter) {
    int place =
        result * strides.get(axis) + filter * dilationOfFilters.get(axis) - before.get(axis);
    int dilation = dilationOfLeft.get(axis);
    return place % dilation == 0 ? place / dilation : -1;
  }
}
