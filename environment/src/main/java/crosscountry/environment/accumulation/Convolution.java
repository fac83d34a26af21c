package crosscountry.environment.accumulation;

import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The places of a {@code conv_general_dilated} without groups. In the specifications, the axis of
 * the batch comes first (of the filters: that of the result's features), then that of the features,
 * then those of space (jax.lax.conv_general_dilated). Immutable.
 */
final class Convolution {

  private final RowMajor result;
  private final RowMajor left;
  private final RowMajor filters;
  private final List<Integer> ofResult;
  private final List<Integer> ofLeft;
  private final List<Integer> ofFilters;
  private final Window window;

  /** For each feature of the result, the elements of the filters that belong to it. */
  private final List<List<Integer>> elementsOf = new ArrayList<>();

  /**
   * Lays out a convolution.
   *
   * @param shape shape of the result
   * @param specifications of the left, of the filters, and of the result
   */
  Convolution(
      Shape shape, Shape left, Shape filters, List<List<Integer>> specifications, Window window) {
    this.result = new RowMajor(shape);
    this.left = new RowMajor(left);
    this.filters = new RowMajor(filters);
    this.ofLeft = specifications.get(0);
    this.ofFilters = specifications.get(1);
    this.ofResult = specifications.get(2);
    this.window = window;
    for (int feature = 0; feature < filters.size(ofFilters.get(0)); feature++) {
      elementsOf.add(new ArrayList<>());
    }
    for (int filter = 0; filter < this.filters.elements(); filter++) {
      elementsOf.get(this.filters.coordinate(filter, ofFilters.get(0))).add(filter);
    }
  }

  /** Returns the number of elements of the result. */
  int elements() {
    return result.elements();
  }

  /** Returns the elements of the filters that an element of the result may read. */
  List<Integer> filtersOf(int element) {
    return elementsOf.get(result.coordinate(element, ofResult.get(1)));
  }

  /**
   * Returns the element of the first operand that an element of a filter is multiplied by, negative
   * if that is a zero of the padding or of a dilation.
   */
  int source(int element, int filter) {
    int[] place = new int[ofLeft.size()];
    place[ofLeft.get(0)] = result.coordinate(element, ofResult.get(0));
    place[ofLeft.get(1)] = filters.coordinate(filter, ofFilters.get(1));
    for (int axis = 0; axis < window.axes(); axis++) {
      place[ofLeft.get(2 + axis)] =
          window.source(
              axis,
              result.coordinate(element, ofResult.get(2 + axis)),
              filters.coordinate(filter, ofFilters.get(2 + axis)));
    }
    return left.elementAt(place);
  }
}
