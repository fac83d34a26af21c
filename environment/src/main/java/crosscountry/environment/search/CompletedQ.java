package crosscountry.environment.search;

/**
 * Completes the action values of a node and turns them into an improved policy (Danihelka et al.,
 * Policy improvement by planning with Gumbel, ICLR 2022, section 4 and appendix D).
 *
 * <p>An unvisited move takes the mixed value: the node's own value, averaged with the returns of
 * the visited moves weighted by their prior. Values stay in cost units, so that the scale means the
 * same early and late in a game.
 */
final class CompletedQ {

  private final double visitOffset;
  private final double valueScale;
  private double[] improved = new double[256];

  CompletedQ(SearchSettings settings) {
    this.visitOffset = settings.visitOffset();
    this.valueScale = settings.valueScale();
  }

  /**
   * Computes sigma(completed Q) of every move of a node.
   *
   * @param into receives the transformed values, [moves]
   */
  void transform(SearchGraph graph, int node, double[] into) {
    int first = graph.firstEdge(node);
    int moves = graph.moves(node);
    int visits = 0;
    int mostVisits = 0;
    double visitedPrior = 0;
    double weightedReturn = 0;
    for (int edge = first; edge < first + moves; edge++) {
      if (graph.visits(edge) > 0) {
        double prior = Math.max(Float.MIN_NORMAL, Math.exp(graph.logPrior(edge)));
        visits += graph.visits(edge);
        mostVisits = Math.max(mostVisits, graph.visits(edge));
        visitedPrior += prior;
        weightedReturn += prior * graph.meanReturn(edge);
      }
    }
    double mixed =
        visits == 0
            ? graph.judged(node)
            : (graph.judged(node) + visits * weightedReturn / visitedPrior) / (1 + visits);
    double scale = (visitOffset + mostVisits) * valueScale;
    for (int move = 0; move < moves; move++) {
      int edge = first + move;
      // Relative to the mixed value: the same policy, without losing digits to a large offset.
      into[move] = graph.visits(edge) > 0 ? scale * (graph.meanReturn(edge) - mixed) : 0;
    }
  }

  /**
   * Computes the improved policy of a node, softmax(log prior + sigma(completed Q)).
   *
   * @return probabilities, [moves]; valid until the next call
   */
  double[] improvedPolicy(SearchGraph graph, int node) {
    int first = graph.firstEdge(node);
    int moves = graph.moves(node);
    if (improved.length < moves) {
      improved = new double[2 * moves];
    }
    transform(graph, node, improved);
    double greatest = Double.NEGATIVE_INFINITY;
    for (int move = 0; move < moves; move++) {
      improved[move] += graph.logPrior(first + move);
      greatest = Math.max(greatest, improved[move]);
    }
    double sum = 0;
    for (int move = 0; move < moves; move++) {
      improved[move] = Math.exp(improved[move] - greatest);
      sum += improved[move];
    }
    for (int move = 0; move < moves; move++) {
      improved[move] /= sum;
    }
    return improved;
  }
}
