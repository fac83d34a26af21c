package crosscountry.datasets.jaxpr;

import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Checks that an equation of tensors has the parameters of its primitive, that they fit its
 * operands, and that its result has the shape that they make. A tracer prints no other, but an
 * editor may leave one.
 *
 * <p>The rules are those of the operations of {@code jax.lax}.
 */
final class ShapeCheck {

  private final CheckedEquation equation;

  private ShapeCheck(CheckedEquation equation) {
    this.equation = equation;
  }

  /**
   * Checks an equation.
   *
   * @param equation an operation on elements or one of {@link TensorPrimitives}
   * @throws InconsistentJaxprException if the equation contradicts itself
   * @throws UnsupportedFunctionException if the primitive is used in a way that isn't supported
   */
  static void check(CheckedEquation equation) {
    Shape made = new ShapeCheck(equation).made();
    if (!made.equals(equation.shape())) {
      throw equation.inconsistent("makes %s, not %s".formatted(made, equation.shape()));
    }
  }

  private Shape made() {
    return switch (equation.primitive()) {
      case "dot_general" -> new ProductShapes(equation).product();
      case "conv_general_dilated" -> new ProductShapes(equation).convolution();
      case "reduce_sum", "reduce_max", "reduce_min", "reduce_prod" -> reduction("axes");
      case "squeeze" -> squeezed();
      case "broadcast_in_dim" -> broadcast();
      case "reshape" -> reshaped();
      case "expand_dims" -> expanded();
      case "transpose" -> transposed();
      case "slice" -> new SliceShapes(equation).sliced();
      case "dynamic_slice" -> new SliceShapes(equation).dynamicallySliced();
      case "dynamic_update_slice" -> new SliceShapes(equation).updated();
      case "concatenate" -> new SliceShapes(equation).concatenated();
      case "pad" -> new SliceShapes(equation).padded();
      case "rev" -> reversed();
      case "cumsum", "cumprod", "cummax", "cummin", "cumlogsumexp" -> cumulated();
      case "iota" -> counted();
      default -> new ElementwiseShapes(equation).elementwise();
    };
  }

  private Shape reduction(String parameter) {
    equation.requireCount(1);
    List<Integer> axes = equation.axes(parameter);
    return new Shape(
        IntStream.range(0, equation.first().rank())
            .filter(axis -> !axes.contains(axis))
            .mapToObj(equation.first()::size)
            .toList());
  }

  private Shape squeezed() {
    Shape kept = reduction("dimensions");
    equation.require(
        equation.axes("dimensions").stream().allMatch(axis -> equation.first().size(axis) == 1),
        "dimensions");
    return kept;
  }

  private Shape broadcast() {
    equation.requireCount(1);
    List<Integer> axes = equation.list("broadcast_dimensions");
    Shape result = equation.shape();
    boolean fit =
        axes.size() == equation.first().rank()
            && CheckedEquation.areAxes(axes, result.rank())
            && axes.equals(axes.stream().sorted().toList())
            && IntStream.range(0, axes.size())
                .allMatch(
                    axis ->
                        equation.first().size(axis) == 1
                            || equation.first().size(axis) == result.size(axes.get(axis)));
    equation.require(fit, "broadcast_dimensions");
    requirePrintedShape();
    return result;
  }

  private Shape reshaped() {
    equation.requireCount(1);
    Shape result = equation.shape();
    equation.require(equation.list("new_sizes").equals(result.sizes()), "new_sizes");
    equation.require(equation.first().elements() == result.elements(), "new_sizes");
    String order = equation.parameter("dimensions", "None");
    if (!order.equals("None")) {
      throw equation.unsupported(
          "'reshape' has dimensions=%s, and only None is supported; transpose before"
              .formatted(order));
    }
    return result;
  }

  private Shape expanded() {
    equation.requireCount(1);
    Shape result = equation.shape();
    List<Integer> axes = equation.list("dimensions");
    equation.require(
        CheckedEquation.areAxes(axes, result.rank())
            && equation.first().rank() + axes.size() == result.rank(),
        "dimensions");
    List<Integer> sizes = new ArrayList<>(equation.first().sizes());
    axes.stream().sorted().forEach(axis -> sizes.add(axis, 1));
    return new Shape(sizes);
  }

  private Shape transposed() {
    equation.requireCount(1);
    List<Integer> axes = equation.axes("permutation");
    equation.require(axes.size() == equation.first().rank(), "permutation");
    return new Shape(axes.stream().map(equation.first()::size).toList());
  }

  private Shape reversed() {
    equation.requireCount(1);
    equation.axes("dimensions");
    return equation.first();
  }

  private Shape cumulated() {
    equation.requireCount(1);
    equation.axis("axis", equation.first().rank());
    String reverse = equation.text("reverse");
    equation.require(reverse.equals("True") || reverse.equals("False"), "reverse");
    return equation.first();
  }

  private Shape counted() {
    equation.requireCount(0);
    equation.axis("dimension", equation.shape().rank());
    requirePrintedShape();
    return equation.shape();
  }

  /** Requires the sizes that are printed beside the type, if they are, to be those of the type. */
  private void requirePrintedShape() {
    if (equation.has("shape")) {
      equation.require(equation.list("shape").equals(equation.shape().sizes()), "shape");
    }
  }
}
