package crosscountry.environment.search;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.FollowedPosition;
import crosscountry.environment.game.VertexGame;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Gumbel AlphaZero search for the elimination game (Danihelka, Guez, Schrittwieser and Silver,
 * Policy improvement by planning with Gumbel, ICLR 2022).
 *
 * <p>The root samples moves without replacement by the Gumbel top-k trick and spends its
 * simulations on them by Sequential Halving; below the root a move is chosen so that visits follow
 * the improved policy. One simulation walks down, expands one position, judges it once, and carries
 * the return back. Confined to one thread.
 */
public final class GumbelSearch {

  /** Moves below this share of the greatest weight are left out of the recorded policy. */
  private static final double LEAST_RECORDED_SHARE = 1e-3;

  private final VertexGame game;
  private final PolicyValueFunction function;
  private final SearchSettings settings;
  private final CompletedQ completedQ;
  private final FollowedPosition start;
  private final FollowedPosition current;
  private final EncodedPosition encoded;
  private final Judgement judgement;
  private final SearchTree tree = new SearchTree();
  private final int[] path;
  private final double[] noise;
  private final double[] transformed;
  private int[] schedule = new int[0];
  private int scheduledMoves = -1;
  private long evaluations;

  /**
   * Creates a search.
   *
   * @param game the game that is searched
   * @param function judges positions
   * @param settings how much to search
   */
  public GumbelSearch(VertexGame game, PolicyValueFunction function, SearchSettings settings) {
    int moves = game.graph().eliminableCount();
    this.game = game;
    this.function = function;
    this.settings = settings;
    this.completedQ = new CompletedQ(settings);
    this.start = new FollowedPosition(game);
    this.current = new FollowedPosition(game);
    this.encoded = new EncodedPosition(moves);
    this.judgement = new Judgement(moves);
    this.path = new int[moves];
    this.noise = new double[moves];
    this.transformed = new double[moves];
  }

  /**
   * Searches a position that is not over.
   *
   * @param root the position; it is not changed
   * @param random source of the Gumbel noise
   * @throws IllegalArgumentException if the position is over
   */
  public SearchResult search(EliminationState root, SplittableRandom random) {
    if (root.isBipartite()) {
      throw new IllegalArgumentException(
          "nothing is left to eliminate in %s".formatted(game.graph().name()));
    }
    tree.clear();
    start.moveTo(root);
    expand(start);
    int moves = tree.moves(SearchTree.ROOT);
    drawNoise(moves, random);
    scheduleFor(Math.min(settings.consideredMoves(), moves));
    for (int requiredVisits : schedule) {
      current.copyFrom(start);
      simulate(bestRootEdge(requiredVisits));
    }
    int mostVisits = 0;
    for (int edge = 0; edge < moves; edge++) {
      mostVisits = Math.max(mostVisits, tree.visits(edge));
    }
    return result(tree.vertex(bestRootEdge(mostVisits)));
  }

  /** Returns how many positions this search has judged since it was created. */
  public long evaluations() {
    return evaluations;
  }

  private void simulate(int rootEdge) {
    int depth = 0;
    int edge = rootEdge;
    double futureReturn;
    while (true) {
      path[depth++] = edge;
      int vertex = tree.vertex(edge);
      int excess = current.eliminate(vertex) - game.bounds().bound(vertex);
      int child = tree.child(edge);
      if (child == SearchTree.UNVISITED) {
        child = expand(current);
        tree.setChild(edge, child, (float) (-excess / game.costUnit()));
        futureReturn = tree.value(child);
        break;
      }
      if (tree.moves(child) == 0) {
        futureReturn = 0;
        break;
      }
      edge = interiorEdge(child);
    }
    while (depth > 0) {
      edge = path[--depth];
      futureReturn += tree.reward(edge);
      tree.addVisit(edge, futureReturn);
    }
  }

  private int expand(FollowedPosition position) {
    if (position.isOver()) {
      return tree.expand(0, encoded.vertices(), judgement.logits(), 0);
    }
    position.encode(encoded);
    function.evaluate(encoded, judgement);
    evaluations++;
    float excess = 0;
    for (int row = 0; row < encoded.live(); row++) {
      excess += judgement.excess()[row];
    }
    // No order costs less than the cut bounds, so an expected excess below zero is an error.
    float value = -Math.max(0, excess);
    return tree.expand(encoded.live(), encoded.vertices(), judgement.logits(), value);
  }

  /** Returns the root move of best score among those visited exactly the given number of times. */
  private int bestRootEdge(int requiredVisits) {
    completedQ.transform(tree, SearchTree.ROOT, transformed);
    int best = -1;
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int edge = 0; edge < tree.moves(SearchTree.ROOT); edge++) {
      double score = noise[edge] + tree.logPrior(edge) + transformed[edge];
      if (tree.visits(edge) == requiredVisits && (best < 0 || score > bestScore)) {
        best = edge;
        bestScore = score;
      }
    }
    return best;
  }

  /** Chooses the move whose visits lag most behind the improved policy (ibid., equation 14). */
  private int interiorEdge(int node) {
    double[] improved = completedQ.improvedPolicy(tree, node);
    int first = tree.firstEdge(node);
    int moves = tree.moves(node);
    int visits = 0;
    for (int edge = first; edge < first + moves; edge++) {
      visits += tree.visits(edge);
    }
    int best = first;
    double bestLag = Double.NEGATIVE_INFINITY;
    for (int move = 0; move < moves; move++) {
      double lag = improved[move] - (double) tree.visits(first + move) / (1 + visits);
      if (lag > bestLag) {
        bestLag = lag;
        best = first + move;
      }
    }
    return best;
  }

  private void drawNoise(int moves, SplittableRandom random) {
    for (int move = 0; move < moves; move++) {
      double uniform = Math.max(Double.MIN_NORMAL, random.nextDouble());
      noise[move] = -settings.gumbelScale() * Math.log(-Math.log(uniform));
    }
  }

  private void scheduleFor(int moves) {
    if (moves != scheduledMoves) {
      schedule = SequentialHalving.schedule(moves, settings.simulations());
      scheduledMoves = moves;
    }
  }

  private SearchResult result(int vertex) {
    double[] improved = completedQ.improvedPolicy(tree, SearchTree.ROOT);
    int moves = tree.moves(SearchTree.ROOT);
    int[] recordedMoves = new int[moves];
    float[] recordedPolicy = new float[moves];
    double least = LEAST_RECORDED_SHARE * Arrays.stream(improved, 0, moves).max().orElseThrow();
    int recorded = 0;
    double kept = 0;
    for (int move = 0; move < moves; move++) {
      if (improved[move] >= least) {
        recordedMoves[recorded] = tree.vertex(move);
        recordedPolicy[recorded++] = (float) improved[move];
        kept += improved[move];
      }
    }
    for (int move = 0; move < recorded; move++) {
      recordedPolicy[move] /= (float) kept;
    }
    return new SearchResult(
        vertex,
        Arrays.copyOf(recordedMoves, recorded),
        Arrays.copyOf(recordedPolicy, recorded),
        (float) (-rootValue() * game.costUnit()));
  }

  /** Returns the root's value averaged with the returns of all simulations. */
  private double rootValue() {
    double sum = tree.value(SearchTree.ROOT);
    int visits = 1;
    for (int edge = 0; edge < tree.moves(SearchTree.ROOT); edge++) {
      if (tree.visits(edge) > 0) {
        sum += tree.visits(edge) * tree.meanReturn(edge);
        visits += tree.visits(edge);
      }
    }
    return sum / visits;
  }
}
