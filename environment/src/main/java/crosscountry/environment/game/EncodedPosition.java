package crosscountry.environment.game;

/**
 * A position as the network sees it: one row of features per live vertex. Reused between positions,
 * so that encoding allocates nothing. The rows are those of the position that was encoded last, not
 * copies, and hold until that position is encoded again or becomes another.
 */
public final class EncodedPosition {

  /** Number of features of a vertex. */
  public static final int FEATURES = 34;

  private final float[][] rows;
  private final int[] vertices;
  private final LiveNeighbours neighbours = LiveNeighbours.none();
  private int live;
  private double costUnit;

  /** Who can list the neighbours, until it has done so; null where there is nothing to list. */
  private FollowedPosition unlisted;

  /** Creates room for positions with at most the given number of live vertices. */
  public EncodedPosition(int capacity) {
    this.rows = new float[capacity][];
    this.vertices = new int[capacity];
  }

  /** Returns the features, [live][FEATURES]; rows from {@link #live} on hold nothing. */
  public float[][] rows() {
    return rows;
  }

  /** Returns the vertex index of each row, [live], ascending. */
  public int[] vertices() {
    return vertices;
  }

  /** Returns the number of live vertices, which is the number of legal moves. */
  public int live() {
    return live;
  }

  /**
   * Returns the unit of expected costs in multiplications: the graph's baseline count divided by
   * its number of eliminable vertices.
   */
  public double costUnit() {
    return costUnit;
  }

  /**
   * Returns who neighbours whom. The first call after an encoding lists them, in time by the edges,
   * so that it costs nothing where it isn't asked for; it must come before the encoded position
   * moves on. What is returned is reused, as the rows are.
   *
   * @throws IllegalStateException if they have not been listed yet and the position has moved on
   */
  public LiveNeighbours neighbours() {
    if (unlisted != null) {
      unlisted.listNeighbours(this, neighbours);
      unlisted = null;
    }
    return neighbours;
  }

  /** Names the position that lists the neighbours when they are asked for. */
  void listedBy(FollowedPosition position) {
    unlisted = position;
  }

  /**
   * Takes over a position.
   *
   * @param unit cost unit in multiplications
   * @param count number of live vertices
   * @param liveVertices their indices, ascending, [count]; copied
   * @param liveRows their features, [count][FEATURES]; not copied
   */
  void show(double unit, int count, int[] liveVertices, float[][] liveRows) {
    costUnit = unit;
    live = count;
    unlisted = null;
    neighbours.predecessors().clear();
    neighbours.successors().clear();
    System.arraycopy(liveVertices, 0, vertices, 0, count);
    System.arraycopy(liveRows, 0, rows, 0, count);
  }
}
