package crosscountry.environment.game;

import crosscountry.environment.graph.ComputationalGraph;

/**
 * Where each vertex lies between inputs and outputs, as fractions of the longest path of the graph.
 *
 * @param depth longest path from an input, [vertices], in [0, 1]
 * @param height longest path to an output, [vertices], in [0, 1]
 */
// Shared by the encoders of one game, which only read; never compared.
@SuppressWarnings("ArrayRecordComponent")
record VertexDistances(float[] depth, float[] height) {

  static VertexDistances of(ComputationalGraph graph) {
    int vertices = graph.vertices();
    int[] depth = new int[vertices];
    int[] height = new int[vertices];
    int longest = 1;
    for (int vertex = 0; vertex < vertices; vertex++) {
      for (int predecessor : graph.predecessors(vertex)) {
        depth[vertex] = Math.max(depth[vertex], depth[predecessor] + 1);
      }
      longest = Math.max(longest, depth[vertex]);
    }
    for (int vertex = vertices - 1; vertex >= 0; vertex--) {
      for (int successor : graph.successors(vertex)) {
        height[vertex] = Math.max(height[vertex], height[successor] + 1);
      }
    }
    return new VertexDistances(fractions(depth, longest), fractions(height, longest));
  }

  private static float[] fractions(int[] lengths, int longest) {
    float[] fractions = new float[lengths.length];
    for (int vertex = 0; vertex < lengths.length; vertex++) {
      fractions[vertex] = (float) lengths[vertex] / longest;
    }
    return fractions;
  }
}
