package crosscountry.environment.accumulation;

import crosscountry.environment.graph.Operand;
import java.util.List;
import java.util.Map;

/**
 * Compares Jacobians of a tensor program at one point with the one that forward accumulation gives
 * there, entry by entry, with errors relative to {@link TensorForward#scale}.
 */
final class TensorComparison {

  /** Errors up to this share of the scale are rounding. */
  static final double TOLERANCE = 1e-6;

  private final TensorLinearization linearization;
  private final List<DenseJacobian> reference;
  private final List<DenseJacobian> scale;

  /** Accumulates the reference. */
  TensorComparison(TensorLinearization linearization) {
    this.linearization = linearization;
    this.reference = TensorForward.jacobian(linearization);
    this.scale = TensorForward.scale(linearization);
  }

  /** Returns what to accumulate along. */
  TensorLinearization linearization() {
    return linearization;
  }

  /** Tells whether the derivatives are small enough for doubles, so that there is a reference. */
  boolean isFinite() {
    return scale.stream().allMatch(DenseJacobian::isFinite);
  }

  /** Returns the greatest relative error of any entry, infinite if one is not a number. */
  double greatestRelativeError(StructuredAccumulation accumulated) {
    double greatest = 0;
    for (int output = 0; output < reference.size(); output++) {
      Operand operand = linearization.outputs().get(output);
      if (operand instanceof Operand.Result) {
        Map<Integer, StructuredJacobian> jacobians = accumulated.jacobians(operand);
        int first = 0;
        for (int input = 0; input < linearization.graph().inputs(); input++) {
          double error = errorOf(jacobians.get(input), output, input, first);
          greatest = Math.max(greatest, error);
          first += linearization.inputSize(input);
        }
      }
    }
    return greatest;
  }

  /** Returns the greatest error of one output's entries for one input, from its first column on. */
  private double errorOf(StructuredJacobian jacobian, int output, int input, int first) {
    DenseJacobian expected = reference.get(output);
    int columns = linearization.inputSize(input);
    DenseJacobian found =
        jacobian == null ? new DenseJacobian(expected.rows(), columns) : jacobian.dense();
    if (found.rows() != expected.rows() || found.columns() != columns) {
      return Double.POSITIVE_INFINITY;
    }
    double greatest = 0;
    for (int row = 0; row < expected.rows(); row++) {
      for (int column = 0; column < columns; column++) {
        double error =
            RelativeError.of(
                found.at(row, column),
                expected.at(row, first + column),
                scale.get(output).at(row, first + column));
        greatest = Math.max(greatest, error);
      }
    }
    return greatest;
  }
}
