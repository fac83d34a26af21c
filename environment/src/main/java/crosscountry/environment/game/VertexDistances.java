package crosscountry.environment.game;

import crosscountry.environment.graph.ComputationalGraph;

/**
 * Where each vertex lies between the first and the last ones, as fractions of the longest path of
 * the graph.
 *
 * <p>A path may begin at any vertex and end at any other. So a vertex without edges to it, such as
 * one that reads only constants, lies as low as an input, and one that nobody reads as high as an
 * output: what such vertices lead to counts like any other computation.
 *
 * @param depth edges of the longest path that ends at the vertex, [vertices], in [0, 1]
 * @param height edges of the longest path that begins at the vertex, [vertices], in [0, 1]
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
