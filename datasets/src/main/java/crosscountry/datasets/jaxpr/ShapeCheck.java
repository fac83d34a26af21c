package crosscountry.datasets.jaxpr;

import crosscountry.environment.graph.Equation;
import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Checks that an equation of tensors has the parameters of its primitive, that they fit its
 * operands, and that its result has the shape that they make. A tracer prints no other, but an
 * editor may leave one.
 *
 * <p>The rules are those of the operations of {@code jax.lax}.
 */
final class ShapeCheck {

  private final String source;
  private final int line;
  private final Equation equation;
  private final List<Shape> operands;

  private ShapeCheck(String source, int line, Equation equation, List<Shape> operands) {
    this.source = source;
    this.line = line;
    this.equation = equation;
    this.operands = operands;
  }

  /**
   * Checks an equation.
   *
   * @param source what errors call the text
   * @param line 1-based line of the equation
   * @param equation an operation on elements or one of {@link TensorPrimitives}
   * @param operands shape of each operand
   * @throws InconsistentJaxprException if the equation contradicts itself
   * @throws UnsupportedFunctionException if the primitive is used in a way that isn't supported
   */
  static void check(String source, int line, Equation equation, List<Shape> operands) {
    new ShapeCheck(source, line, equation, operands).check();
  }

  private void check() {
    Shape made =
        switch (equation.primitive()) {
          case "dot_general" -> product();
          case "conv_general_dilated" -> convolution();
          case "reduce_sum", "reduce_max", "reduce_min", "reduce_prod" -> reduction("axes");
          case "squeeze" -> squeezed();
          case "broadcast_in_dim" -> broadcast();
          case "reshape" -> reshaped();
          case "expand_dims" -> expanded();
          case "transpose" -> transposed();
          case "slice" -> sliced();
          case "dynamic_slice" -> dynamicallySliced();
          case "dynamic_update_slice" -> updated();
          case "concatenate" -> concatenated();
          case "pad" -> padded();
          case "rev" -> reversed();
          case "cumsum", "cumprod", "cummax", "cummin", "cumlogsumexp" -> cumulated();
          case "iota" -> counted();
          default -> elementwise();
        };
    if (!made.equals(equation.shape())) {
      throw inconsistent("makes %s, not %s".formatted(made, equation.shape()));
    }
  }

  private Shape elementwise() {
    if (!ScalarPrimitives.takes(equation.primitive(), operands.size())) {
      throw wrongCount();
    }
    switch (equation.primitive()) {
      case "integer_pow" -> number("y");
      case "convert_element_type" -> text("new_dtype");
      default -> {
        // The others have no parameter that could be missing.
      }
    }
    Shape widest = Shape.SCALAR;
    for (Shape operand : operands) {
      widest = common(widest, operand);
    }
    return widest;
  }

