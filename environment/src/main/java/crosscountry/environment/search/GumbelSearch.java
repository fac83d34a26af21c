package crosscountry.environment.search;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.elimination.VertexSetTable;
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
 * the improved policy. One simulation walks down until it meets a position that has not been
 * judged, judges it once, and carries the return back.
 *
 * <p>What is known of positions is kept from one move of a game to the next, and shared by all
 * orders that lead to a position. Confined to one thread.
 */
public final class GumbelSearch {

  /** Edges beyond which nothing is kept for the next move: some tens of megabytes. */
  private static final int MOST_KEPT_EDGES = 1 << 20;

  /** Moves below this share of the greatest weight are left out of the recorded policy. */
  private static final double LEAST_RECORDED_SHARE = 1e-3;

  private static final int NONE = -1;

  /** Odd and without pattern: the fractional part of the golden ratio times 2^64. */
  private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;

  private final VertexGame game;
  private final PolicyValueFunction function;
  private final SearchSettings settings;
  private final CompletedQ completedQ;
  private final FollowedPosition start;
  private final FollowedPosition current;
  private final EncodedPosition encoded;
  private final Judgement judgement;
  private final SearchGraph known = new SearchGraph();
  private final VertexSetTable sets;
  private final long[] live;
  private final boolean shares;
  private final int[] path;
  private final int[] parents;

  /** Visits of the root's edges by the present search alone. */
  private final int[] rootVisits;

  private final double[] noise;
  private final double[] transformed;
  private int[] schedule = new int[0];
  private int scheduledMoves = -1;
  private long evaluations;
  private int root;
  private int rootLive;

  /**
   * Creates a search.
   *
   * @param game the game that is searched
   * @param function judges positions
   * @param settings how much to search
   */
  public GumbelSearch(VertexGame game, PolicyValueFunction function, SearchSettings settings) {
    int moves = game.moves();
    this.game = game;
    this.function = function;
    this.settings = settings;
    this.completedQ = new CompletedQ(settings);
    this.start = new FollowedPosition(game);
    this.current = new FollowedPosition(game);
    this.encoded = new EncodedPosition(moves);
    this.judgement = new Judgement(moves);
    this.shares =
        settings.transpositions() == Transpositions.SHARED && game.graph().isSetDetermined();
    this.live = new long[(game.graph().vertices() + Long.SIZE - 1) / Long.SIZE];
    this.sets = new VertexSetTable(live.length, 64);
    this.path = new int[moves];
    this.parents = new int[moves];
    this.rootVisits = new int[moves];
    this.noise = new double[moves];
    this.transformed = new double[moves];
  }

  /**
   * Searches a position that is not over.
   *
   * @param position where to search from, after the game's opening: what that eliminates must not
   *     be live; it is not changed
   * @param random source of the Gumbel noise
   * @throws IllegalArgumentException if the position is over
   */
  public SearchResult search(EliminationState position, SplittableRandom random) {
    if (position.isBipartite()) {
      throw new IllegalArgumentException(
          "nothing is left to eliminate in %s".formatted(game.graph().name()));
    }
    start.moveTo(position);
    findRoot(position);
    int moves = known.moves(root);
    Arrays.fill(rootVisits, 0, moves, 0);
    drawNoise(moves, random);
    scheduleFor(Math.min(settings.consideredMoves(), moves));
    for (int requiredVisits : schedule) {
      current.copyFrom(start);
      simulate(bestRootMove(requiredVisits));
    }
    int mostVisits = 0;
    for (int move = 0; move < moves; move++) {
      mostVisits = Math.max(mostVisits, rootVisits[move]);
    }
    return result(known.vertex(known.firstEdge(root) + bestRootMove(mostVisits)));
  }

  /** Forgets all that is known of positions, as before the first move of a game. */
  public void forget() {
    known.clear();
    sets.clear();
    rootLive = 0;
  }

  /** Returns how many positions this search has judged since it was created. */
  public long evaluations() {
    return evaluations;
  }

