package crosscountry.environment.search;

import java.util.Arrays;

/**
 * What a search knows of positions, in flat arrays: nodes are positions, edges are moves.
 *
 * <p>Node k is created by the k-th expansion; its edges lie side by side, one per live vertex.
 * Several edges may lead to one node, whose value they share (Czech, Korus and Kersting, Improving
 * AlphaZero using Monte-Carlo graph search, ICAPS 2021): the value of a node is the mean of its
 * first judgement and of its edges' returns, each as often as it was visited, as they were known
 * when it was last visited itself. Values are returns: expected remaining cost above the cut
 * bounds, negated, in cost units. Grows when needed and is reused between searches, so that a
 * search allocates nothing once it is warm.
 */
final class SearchGraph {

  static final int UNVISITED = -1;

  private int nodes;
  private int edges;
  private int[] firstEdge = new int[64];
  private int[] moves = new int[64];
  private float[] judged = new float[64];
  private double[] value = new double[64];

  private int[] vertex = new int[4096];
  private float[] logPrior = new float[4096];
  private int[] visits = new int[4096];
  private float[] reward = new float[4096];
  private int[] child = new int[4096];

  void clear() {
    nodes = 0;
    edges = 0;
  }

  /**
   * Adds a node.
   *
   * @param live number of legal moves
   * @param vertices vertex of each move, [live]
   * @param logits unnormalised log-probabilities, [live]
   * @param nodeValue expected return from here on
   * @return number of the new node
   */
  int expand(int live, int[] vertices, float[] logits, float nodeValue) {
    reserve(live);
    int first = edges;
    firstEdge[nodes] = first;
    moves[nodes] = live;
    judged[nodes] = nodeValue;
    value[nodes] = nodeValue;
    float normaliser = logSumExp(live, logits);
    for (int move = 0; move < live; move++) {
      vertex[first + move] = vertices[move];
      logPrior[first + move] = logits[move] - normaliser;
      visits[first + move] = 0;
      reward[first + move] = 0;
      child[first + move] = UNVISITED;
    }
    edges += live;
    return nodes++;
  }

  int firstEdge(int node) {
    return firstEdge[node];
  }

  int moves(int node) {
    return moves[node];
  }

  /** Returns the expected return of a node, by all that is known. */
  double value(int node) {
    return value[node];
  }

  /** Returns the expected return of a node as it was judged when it was expanded. */
  float judged(int node) {
    return judged[node];
  }

  /** Returns the number of edges there are. */
  int edges() {
    return edges;
  }

  int vertex(int edge) {
    return vertex[edge];
  }

  float logPrior(int edge) {
    return logPrior[edge];
  }

  int visits(int edge) {
    return visits[edge];
  }

  int child(int edge) {
    return child[edge];
  }

  void setChild(int edge, int node, float edgeReward) {
    child[edge] = node;
    reward[edge] = edgeReward;
  }

  /** Counts a visit of an edge of a node, after what the visit learnt of the edge's child. */
  void addVisit(int node, int edge) {
    visits[edge]++;
    double sum = judged[node];
    int count = 1;
    int first = firstEdge[node];
    for (int each = first; each < first + moves[node]; each++) {
      if (visits[each] > 0) {
        sum += visits[each] * meanReturn(each);
        count += visits[each];
      }
    }
    value[node] = sum / count;
  }

  /** Returns the return to be expected of a visited edge. */
  double meanReturn(int edge) {
    return reward[edge] + value[child[edge]];
  }

  private void reserve(int live) {
    if (nodes == firstEdge.length) {
      firstEdge = Arrays.copyOf(firstEdge, 2 * nodes);
      moves = Arrays.copyOf(moves, 2 * nodes);
      judged = Arrays.copyOf(judged, 2 * nodes);
      value = Arrays.copyOf(value, 2 * nodes);
    }
    if (edges + live > vertex.length) {
      int capacity = Math.max(2 * vertex.length, edges + live);
      vertex = Arrays.copyOf(vertex, capacity);
      logPrior = Arrays.copyOf(logPrior, capacity);
      visits = Arrays.copyOf(visits, capacity);
      reward = Arrays.copyOf(reward, capacity);
      child = Arrays.copyOf(child, capacity);
    }
  }

  private static float logSumExp(int live, float[] logits) {
    float greatest = Float.NEGATIVE_INFINITY;
    for (int move = 0; move < live; move++) {
      greatest = Math.max(greatest, logits[move]);
    }
    double sum = 0;
    for (int move = 0; move < live; move++) {
      sum += Math.exp(logits[move] - greatest);
    }
    return (float) (greatest + Math.log(sum));
  }
}
