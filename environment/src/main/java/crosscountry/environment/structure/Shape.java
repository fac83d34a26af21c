package crosscountry.environment.structure;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sizes of a tensor's axes; a scalar has none. Immutable.
 *
 * @param sizes size of each axis, not negative
 */
public record Shape(List<Integer> sizes) implements Serializable {

  /** The shape of a single number. */
  public static final Shape SCALAR = new Shape(List.of());

  private static final long serialVersionUID = 1L;

  /**
   * Copies the sizes.
   *
   * @throws IllegalArgumentException if a size is negative
   */
  public Shape {
    sizes = List.copyOf(sizes);
    if (sizes.stream().anyMatch(size -> size < 0)) {
      throw new IllegalArgumentException("a shape has no negative size: " + sizes);
    }
  }

  /** Returns the shape with the given sizes. */
  public static Shape of(int... sizes) {
    return new Shape(Arrays.stream(sizes).boxed().toList());
  }

  /** Returns the number of axes. */
  public int rank() {
    return sizes.size();
  }

  /** Returns the size of an axis. */
  public int size(int axis) {
    return sizes.get(axis);
  }

  /** Returns the number of elements; 1 for a scalar. */
  public long elements() {
    return sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }

  /** Returns this shape with unit axes appended until it has at least as many axes as wanted. */
  public Shape padded(int rank) {
    if (rank() >= rank) {
      return this;
    }
    List<Integer> padded = new ArrayList<>(sizes);
    while (padded.size() < rank) {
      padded.add(1);
    }
    return new Shape(padded);
  }

  /** Returns the shape as tracers print it, for example {@code [3,4]}. */
  @Override
  public String toString() {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }
}
