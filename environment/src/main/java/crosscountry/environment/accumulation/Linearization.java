package crosscountry.environment.accumulation;

import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Operand;
import java.util.Arrays;
import java.util.List;

/**
 * A program at a point: its graph with the elemental partial of every edge. The arrays are not
 * copied; nobody writes to them after construction.
 */
final class Linearization {

  private final ComputationalGraph graph;
  private final List<Operand> outputs;
  private final int[][] tails;
  private final double[][] partials;

  /**
   * Puts partials on the edges of a graph.
   *
   * @param outputs what the program returns, one row of the Jacobian each
   * @param tails where the edges into each vertex start, [vertices][edges]
   * @param partials the partial of each of these edges, [vertices][edges]
   */
  Linearization(
      ComputationalGraph graph, List<Operand> outputs, int[][] tails, double[][] partials) {
    this.graph = graph;
    this.outputs = outputs;
    this.tails = tails;
    this.partials = partials;
  }

  /**
   * Returns the linearization whose every partial is one. It belongs to no point, but
   * multiplications can be counted on it.
   */
  static Linearization ofOnes(ComputationalGraph graph, List<Operand> outputs) {
    int[][] tails = new int[graph.vertices()][];
    Arrays.setAll(tails, graph::predecessors);
    double[][] partials = new double[tails.length][];
    for (int head = 0; head < tails.length; head++) {
      partials[head] = new double[tails[head].length];
      Arrays.fill(partials[head], 1);
    }
    return new Linearization(graph, outputs, tails, partials);
  }

  ComputationalGraph graph() {
    return graph;
  }

  /** Returns what the program returns, one row of the Jacobian each. */
  List<Operand> outputs() {
    return outputs;
  }

  /** Returns the number of edges into a vertex. */
  int inDegree(int head) {
    return tails[head].length;
  }

  /** Returns the vertex at which an edge into another starts. */
  int tail(int head, int edge) {
    return tails[head][edge];
  }

  /** Returns the partial of the head with respect to the tail of one of its edges. */
  double partial(int head, int edge) {
    return partials[head][edge];
  }

  /** Returns the same point with one partial changed. */
  Linearization withPartial(int head, int edge, double partial) {
    double[][] changed = partials.clone();
    changed[head] = changed[head].clone();
    changed[head][edge] = partial;
    return new Linearization(graph, outputs, tails, changed);
  }

  /**
   * Returns the greatest size of a product of partials along any path, or infinity if one is not a
   * number. While it is moderate, no order of elimination can overflow.
   */
  double steepestPath() {
    double steepest = 0;
    double[] steepestInto = new double[tails.length];
    for (int head = 0; head < tails.length; head++) {
      for (int edge = 0; edge < tails[head].length; edge++) {
        double climb =
            Math.abs(partials[head][edge]) * Math.max(1, steepestInto[tails[head][edge]]);
        if (Double.isNaN(climb)) {
          return Double.POSITIVE_INFINITY;
        }
        steepestInto[head] = Math.max(steepestInto[head], climb);
      }
      steepest = Math.max(steepest, steepestInto[head]);
    }
    return steepest;
  }
}
