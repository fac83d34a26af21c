package crosscountry.environment.accumulation;

import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A function of two operands each of whose elements is a sum of products of an element of each:
 * {@code dot_general} and {@code conv_general_dilated}. Immutable.
 */
final class Contraction implements TensorFunction {

  private final Shape shape;
  private final List<Term> terms;

  /**
   * One product.
   *
   * @param result the element of the result that it is added to
   * @param left the element of the first operand
   * @param right the element of the second operand
   */
  private record Term(int result, int left, int right) {}

  private Contraction(Shape shape, List<Term> terms) {
    this.shape = shape;
    this.terms = List.copyOf(terms);
  }

  /**
   * Returns {@code dot_general}: the result has the batch axes, then the free ones of the left,
   * then those of the right (jax.lax.dot_general).
   *
   * @param numbers contracted axes of the left and of the right, batch axes of the left and of the
   *     right
   */
  static Contraction dot(Shape shape, Shape left, Shape right, List<List<Integer>> numbers) {
    List<Integer> freeLeft = free(left, numbers.get(0), numbers.get(2));
    List<Integer> freeRight = free(right, numbers.get(1), numbers.get(3));
    int batch = numbers.get(2).size();
    RowMajor result = new RowMajor(shape);
    RowMajor ofLeft = new RowMajor(left);
    RowMajor ofRight = new RowMajor(right);
    RowMajor summed = new RowMajor(new Shape(numbers.get(0).stream().map(left::size).toList()));
    List<Term> terms = new ArrayList<>();
    for (int element = 0; element < result.elements(); element++) {
      int[] at = result.coordinates(element);
      int[] atLeft = new int[left.rank()];
      int[] atRight = new int[right.rank()];
      for (int axis = 0; axis < batch; axis++) {
        atLeft[numbers.get(2).get(axis)] = at[axis];
        atRight[numbers.get(3).get(axis)] = at[axis];
      }
      for (int place = 0; place < freeLeft.size(); place++) {
        atLeft[freeLeft.get(place)] = at[batch + place];
      }
      for (int place = 0; place < freeRight.size(); place++) {
        atRight[freeRight.get(place)] = at[batch + freeLeft.size() + place];
      }
      for (int term = 0; term < summed.elements(); term++) {
        for (int place = 0; place < numbers.get(0).size(); place++) {
          atLeft[numbers.get(0).get(place)] = summed.coordinate(term, place);
          atRight[numbers.get(1).get(place)] = summed.coordinate(term, place);
        }
        terms.add(new Term(element, ofLeft.elementAt(atLeft), ofRight.elementAt(atRight)));
      }
    }
    return new Contraction(shape, terms);
  }

  private static List<Integer> free(Shape shape, List<Integer> contracted, List<Integer> batch) {
    List<Integer> free = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!contracted.contains(axis) && !batch.contains(axis)) {
        free.add(axis);
      }
    }
    return free;
  }

  /** Returns {@code conv_general_dilated}. */
  static Contraction convolution(Shape shape, Convolution convolution) {
    List<Term> terms = new ArrayList<>();
    for (int element = 0; element < convolution.elements(); element++) {
      for (int filter : convolution.filtersOf(element)) {
        int source = convolution.source(element, filter);
        if (source >= 0) {
          terms.add(new Term(element, source, filter));
        }
      }
    }
    return new Contraction(shape, terms);
  }

  @Override
  public Tensor value(List<Tensor> operands) {
    double[] elements = new double[(int) shape.elements()];
    for (Term term : terms) {
      elements[term.result()] += operands.get(0).at(term.left()) * operands.get(1).at(term.right());
    }
    return new Tensor(shape, elements);
  }

  @Override
  public void addPartials(List<Tensor> operands, Tensor value, int position, PartialSink to) {
    for (Term term : terms) {
      if (position == 0) {
        to.add(term.result(), term.left(), operands.get(1).at(term.right()));
      } else {
        to.add(term.result(), term.right(), operands.get(0).at(term.left()));
      }
    }
  }
}
