package crosscountry.environment.game;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.reduction.Opening;

/**
 * The elimination game on one graph: one player, one vertex a move, reward minus the
 * multiplications, over when only inputs and outputs are left (arXiv 2406.05027, section 3).
 *
 * <p>Holds what is fixed for a graph and costly to find. Immutable, so that one game serves all
 * threads.
 */
public final class VertexGame {

  /** What an elimination costs on average in the scalar graphs of AlphaGrad: 2.2 to 5.3. */
  private static final double USUAL_COST = 4;

  private final ComputationalGraph graph;
  private final CutBounds bounds;
  private final FeatureSet features;
  private final Opening opening;
  private final long markowitz;
  private final long baseline;
  private final VertexDistances distances;
  private final VertexExtents extents;

  /** Prepares the game on a graph, which begins when its {@link Opening} has been eliminated. */
  public VertexGame(ComputationalGraph graph) {
    this(graph, GameSettings.STANDARD);
  }

  /** Prepares the game on a graph. */
  public VertexGame(ComputationalGraph graph, GameSettings settings) {
    this.graph = graph;
    this.features = settings.features();
    this.bounds = CutBounds.of(graph);
    this.opening =
        switch (settings.reductions()) {
          case APPLIED -> Opening.of(graph, bounds);
          case LEFT_OUT -> Opening.none(graph);
        };
    this.markowitz = cost(HeuristicOrder.MARKOWITZ);
    this.baseline =
        graph.isScalar()
            ? markowitz
            : Math.min(
                markowitz, Math.min(cost(HeuristicOrder.FORWARD), cost(HeuristicOrder.REVERSE)));
    this.distances = VertexDistances.of(graph);
    this.extents = VertexExtents.of(graph);
  }

  private long cost(HeuristicOrder heuristic) {
    return EliminationCost.of(graph, heuristic.of(graph)).multiplications();
  }

  /** Returns the graph that is played on. */
  public ComputationalGraph graph() {
    return graph;
  }

  /** Returns the lower bounds of the graph's vertices. */
  public CutBounds bounds() {
    return bounds;
  }

  /** Returns what is eliminated at no loss before the first move. */
  public Opening opening() {
    return opening;
  }

  /** Returns the number of moves of a game: the vertices that the opening leaves. */
  public int moves() {
    return opening.leftCount();
  }

  /** Returns the multiplications of the minimum Markowitz order. */
  public long markowitz() {
    return markowitz;
  }

  /**
   * Returns the multiplications by which results are scaled: those of the minimum Markowitz order.
   * With tensors the cheapest of that, forward and reverse mode, which may be orders of magnitude
   * apart.
   */
  public long baseline() {
    return baseline;
  }

  /**
   * Returns the unit of expected costs in multiplications: the baseline per eliminable vertex, at
   * least one.
   */
  public double costUnit() {
    return Math.max(1.0, (double) baseline / Math.max(1, graph.eliminableCount()));
  }

  /**
   * Returns in which unit multiplications enter logarithms: one in a scalar graph. With tensors one
   * that makes an elimination cost on average what it does in scalar graphs, so that the same
   * network reads both.
   */
  public double grain() {
    return graph.isScalar() ? 1 : Math.max(1, costUnit() / USUAL_COST);
  }

  FeatureSet features() {
    return features;
  }

  VertexDistances distances() {
    return distances;
  }

  VertexExtents extents() {
    return extents;
  }
}
