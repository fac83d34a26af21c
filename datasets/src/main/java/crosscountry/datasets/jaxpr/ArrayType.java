package crosscountry.datasets.jaxpr;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The type of a traced array.
 *
 * @param dtype element type as printed, for example {@code f32}
 * @param shape length of each axis; empty for a scalar
 * @param weak whether the type yields to that of another operand, as a Python number's does
 */
public record ArrayType(String dtype, List<Integer> shape, boolean weak) {

  /** Copies the shape. */
  public ArrayType {
    shape = List.copyOf(shape);
  }

  /** Tells whether an array of this type holds just one number and has no axis. */
  public boolean isScalar() {
    return shape.isEmpty();
  }

  @Override
  public String toString() {
    String axes = shape.stream().map(String::valueOf).collect(Collectors.joining(","));
    return dtype + '[' + axes + ']' + (weak ? "{weak_type=True}" : "");
  }
}
