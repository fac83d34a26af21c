package crosscountry.datasets.jaxpr;

import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The shapes that products and convolutions make, by the rules of {@code dot_general} and {@code
 * conv_general_dilated} of {@code jax.lax}.
 */
final class ProductShapes {

  private final CheckedEquation equation;

  ProductShapes(CheckedEquation equation) {
    this.equation = equation;
  }

  Shape product() {
    equation.requireCount(2);
    List<List<Integer>> axes;
    try {
      axes = equation.tuple("dimension_numbers").productAxes();
    } catch (TupleText.FormException other) {
      throw equation.misfit("dimension_numbers");
    }
    List<Integer> sizes = new ArrayList<>();
    for (int side = 0; side < 2; side++) {
      Shape operand = equation.operands().get(side);
      List<Integer> used = new ArrayList<>(axes.get(side));
      used.addAll(axes.get(2 + side));
      equation.require(CheckedEquation.areAxes(used, operand.rank()), "dimension_numbers");
      if (side == 0) {
        axes.get(2).forEach(axis -> sizes.add(operand.size(axis)));
      }
      IntStream.range(0, operand.rank())
          .filter(axis -> !used.contains(axis))
          .forEach(axis -> sizes.add(operand.size(axis)));
    }
    equation.require(
        meet(axes.get(0), axes.get(1)) && meet(axes.get(2), axes.get(3)), "dimension_numbers");
    return new Shape(sizes);
  }

  private boolean meet(List<Integer> left, List<Integer> right) {
    return left.size() == right.size()
        && IntStream.range(0, left.size())
            .allMatch(
                place ->
                    equation.operands().get(0).size(left.get(place))
                        == equation.operands().get(1).size(right.get(place)));
  }

  Shape convolution() {
    equation.requireCount(2);
    requireOneGroup("feature_group_count");
    requireOneGroup("batch_group_count");
    List<List<Integer>> order;
    try {
      order = equation.tuple("dimension_numbers").convolutionAxes();
    } catch (TupleText.FormException other) {
      throw equation.misfit("dimension_numbers");
    }
    Shape left = equation.operands().get(0);
    Shape filter = equation.operands().get(1);
    int rank = left.rank();
    equation.require(
        rank >= 2
            && filter.rank() == rank
            && order.stream()
                .allMatch(axes -> axes.size() == rank && CheckedEquation.areAxes(axes, rank)),
        "dimension_numbers");
    List<Integer> ofLeft = order.get(0);
    List<Integer> ofFilter = order.get(1);
    equation.require(left.size(ofLeft.get(1)) == filter.size(ofFilter.get(1)), "dimension_numbers");
    List<Integer> sizes = new ArrayList<>(Collections.nCopies(rank, 0));
    sizes.set(order.get(2).get(0), left.size(ofLeft.get(0)));
    sizes.set(order.get(2).get(1), filter.size(ofFilter.get(0)));
    int windows = rank - 2;
    List<Integer> strides = equation.positive("window_strides", windows);
    List<Integer> leftDilation = dilation("lhs_dilation", windows);
    List<Integer> filterDilation = dilation("rhs_dilation", windows);
    List<List<Integer>> padding = equation.lists("padding", windows, 2);
    for (int window = 0; window < windows; window++) {
      long padded =
          SliceShapes.dilated(left.size(ofLeft.get(2 + window)), leftDilation.get(window) - 1L)
              + padding.get(window).get(0)
              + padding.get(window).get(1);
      long reach =
          SliceShapes.dilated(
              filter.size(ofFilter.get(2 + window)), filterDilation.get(window) - 1L);
      long steps = padded < reach ? 0 : (padded - reach) / strides.get(window) + 1;
      sizes.set(order.get(2).get(2 + window), equation.size(steps, "padding"));
    }
    return new Shape(sizes);
  }

  private void requireOneGroup(String parameter) {
    String count = equation.parameter(parameter, "1");
    if (!count.equals("1")) {
      throw equation.unsupported(
          "'%s' has %s=%s, and only 1 is supported; write the groups as convolutions of their own"
              .formatted(equation.primitive(), parameter, count));
    }
  }

  private List<Integer> dilation(String parameter, int count) {
    return equation.has(parameter)
        ? equation.positive(parameter, count)
        : Collections.nCopies(count, 1);
  }
}
