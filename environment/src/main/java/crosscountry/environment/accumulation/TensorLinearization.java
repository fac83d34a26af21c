package crosscountry.environment.accumulation;

import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Operand;
import java.util.Arrays;
import java.util.List;

/** A tensor program's graph with a structured Jacobian on every edge. Immutable. */
final class TensorLinearization {

  private final ComputationalGraph graph;
  private final List<Operand> outputs;
  private final int[] inputSizes;
  private final int[][] tails;
  private final StructuredJacobian[][] jacobians;

  /**
   * Puts Jacobians on the edges of a graph.
   *
   * @param outputs what the program returns
   * @param inputSizes elements of each input
   * @param jacobians of each edge, as {@link ComputationalGraph#predecessors}; not copied
   */
  TensorLinearization(
      ComputationalGraph graph,
      List<Operand> outputs,
      int[] inputSizes,
      StructuredJacobian[][] jacobians) {
    this.graph = graph;
    this.outputs = outputs;
    this.inputSizes = inputSizes.clone();
    this.tails = new int[graph.vertices()][];
    Arrays.setAll(tails, graph::predecessors);
    this.jacobians = jacobians;
  }

  ComputationalGraph graph() {
    return graph;
  }

  /** Returns what the program returns. */
  List<Operand> outputs() {
    return outputs;
  }

  /** Returns the number of elements of an input. */
  int inputSize(int input) {
    return inputSizes[input];
  }

  /** Returns the number of edges into a vertex. */
  int inDegree(int head) {
    return tails[head].length;
  }

  /** Returns the vertex at which an edge into another starts. */
  int tail(int head, int edge) {
    return tails[head][edge];
  }

  /** Returns the Jacobian of the head with respect to the tail of one of its edges. */
  StructuredJacobian jacobian(int head, int edge) {
    return jacobians[head][edge];
  }
}
