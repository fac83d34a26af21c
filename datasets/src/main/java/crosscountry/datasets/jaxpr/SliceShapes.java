package crosscountry.datasets.jaxpr;

import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The shapes that slices make, and what puts tensors together, by the rules of {@code slice},
 * {@code dynamic_slice}, {@code dynamic_update_slice}, {@code concatenate} and {@code pad} of
 * {@code jax.lax}.
 */
final class SliceShapes {

  private final CheckedEquation equation;

  SliceShapes(CheckedEquation equation) {
    this.equation = equation;
  }

  Shape sliced() {
    equation.requireCount(1);
    int rank = equation.first().rank();
    List<Integer> starts = equation.list("start_indices");
    List<Integer> limits = equation.list("limit_indices");
    equation.require(starts.size() == rank, "start_indices");
    equation.require(limits.size() == rank, "limit_indices");
    boolean dense = equation.parameter("strides", "None").equals("None");
    List<Integer> strides =
        dense ? Collections.nCopies(rank, 1) : equation.positive("strides", rank);
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      int start = starts.get(axis);
      int limit = limits.get(axis);
      equation.require(start >= 0 && start <= limit, "start_indices");
      equation.require(limit <= equation.first().size(axis), "limit_indices");
      sizes.add((int) ((limit - start + strides.get(axis) - 1L) / strides.get(axis)));
    }
    return new Shape(sizes);
  }

  Shape dynamicallySliced() {
    requireIndices(1);
    List<Integer> sizes = equation.list("slice_sizes");
    equation.require(
        sizes.size() == equation.first().rank() && isWithin(sizes, equation.first()),
        "slice_sizes");
    return new Shape(sizes);
  }

  Shape updated() {
    requireIndices(2);
    Shape update = equation.operands().get(1);
    if (update.rank() != equation.first().rank() || !isWithin(update.sizes(), equation.first())) {
      throw equation.inconsistent("has an update that doesn't fit in");
    }
    return equation.first();
  }

  /** Requires one scalar index per axis behind the tensors. */
  private void requireIndices(int tensors) {
    if (equation.operands().isEmpty()
        || equation.operands().size() != tensors + equation.first().rank()) {
      throw equation.wrongCount();
    }
    if (equation.operands().stream().skip(tensors).anyMatch(index -> index.rank() > 0)) {
      throw equation.inconsistent("has an index that isn't a scalar");
    }
  }

  private static boolean isWithin(List<Integer> sizes, Shape shape) {
    return IntStream.range(0, shape.rank())
        .allMatch(axis -> sizes.get(axis) >= 0 && sizes.get(axis) <= shape.size(axis));
  }

  Shape concatenated() {
    if (equation.operands().isEmpty()) {
      throw equation.wrongCount();
    }
    int along = equation.axis("dimension", equation.first().rank());
    List<Integer> sizes = new ArrayList<>(equation.first().sizes());
    long length = 0;
    for (Shape operand : equation.operands()) {
      boolean fit =
          operand.rank() == equation.first().rank()
              && IntStream.range(0, operand.rank())
                  .allMatch(
                      axis -> axis == along || operand.size(axis) == equation.first().size(axis));
      equation.require(fit, "dimension");
      length += operand.size(along);
    }
    sizes.set(along, equation.size(length, "dimension"));
    return new Shape(sizes);
  }

  Shape padded() {
    equation.requireCount(2);
    if (equation.operands().get(1).rank() > 0) {
      throw equation.inconsistent("has a padding that isn't a scalar");
    }
    List<List<Integer>> configuration =
        equation.lists("padding_config", equation.first().rank(), 3);
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 0; axis < equation.first().rank(); axis++) {
      List<Integer> padding = configuration.get(axis);
      equation.require(padding.get(2) >= 0, "padding_config");
      long length =
          dilated(equation.first().size(axis), padding.get(2)) + padding.get(0) + padding.get(1);
      sizes.add(equation.size(length, "padding_config"));
    }
    return new Shape(sizes);
  }

  /** Returns the size of an axis with so many places between its elements. */
  static long dilated(int size, long between) {
    return size == 0 ? 0 : size + (size - 1) * between;
  }
}