  /** The root is where a move of the search before led to, or else it is new. */
  private void findRoot(EliminationState position) {
    int follower = position.liveCount() == rootLive - 1 ? follower(position) : NONE;
    rootLive = position.liveCount();
    if (follower == NONE || known.edges() > MOST_KEPT_EDGES) {
      known.clear();
      sets.clear();
      root = nodeOf(start);
    } else {
      root = follower;
      // Simulations copy the start; it must not leave to each of them what the game has changed.
      start.encode(encoded);
    }
  }

  private int follower(EliminationState position) {
    int first = known.firstEdge(root);
    int follower = NONE;
    for (int edge = first; edge < first + known.moves(root); edge++) {
      if (!position.isLive(known.vertex(edge))) {
        if (follower != NONE || known.child(edge) == SearchGraph.UNVISITED) {
          return NONE;
        }
        follower = known.child(edge);
      }
    }
    return follower;
  }

  private void simulate(int rootMove) {
    rootVisits[rootMove]++;
    int depth = 0;
    int node = root;
    int edge = known.firstEdge(root) + rootMove;
    while (true) {
      parents[depth] = node;
      path[depth++] = edge;
      int vertex = known.vertex(edge);
      int excess = current.eliminate(vertex) - game.bounds().bound(vertex);
      node = known.child(edge);
      if (node == SearchGraph.UNVISITED) {
        node = nodeOf(current);
        known.setChild(edge, node, (float) (-excess / game.costUnit()));
        break;
      }
      if (known.moves(node) == 0) {
        break;
      }
      edge = interiorEdge(node);
    }
    while (depth > 0) {
      depth--;
      known.addVisit(parents[depth], path[depth]);
    }
  }

  /** Returns the node of a position, which is new unless another order has led there. */
  private int nodeOf(FollowedPosition position) {
    if (shares) {
      // Sets are numbered as nodes are: one by one, both from 0.
      int nodes = sets.size();
      int number = sets.add(live, 0, hashLive(position));
      if (number < nodes) {
        return number;
      }
    }
    return expand(position);
  }

  /** Takes over the set of live vertices, and returns its hash. */
  private long hashLive(FollowedPosition position) {
    position.copyLive(live);
    long hash = 0;
    for (long word : live) {
      hash = (hash ^ word) * HASH_FACTOR;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  private int expand(FollowedPosition position) {
    if (position.isOver()) {
      return known.expand(0, encoded.vertices(), judgement.logits(), 0);
    }
    position.encode(encoded);
    function.evaluate(encoded, judgement);
    evaluations++;
    return known.expand(
        encoded.live(),
        encoded.vertices(),
        judgement.logits(),
        -judgement.totalExcess(encoded.live()));
  }

  /** Returns the root move of best score among those visited exactly the given number of times. */
  private int bestRootMove(int requiredVisits) {
    completedQ.transform(known, root, transformed);
    int first = known.firstEdge(root);
    int best = NONE;
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int move = 0; move < known.moves(root); move++) {
      double score = noise[move] + known.logPrior(first + move) + transformed[move];
      if (rootVisits[move] == requiredVisits && (best == NONE || score > bestScore)) {
        best = move;
        bestScore = score;
      }
    }
    return best;
  }

  /** Chooses the move whose visits lag most behind the improved policy (ibid., equation 14). */
  private int interiorEdge(int node) {
    double[] improved = completedQ.improvedPolicy(known, node);
    int first = known.firstEdge(node);
    int moves = known.moves(node);
    int visits = 0;
    for (int edge = first; edge < first + moves; edge++) {
      visits += known.visits(edge);
    }
    int best = first;
    double bestLag = Double.NEGATIVE_INFINITY;
    for (int move = 0; move < moves; move++) {
      double lag = improved[move] - (double) known.visits(first + move) / (1 + visits);
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
    double[] improved = completedQ.improvedPolicy(known, root);
    int moves = known.moves(root);
    int[] recordedMoves = new int[moves];
    float[] recordedPolicy = new float[moves];
    double least = LEAST_RECORDED_SHARE * Arrays.stream(improved, 0, moves).max().orElseThrow();
    int recorded = 0;
    double kept = 0;
    for (int move = 0; move < moves; move++) {
      if (improved[move] >= least) {
        recordedMoves[recorded] = known.vertex(known.firstEdge(root) + move);
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
        (float) (-known.value(root) * game.costUnit()));
  }
}
