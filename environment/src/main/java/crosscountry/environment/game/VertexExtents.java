package crosscountry.environment.game;

import crosscountry.environment.graph.ComputationalGraph;
import java.util.Arrays;
import java.util.BitSet;

/**
 * How many numbers flow through each vertex of a graph, and from and to where: what tells forward
 * from reverse where tensors differ in size. In a scalar graph every vertex holds one number.
 *
 * @param logHeld log of how many numbers the vertex holds, [vertices]
 * @param logInWidth log of a bound on how many numbers it takes to carry what the vertex depends on
 *     past it: its own, or those of its predecessors' bounds, whichever are fewer, [vertices]
 * @param logOutWidth the same for what depends on it, [vertices]; a width of 0 counts as 1
 * @param logInputs log(1 + numbers in the inputs that the vertex depends on), [vertices]
 * @param logOutputs log(1 + numbers in the outputs that depend on it), [vertices]
 */
// Shared by the encoders of one game, which only read; never compared.
@SuppressWarnings("ArrayRecordComponent")
record VertexExtents(
    float[] logHeld,
    float[] logInWidth,
    float[] logOutWidth,
    float[] logInputs,
    float[] logOutputs) {

  static VertexExtents of(ComputationalGraph graph) {
    double[] held = held(graph);
    int vertices = held.length;
    double[] inWidth = new double[vertices];
    double[] outWidth = new double[vertices];
    double[] inputs = new double[vertices];
    double[] outputs = new double[vertices];
    BitSet[] reached = new BitSet[vertices];
    for (int v = 0; v < vertices; v++) {
      reached[v] = new BitSet();
      reached[v].set(v, graph.isIndependent(v));
      double arriving = graph.isIndependent(v) ? held[v] : 0;
      for (int p : graph.predecessors(v)) {
        // A shared dead end may read what is computed later; it reaches no output anyway.
        if (p < v) {
          reached[v].or(reached[p]);
          arriving += inWidth[p];
        }
      }
      inWidth[v] = Math.min(held[v], arriving);
      inputs[v] = reached[v].stream().mapToDouble(input -> held[input]).sum();
    }
    for (int v = vertices - 1; v >= 0; v--) {
      reached[v].clear();
      reached[v].set(v, graph.isDependent(v));
      double leaving = graph.isDependent(v) ? held[v] : 0;
      for (int s : graph.successors(v)) {
        if (s > v) {
          reached[v].or(reached[s]);
          leaving += outWidth[s];
        }
      }
      outWidth[v] = Math.min(held[v], leaving);
      outputs[v] = reached[v].stream().mapToDouble(output -> held[output]).sum();
    }
    return new VertexExtents(
        logs(held, 0), logs(inWidth, 0), logs(outWidth, 0), logs(inputs, 1), logs(outputs, 1));
  }

  /** Returns how many numbers each vertex holds. */
  private static double[] held(ComputationalGraph graph) {
    double[] held = new double[graph.vertices()];
    Arrays.fill(held, 1);
    if (!graph.isScalar()) {
      for (int v = 0; v < held.length; v++) {
        int[] into = graph.structuresInto(v);
        int[] tails = graph.predecessors(v);
        for (int edge = 0; edge < tails.length; edge++) {
          held[v] = graph.structures().structure(into[edge]).head().elements();
          held[tails[edge]] = graph.structures().structure(into[edge]).tail().elements();
        }
      }
    }
    return held;
  }

  private static float[] logs(double[] counts, int offset) {
    float[] logs = new float[counts.length];
    for (int v = 0; v < logs.length; v++) {
      logs[v] = (float) Math.log(Math.max(1, counts[v] + offset));
    }
    return logs;
  }
}