  /** Returns the shape of two values side by side; axes of size one and scalars are repeated. */
  private Shape common(Shape left, Shape right) {
    if (left.rank() == 0 || right.rank() == 0) {
      return left.rank() == 0 ? right : left;
    }
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 0; axis < Math.max(left.rank(), right.rank()); axis++) {
      boolean meet =
          left.rank() == right.rank()
              && (left.size(axis) == right.size(axis)
                  || left.size(axis) == 1
                  || right.size(axis) == 1);
      if (!meet) {
        throw inconsistent("has axes that don't match");
      }
      sizes.add(left.size(axis) == 1 ? right.size(axis) : left.size(axis));
    }
    return new Shape(sizes);
  }

  private Shape product() {
    requireCount(2);
    List<List<Integer>> axes;
    try {
      axes = tuple("dimension_numbers").productAxes();
    } catch (TupleText.FormException other) {
      throw misfit("dimension_numbers");
    }
    List<Integer> sizes = new ArrayList<>();
    for (int side = 0; side < 2; side++) {
      Shape operand = operands.get(side);
      List<Integer> used = new ArrayList<>(axes.get(side));
      used.addAll(axes.get(2 + side));
      require(areAxes(used, operand.rank()), "dimension_numbers");
      if (side == 0) {
        axes.get(2).forEach(axis -> sizes.add(operand.size(axis)));
      }
      IntStream.range(0, operand.rank())
          .filter(axis -> !used.contains(axis))
          .forEach(axis -> sizes.add(operand.size(axis)));
    }
    require(meet(axes.get(0), axes.get(1)) && meet(axes.get(2), axes.get(3)), "dimension_numbers");
    return new Shape(sizes);
  }

  private boolean meet(List<Integer> left, List<Integer> right) {
    return left.size() == right.size()
        && IntStream.range(0, left.size())
            .allMatch(
                place ->
                    operands.get(0).size(left.get(place))
                        == operands.get(1).size(right.get(place)));
  }

  private Shape convolution() {
    requireCount(2);
    requireOneGroup("feature_group_count");
    requireOneGroup("batch_group_count");
    List<List<Integer>> order;
    try {
      order = tuple("dimension_numbers").convolutionAxes();
    } catch (TupleText.FormException other) {
      throw misfit("dimension_numbers");
    }
    Shape left = operands.get(0);
    Shape filter = operands.get(1);
    int rank = left.rank();
    require(
        rank >= 2
            && filter.rank() == rank
            && order.stream().allMatch(axes -> axes.size() == rank && areAxes(axes, rank)),
        "dimension_numbers");
    List<Integer> ofLeft = order.get(0);
    List<Integer> ofFilter = order.get(1);
    require(left.size(ofLeft.get(1)) == filter.size(ofFilter.get(1)), "dimension_numbers");
    List<Integer> sizes = new ArrayList<>(Collections.nCopies(rank, 0));
    sizes.set(order.get(2).get(0), left.size(ofLeft.get(0)));
    sizes.set(order.get(2).get(1), filter.size(ofFilter.get(0)));
    int windows = rank - 2;
    List<Integer> strides = positive("window_strides", windows);
    List<Integer> leftDilation = dilation("lhs_dilation", windows);
    List<Integer> filterDilation = dilation("rhs_dilation", windows);
    List<List<Integer>> padding = lists("padding", windows, 2);
    for (int window = 0; window < windows; window++) {
      long padded =
          dilated(left.size(ofLeft.get(2 + window)), leftDilation.get(window) - 1L)
              + padding.get(window).get(0)
              + padding.get(window).get(1);
      long reach = dilated(filter.size(ofFilter.get(2 + window)), filterDilation.get(window) - 1L);
      long steps = padded < reach ? 0 : (padded - reach) / strides.get(window) + 1;
      sizes.set(order.get(2).get(2 + window), size(steps, "padding"));
    }
    return new Shape(sizes);
  }

  private void requireOneGroup(String parameter) {
    String count = equation.parameters().getOrDefault(parameter, "1");
    if (!count.equals("1")) {
      throw new UnsupportedFunctionException(
          source,
          line,
          "'%s' has %s=%s, and only 1 is supported; write the groups as convolutions of their own"
              .formatted(equation.primitive(), parameter, count));
    }
  }

  private List<Integer> dilation(String parameter, int count) {
    return equation.parameters().containsKey(parameter)
        ? positive(parameter, count)
        : Collections.nCopies(count, 1);
  }

  private static long dilated(int size, long between) {
    return size == 0 ? 0 : size + (size - 1) * between;
  }

  private Shape reduction(String parameter) {
    requireCount(1);
    List<Integer> axes = axes(parameter);
    return new Shape(
        IntStream.range(0, first().rank())
            .filter(axis -> !axes.contains(axis))
            .mapToObj(first()::size)
            .toList());
  }

  private Shape squeezed() {
    Shape kept = reduction("dimensions");
    require(axes("dimensions").stream().allMatch(axis -> first().size(axis) == 1), "dimensions");
    return kept;
  }

  private Shape broadcast() {
    requireCount(1);
    List<Integer> axes = list("broadcast_dimensions");
    Shape result = equation.shape();
    boolean fit =
        axes.size() == first().rank()
            && areAxes(axes, result.rank())
            && axes.equals(axes.stream().sorted().toList())
            && IntStream.range(0, axes.size())
                .allMatch(
                    axis ->
                        first().size(axis) == 1
                            || first().size(axis) == result.size(axes.get(axis)));
    require(fit, "broadcast_dimensions");
    return result;
  }

  private Shape reshaped() {
    requireCount(1);
    Shape result = equation.shape();
    require(list("new_sizes").equals(result.sizes()), "new_sizes");
    require(first().elements() == result.elements(), "new_sizes");
    String order = equation.parameters().getOrDefault("dimensions", "None");
    if (!order.equals("None")) {
      throw new UnsupportedFunctionException(
          source,
          line,
          "'reshape' has dimensions=%s, and only None is supported; transpose before"
              .formatted(order));
    }
    return result;
  }

  private Shape expanded() {
    requireCount(1);
    Shape result = equation.shape();
    List<Integer> axes = list("dimensions");
    require(
        areAxes(axes, result.rank()) && first().rank() + axes.size() == result.rank(),
        "dimensions");
    List<Integer> sizes = new ArrayList<>(first().sizes());
    axes.stream().sorted().forEach(axis -> sizes.add(axis, 1));
    return new Shape(sizes);
  }

  private Shape transposed() {
    requireCount(1);
    List<Integer> axes = axes("permutation");
    require(axes.size() == first().rank(), "permutation");
    return new Shape(axes.stream().map(first()::size).toList());
  }

  private Shape sliced() {
    requireCount(1);
    int rank = first().rank();
    List<Integer> starts = list("start_indices");
    List<Integer> limits = list("limit_indices");
    require(starts.size() == rank, "start_indices");
    require(limits.size() == rank, "limit_indices");
    boolean dense = equation.parameters().getOrDefault("strides", "None").equals("None");
    List<Integer> strides = dense ? Collections.nCopies(rank, 1) : positive("strides", rank);
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      int start = starts.get(axis);
      int limit = limits.get(axis);
      require(start >= 0 && start <= limit, "start_indices");
      require(limit <= first().size(axis), "limit_indices");
      sizes.add((int) ((limit - start + strides.get(axis) - 1L) / strides.get(axis)));
    }
    return new Shape(sizes);
  }

  private Shape dynamicallySliced() {
    requireIndices(1);
    List<Integer> sizes = list("slice_sizes");
    require(sizes.size() == first().rank() && isWithin(sizes, first()), "slice_sizes");
    return new Shape(sizes);
  }

  private Shape updated() {
    requireIndices(2);
    Shape update = operands.get(1);
    if (update.rank() != first().rank() || !isWithin(update.sizes(), first())) {
      throw inconsistent("has an update that doesn't fit in");
    }
    return first();
  }

  /** Requires one scalar index per axis behind the tensors. */
  private void requireIndices(int tensors) {
    if (operands.isEmpty() || operands.size() != tensors + first().rank()) {
      throw wrongCount();
    }
    if (operands.stream().skip(tensors).anyMatch(index -> index.rank() > 0)) {
      throw inconsistent("has an index that isn't a scalar");
    }
  }

  private static boolean isWithin(List<Integer> sizes, Shape shape) {
    return IntStream.range(0, shape.rank())
        .allMatch(axis -> sizes.get(axis) >= 0 && sizes.get(axis) <= shape.size(axis));
  }

  private Shape concatenated() {
    if (operands.isEmpty()) {
      throw wrongCount();
    }
    int along = axis("dimension", first().rank());
    List<Integer> sizes = new ArrayList<>(first().sizes());
    long length = 0;
    for (Shape operand : operands) {
      boolean fit =
          operand.rank() == first().rank()
              && IntStream.range(0, operand.rank())
                  .allMatch(axis -> axis == along || operand.size(axis) == first().size(axis));
      require(fit, "dimension");
      length += operand.size(along);
    }
    sizes.set(along, size(length, "dimension"));
    return new Shape(sizes);
  }

  private Shape padded() {
    requireCount(2);
    if (operands.get(1).rank() > 0) {
      throw inconsistent("has a padding that isn't a scalar");
    }
    List<List<Integer>> configuration = lists("padding_config", first().rank(), 3);
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 0; axis < first().rank(); axis++) {
      List<Integer> padding = configuration.get(axis);
      require(padding.get(2) >= 0, "padding_config");
      long length = dilated(first().size(axis), padding.get(2)) + padding.get(0) + padding.get(1);
      sizes.add(size(length, "padding_config"));
    }
    return new Shape(sizes);
  }

  private Shape reversed() {
    requireCount(1);
    axes("dimensions");
    return first();
  }

  private Shape cumulated() {
    requireCount(1);
    axis("axis", first().rank());
    return first();
  }

  private Shape counted() {
    requireCount(0);
    axis("dimension", equation.shape().rank());
    return equation.shape();
  }

  private Shape first() {
    return operands.get(0);
  }

  private void requireCount(int count) {
    if (operands.size() != count) {
      throw wrongCount();
    }
  }

  private String text(String parameter) {
    String text = equation.parameters().get(parameter);
    if (text == null) {
      throw new InconsistentJaxprException(
          source, line, "'%s' lacks its parameter %s".formatted(equation.primitive(), parameter));
    }
    return text;
  }

  private TupleText tuple(String parameter) {
    return new TupleText(text(parameter));
  }

  private int number(String parameter) {
    try {
      return tuple(parameter).number();
    } catch (TupleText.FormException other) {
      throw misfit(parameter);
    }
  }

  private List<Integer> list(String parameter) {
    try {
      return tuple(parameter).list();
    } catch (TupleText.FormException other) {
      throw misfit(parameter);
    }
  }

  private List<List<Integer>> lists(String parameter, int count, int length) {
    try {
      List<List<Integer>> lists = tuple(parameter).lists();
      require(
          lists.size() == count && lists.stream().allMatch(list -> list.size() == length),
          parameter);
      return lists;
    } catch (TupleText.FormException other) {
      throw misfit(parameter);
    }
  }

  private List<Integer> positive(String parameter, int count) {
    List<Integer> numbers = list(parameter);
    require(numbers.size() == count && numbers.stream().allMatch(number -> number > 0), parameter);
    return numbers;
  }

  private int axis(String parameter, int rank) {
    int axis = number(parameter);
    require(axis >= 0 && axis < rank, parameter);
    return axis;
  }

  private List<Integer> axes(String parameter) {
    List<Integer> axes = list(parameter);
    require(areAxes(axes, first().rank()), parameter);
    return axes;
  }

  private static boolean areAxes(List<Integer> axes, int rank) {
    return axes.stream().allMatch(axis -> axis >= 0 && axis < rank)
        && new HashSet<>(axes).size() == axes.size();
  }

  private int size(long size, String parameter) {
    require(size >= 0 && size <= Integer.MAX_VALUE, parameter);
    return (int) size;
  }

  private void require(boolean fit, String parameter) {
    if (!fit) {
      throw misfit(parameter);
    }
  }

  private InconsistentJaxprException misfit(String parameter) {
    return inconsistent("can't have %s=%s".formatted(parameter, text(parameter)));
  }

  private InconsistentJaxprException wrongCount() {
    return new InconsistentJaxprException(
        source,
        line,
        "'%s' doesn't take %d operands".formatted(equation.primitive(), operands.size()));
  }

  private InconsistentJaxprException inconsistent(String problem) {
    String of =
        operands.isEmpty()
            ? ""
            : operands.stream()
                .map(Shape::toString)
                .collect(Collectors.joining(" and ", " of ", ""));
    return new InconsistentJaxprException(
        source, line, "'%s'%s %s".formatted(equation.primitive(), of, problem));
  }
}
