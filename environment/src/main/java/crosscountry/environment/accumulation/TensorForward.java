package crosscountry.environment.accumulation;

import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The reference for tensor programs: tangents with respect to all elements of all inputs are
 * carried from vertex to vertex by the chain rule, densely, in the order of the equations (Griewank
 * and Walther, Evaluating Derivatives, 2nd ed., section 3.1). Knows nothing of structures, products
 * and sums of Jacobians.
 */
final class TensorForward {

  private final TensorLinearization linearization;
  private final ComputationalGraph graph;
  private final DoubleUnaryOperator entry;
  private final int columns;

  private TensorForward(TensorLinearization linearization, DoubleUnaryOperator entry) {
    this.linearization = linearization;
    this.graph = linearization.graph();
    this.entry = entry;
    this.columns = firstColumn(graph.inputs());
  }

  /**
   * Returns the Jacobian, for each output [elements of the output][elements of all inputs]; of an
   * output that is an input or constant, without rows.
   */
  static List<DenseJacobian> jacobian(TensorLinearization linearization) {
    return new TensorForward(linearization, DoubleUnaryOperator.identity()).jacobian();
  }

  /**
   * Returns, for each entry of the Jacobian, the sum of the sizes of the products along all paths,
   * as {@link ForwardAccumulation#scale} does for scalars.
   */
  static List<DenseJacobian> scale(TensorLinearization linearization) {
    return new TensorForward(linearization, Math::abs).jacobian();
  }

  private int firstColumn(int input) {
    int column = 0;
    for (int before = 0; before < input; before++) {
      column += linearization.inputSize(before);
    }
    return column;
  }

  private List<DenseJacobian> jacobian() {
    List<DenseJacobian> tangents = new ArrayList<>();
    for (int head = 0; head < graph.vertices(); head++) {
      tangents.add(tangent(head, tangents));
    }
    return linearization.outputs().stream().map(output -> rows(output, tangents)).toList();
  }

  private DenseJacobian tangent(int head, List<DenseJacobian> tangents) {
    if (linearization.inDegree(head) == 0) {
      return new DenseJacobian(0, columns);
    }
    int rows = (int) linearization.jacobian(head, 0).structure().head().elements();
    DenseJacobian tangent = new DenseJacobian(rows, columns);
    for (int edge = 0; edge < linearization.inDegree(head); edge++) {
      DenseJacobian partials = linearization.jacobian(head, edge).dense();
      int tail = linearization.tail(head, edge);
      if (graph.isIndependent(tail)) {
        addPartials(partials, firstColumn(tail), tangent);
      } else {
        addProduct(partials, tangents.get(tail), tangent);
      }
    }
    return tangent;
  }

  /** Adds a product with the tangents of an input, which are the unit vectors from a column on. */
  private void addPartials(DenseJacobian partials, int first, DenseJacobian tangent) {
    for (int row = 0; row < partials.rows(); row++) {
      for (int element = 0; element < partials.columns(); element++) {
        tangent.add(row, first + element, entry.applyAsDouble(partials.at(row, element)));
      }
    }
  }

  private void addProduct(DenseJacobian partials, DenseJacobian ofTail, DenseJacobian tangent) {
    for (int row = 0; row < partials.rows(); row++) {
      for (int middle = 0; middle < ofTail.rows(); middle++) {
        double partial = entry.applyAsDouble(partials.at(row, middle));
        for (int column = 0; partial != 0 && column < columns; column++) {
          tangent.add(row, column, partial * ofTail.at(middle, column));
        }
      }
    }
  }

  private DenseJacobian rows(Operand output, List<DenseJacobian> tangents) {
    return output instanceof Operand.Result result
        ? tangents.get(graph.vertexOf(result.equation()))
        : new DenseJacobian(0, columns);
  }
}
