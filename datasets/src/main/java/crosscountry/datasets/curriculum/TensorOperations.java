package crosscountry.datasets.curriculum;

import crosscountry.datasets.jaxpr.JaxprParameter;
import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the operations that change shapes. */
final class TensorOperations {

  private TensorOperations() {}

  /**
   * Sums along one axis of two values and returns what the other axes make, the left ones first.
   */
  static Traced dot(Tracer tracer, Traced left, int leftAxis, Traced right, int rightAxis) {
    List<Integer> sizes = without(left.shape(), leftAxis);
    sizes.addAll(without(right.shape(), rightAxis));
    String axes = "(([%d], [%d]), ([], []))".formatted(leftAxis, rightAxis);
    return tracer.write(
        "dot_general",
        List.of(
            Tracer.parameter("dimension_numbers", axes),
            Tracer.parameter("preferred_element_type", "float32")),
        new Shape(sizes),
        left.isPositive() && right.isPositive() ? Sign.POSITIVE : Sign.ANY,
        left,
        right);
  }

  /** Multiplies a matrix by a vector or a matrix. */
  static Traced product(Tracer tracer, Traced matrix, Traced value) {
    return dot(tracer, matrix, 1, value, 0);
  }

  /** Exchanges the axes of a matrix. */
  static Traced transpose(Tracer tracer, Traced matrix) {
    return tracer.write(
        "transpose",
        List.of(Tracer.parameter("permutation", "(1, 0)")),
        Shape.of(matrix.shape().size(1), matrix.shape().size(0)),
        matrix.sign(),
        matrix);
  }

  /** Adds up along an axis, which disappears. */
  static Traced sum(Tracer tracer, Traced value, int axis) {
    return reduction(tracer, "reduce_sum", value, List.of(axis));
  }

  /** Takes the greatest along an axis, which disappears. */
  static Traced max(Tracer tracer, Traced value, int axis) {
    return reduction(tracer, "reduce_max", value, List.of(axis));
  }

  /** Adds up all elements. */
  static Traced total(Tracer tracer, Traced value) {
    return reduction(
        tracer, "reduce_sum", value, IntStream.range(0, value.shape().rank()).boxed().toList());
  }

  private static Traced reduction(
      Tracer tracer, String primitive, Traced value, List<Integer> axes) {
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 0; axis < value.shape().rank(); axis++) {
      if (!axes.contains(axis)) {
        sizes.add(value.shape().size(axis));
      }
    }
    return tracer.write(
        primitive,
        List.of(Tracer.parameter("axes", tuple(axes))),
        new Shape(sizes),
        value.sign(),
        value);
  }

  /** Puts an axis of size one into a shape. */
  static Traced expand(Tracer tracer, Traced value, int axis) {
    List<Integer> sizes = new ArrayList<>(value.shape().sizes());
    sizes.add(axis, 1);
    List<Integer> kept = new ArrayList<>(IntStream.range(0, sizes.size()).boxed().toList());
    kept.remove(axis);
    return tracer.write(
        "broadcast_in_dim",
        List.of(
            Tracer.parameter("broadcast_dimensions", tuple(kept)),
            Tracer.parameter("shape", tuple(sizes))),
        new Shape(sizes),
        value.sign(),
        value);
  }

  /** Makes a vector of the elements, in the order in which they lie. */
  static Traced flattened(Tracer tracer, Traced value) {
    Shape shape = Shape.of(Math.toIntExact(value.shape().elements()));
    return tracer.write(
        "reshape",
        List.of(
            Tracer.parameter("dimensions", "None"),
            Tracer.parameter("new_sizes", tuple(shape.sizes()))),
        shape,
        value.sign(),
        value);
  }

  /** Cuts a part out along an axis. */
  static Traced slice(Tracer tracer, Traced value, int axis, int start, int limit) {
    List<Integer> starts = new ArrayList<>();
    List<Integer> limits = new ArrayList<>(value.shape().sizes());
    List<Integer> sizes = new ArrayList<>(value.shape().sizes());
    for (int other = 0; other < value.shape().rank(); other++) {
      starts.add(other == axis ? start : 0);
    }
    limits.set(axis, limit);
    sizes.set(axis, limit - start);
    List<JaxprParameter> parameters =
        List.of(
            Tracer.parameter("limit_indices", tuple(limits)),
            Tracer.parameter("start_indices", tuple(starts)),
            Tracer.parameter("strides", "None"));
    return tracer.write("slice", parameters, new Shape(sizes), value.sign(), value);
  }

  /** Joins values along an axis. */
  static Traced concatenate(Tracer tracer, List<Traced> parts, int axis) {
    List<Integer> sizes = new ArrayList<>(parts.get(0).shape().sizes());
    sizes.set(axis, parts.stream().mapToInt(part -> part.shape().size(axis)).sum());
    boolean positive = parts.stream().allMatch(Traced::isPositive);
    return tracer.write(
        "concatenate",
        List.of(Tracer.parameter("dimension", axis)),
        new Shape(sizes),
        positive ? Sign.POSITIVE : Sign.ANY,
        parts.toArray(Traced[]::new));
  }

  private static List<Integer> without(Shape shape, int axis) {
    List<Integer> sizes = new ArrayList<>(shape.sizes());
    sizes.remove(axis);
    return sizes;
  }

  /** Returns numbers as Python prints a tuple of them. */
  private static String tuple(List<Integer> numbers) {
    String listed = numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return numbers.size() == 1 ? "(" + listed + ",)" : "(" + listed + ")";
  }
}
