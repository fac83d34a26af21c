package crosscountry.environment.reduction;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.graph.ComputationalGraph;
import java.util.stream.IntStream;

/**
 * What a {@link Reducer} eliminates of a graph before anything else: every order can begin with it
 * at no loss, so that only the rest is worth a search. Immutable.
 */
public final class Opening {

  private static final int NONE = -1;

  private final EliminationState left;
  private final int[] vertices;

  /** What each of them costs. */
  private final int[] costs;

  /** For each vertex that one end of a bridge stands for, the other end; else -1. */
  private final int[] farEnds;

  private final long multiplications;

  private Opening(
      EliminationState left, int[] vertices, int[] costs, int[] farEnds, long multiplications) {
    this.left = left;
    this.vertices = vertices;
    this.costs = costs;
    this.farEnds = farEnds;
    this.multiplications = multiplications;
  }

  /** Returns the opening of a graph. */
  public static Opening of(ComputationalGraph graph, CutBounds bounds) {
    Reducer reducer = new Reducer(graph, bounds);
    EliminationState left = new EliminationState(graph);
    long multiplications = reducer.reduce(left);
    int[] vertices =
        IntStream.range(0, reducer.eliminatedCount()).map(reducer::eliminated).toArray();
    int[] costs = new int[vertices.length];
    int[] farEnds = new int[vertices.length];
    EliminationState replayed = new EliminationState(graph);
    for (int step = 0; step < vertices.length; step++) {
      farEnds[step] = reducer.farEnd(replayed, vertices[step]);
      costs[step] = replayed.eliminate(vertices[step]);
    }
    return new Opening(left, vertices, costs, farEnds, multiplications);
  }

  /** Returns the opening that eliminates nothing. */
  public static Opening none(ComputationalGraph graph) {
    return new Opening(new EliminationState(graph), new int[0], new int[0], new int[0], 0);
  }

  /** Returns the number of vertices that the opening eliminates. */
  public int count() {
    return vertices.length;
  }

  /** Returns the vertex that the opening eliminates at a 0-based step. */
  public int vertex(int step) {
    return vertices[step];
  }

  /** Returns the multiplications that the opening takes at a 0-based step. */
  public int cost(int step) {
    return costs[step];
  }

  /** Returns a new state in which the opening has been eliminated. */
  public EliminationState left() {
    EliminationState copy = new EliminationState(left.graph());
    copy.copyFrom(left);
    return copy;
  }

  /** Returns the number of vertices that the opening leaves to eliminate. */
  public int leftCount() {
    return left.liveCount();
  }

  /** Returns what the opening takes. */
  public long multiplications() {
    return multiplications;
  }

  /**
   * Returns the opening, and after it the given vertices.
   *
   * @param rest all vertices that the opening leaves
   */
  public int[] followedBy(int... rest) {
    return IntStream.concat(IntStream.of(vertices), IntStream.of(rest)).toArray();
  }

  /**
   * Returns how an order that need not begin with the opening goes on after it, so that the whole
   * costs no more than before.
   *
   * <p>By the proofs of {@link Reduction}, a harmless vertex is taken out of the order, and an end
   * of a bridge as well, where the other end moves to the place of the later one.
   *
   * @param order all eliminable vertices
   */
  public int[] restOf(int[] order) {
    int[] rest = order.clone();
    int[] places = new int[left.graph().vertices()];
    for (int place = 0; place < order.length; place++) {
      places[order[place]] = place;
    }
    for (int step = 0; step < vertices.length; step++) {
      int place = places[vertices[step]];
      int farEnd = farEnds[step];
      if (farEnd != NONE && places[farEnd] < place) {
        rest[place] = farEnd;
        place = places[farEnd];
        places[farEnd] = places[vertices[step]];
      }
      rest[place] = NONE;
    }
    return IntStream.of(rest).filter(vertex -> vertex != NONE).toArray();
  }
}
