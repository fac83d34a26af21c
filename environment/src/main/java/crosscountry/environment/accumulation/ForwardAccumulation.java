package crosscountry.environment.accumulation;

import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Operand;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The reference: tangents with respect to all inputs are carried from vertex to vertex by the chain
 * rule, densely, in the order of the equations (Griewank and Walther, Evaluating Derivatives, 2nd
 * ed., section 3.1). Shares nothing with elimination but the partials.
 */
final class ForwardAccumulation {

  private ForwardAccumulation() {}

  /** Returns the Jacobian, [outputs][inputs]. */
  static double[][] jacobian(Linearization linearization) {
    return sweep(linearization, DoubleUnaryOperator.identity());
  }

  /**
   * Returns, for each entry of the Jacobian, the sum of the sizes of the products along all paths,
   * [outputs][inputs]: what the entry would be if nothing cancelled. Rounding errors of every order
   * of elimination are proportional to it, not to the entry itself.
   */
  static double[][] scale(Linearization linearization) {
    return sweep(linearization, Math::abs);
  }

  private static double[][] sweep(Linearization linearization, DoubleUnaryOperator weight) {
    ComputationalGraph graph = linearization.graph();
    double[][] tangents = new double[graph.vertices()][graph.inputs()];
    for (int input = 0; input < graph.inputs(); input++) {
      tangents[input][input] = 1;
    }
    for (int head = graph.inputs(); head < tangents.length; head++) {
      for (int edge = 0; edge < linearization.inDegree(head); edge++) {
        double partial = weight.applyAsDouble(linearization.partial(head, edge));
        double[] tangent = tangents[linearization.tail(head, edge)];
        for (int input = 0; input < tangent.length; input++) {
          tangents[head][input] += partial * tangent[input];
        }
      }
    }
    return rows(linearization, tangents);
  }

  private static double[][] rows(Linearization linearization, double[][] tangents) {
    ComputationalGraph graph = linearization.graph();
    List<Operand> outputs = linearization.outputs();
    double[][] rows = new double[outputs.size()][];
    for (int row = 0; row < rows.length; row++) {
      if (outputs.get(row) instanceof Operand.Input input) {
        rows[row] = tangents[input.position()];
      } else if (outputs.get(row) instanceof Operand.Result result) {
        rows[row] = tangents[graph.vertexOf(result.equation())];
      } else {
        rows[row] = new double[graph.inputs()];
      }
    }
    return rows;
  }
}
