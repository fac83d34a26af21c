package crosscountry.environment.game;

import crosscountry.environment.elimination.EliminationState;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A finished game up to the order of moves that do not touch each other.
 *
 * <p>Eliminating a vertex changes only edges between its neighbours. So two successive moves whose
 * vertices are not neighbours can be swapped: both cost what they did, and the same graph is left.
 * All games that such swaps lead to are one trace (Mazurkiewicz, Concurrent program schemes and
 * their interpretations, 1977): a partial order, in which a move waits for the earlier ones whose
 * vertices were its neighbours when they were eliminated. Any of them that waits for nothing may
 * come next, and the game is as good.
 *
 * <p>Where the rules for tensors let the order of sums make a difference, moves that add onto one
 * edge touch each other as well, unless it makes none on that edge ({@link EdgeSums}).
 *
 * <p>Immutable.
 */
public final class GameTrace {

  /** Vertex of each move. */
  private final int[] vertices;

  /** What each move cost. */
  private final int[] costs;

  /** For each move the later ones that wait for it. */
  private final int[][] waiting;

  /** For each move how many earlier ones it waits for. */
  private final int[] awaited;

  private final long cost;
  private final long key;

  private GameTrace(int[] vertices, int[] costs, int[][] waiting, int[] awaited, long key) {
    this.vertices = vertices;
    this.costs = costs;
    this.waiting = waiting;
    this.awaited = awaited;
    this.cost = Arrays.stream(costs).asLongStream().sum();
    this.key = key;
  }

  /**
   * Returns the trace of a finished game.
   *
   * @param trajectory the game; what the opening eliminates is left out
   */
  public static GameTrace of(VertexGame game, Trajectory trajectory) {
    int forced = game.opening().count();
    int[] vertices =
        Arrays.copyOfRange(trajectory.vertices(), forced, trajectory.vertices().length);
    EliminationState state = game.opening().left();
    int[] move = new int[game.graph().vertices()];
    for (int index = 0; index < vertices.length; index++) {
      move[vertices[index]] = index;
    }
    int[] costs = new int[vertices.length];
    int[][] waiting = new int[vertices.length][];
    int[] neighbours = new int[vertices.length];
    EdgeSums sums = game.graph().isSetDetermined() ? null : new EdgeSums(game.graph().structures());
    for (int index = 0; index < vertices.length; index++) {
      int vertex = vertices[index];
      int count = 0;
      for (int p = state.nextPredecessor(vertex, 0);
          p >= 0;
          p = state.nextPredecessor(vertex, p + 1)) {
        if (state.isLive(p)) {
          neighbours[count++] = move[p];
        }
      }
      for (int s = state.nextSuccessor(vertex, 0); s >= 0; s = state.nextSuccessor(vertex, s + 1)) {
        if (state.isLive(s)) {
          neighbours[count++] = move[s];
        }
      }
      waiting[index] = Arrays.copyOf(neighbours, count);
      if (sums != null) {
        sums.note(state, vertex, index);
      }
      costs[index] = state.eliminate(vertex);
    }
    if (sums != null) {
      sums.tell((earlier, later) -> waiting[earlier] = with(later, waiting[earlier]));
    }
    int[] awaited = new int[vertices.length];
    long key = 0;
    for (int index = 0; index < vertices.length; index++) {
      for (int later : waiting[index]) {
        awaited[later]++;
        key += scattered(((long) vertices[index] << Integer.SIZE) | vertices[later]);
      }
    }
    return new GameTrace(vertices, costs, waiting, awaited, key);
  }

  /** Returns the moves, and one more unless it is among them. */
  private static int[] with(int move, int[] moves) {
    if (Arrays.stream(moves).anyMatch(each -> each == move)) {
      return moves;
    }
    int[] more = Arrays.copyOf(moves, moves.length + 1);
    more[moves.length] = move;
    return more;
  }

  /** Returns the number of moves. */
  public int moves() {
    return vertices.length;
  }

  /** Returns the vertices of the moves in the order in which they were played, [moves]. */
  public int[] vertices() {
    return vertices.clone();
  }

  /** Returns the multiplications of all moves; the opening's are not among them. */
  public long multiplications() {
    return cost;
  }

  /**
   * Returns a number that is equal for games of one trace, and differs between traces of one graph
   * but for a chance of 2^-64.
   */
  public long key() {
    return key;
  }

  /**
   * Writes what each vertex cost.
   *
   * @param into by vertex index; entries of other vertices are left alone
   */
  public void costsInto(int[] into) {
    for (int move = 0; move < vertices.length; move++) {
      into[vertices[move]] = costs[move];
    }
  }

  /** Begins to play the game again, in any of its orders. */
  public Walk walk() {
    return new Walk();
  }

  /** The finaliser of MurmurHash3, so that sums over pairs tell sets of pairs apart. */
  private static long scattered(long bits) {
    long mixed = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ (mixed >>> 33);
  }

  /** One way through the trace. Confined to one thread. */
  public final class Walk {

    private final int[] stillAwaited = awaited.clone();

    /** The moves that may come next, in no order. */
    private final int[] open = new int[vertices.length];

    private int openCount;

    private Walk() {
      for (int move = 0; move < vertices.length; move++) {
        if (stillAwaited[move] == 0) {
          open[openCount++] = move;
        }
      }
    }

    /** Returns how many moves may come next. */
    public int choices() {
      return openCount;
    }

    /** Returns the vertex of a move that may come next, 0-based. */
    public int vertex(int choice) {
      return vertices[open[choice]];
    }

    /**
     * Takes one of the moves that may come next, each as likely as the others.
     *
     * @return the vertex to eliminate
     */
    public int step(SplittableRandom random) {
      int choice = random.nextInt(openCount);
      int move = open[choice];
      open[choice] = open[--openCount];
      for (int later : waiting[move]) {
        if (--stillAwaited[later] == 0) {
          open[openCount++] = later;
        }
      }
      return vertices[move];
    }
  }
}
