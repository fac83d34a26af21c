package crosscountry.models.network;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.LiveNeighbours;
import java.util.Arrays;

/**
 * Positions packed for DL4J. Reused between batches; arrays are replaced only when their sizes
 * change.
 *
 * <p>B positions have R live vertices in all and at most N each; F is the number of features.
 * Vertices lie one after the other in {@code rows} [R][F]. Where positions are seen as a whole,
 * each has N slots, and {@code slotOfRow} [R] tells the one of each vertex, position * N + place.
 * In the tables {@code share}, {@code live} and {@code bias}, [B][N], a live vertex has 1/live, 1
 * and 0, and padding 0, 0 and -1e9. Where the network reads neighbours, they are kept as {@link
 * RowLists} wants them.
 */
public final class PositionBatch {

  /**
   * Least number of positions and of slots. DL4J takes a mask of one column for one per output, and
   * then refuses it with a softmax.
   */
  private static final int LEAST = 2;

  private static final float PADDING_BIAS = -1e9f;

  private final NetworkBlueprint blueprint;
  private final int features;
  private final ListPacker predecessors = new ListPacker();
  private final ListPacker successors = new ListPacker();
  private int[] liveCounts = {};
  private int positions;
  private int slots;
  private int size;
  private int nextRow;
  private float[] rows = {};
  private int[] slotOfRow = {};
  private float[] share = {};
  private float[] live = {};
  private float[] bias = {};

  /** Creates an empty batch of positions for networks of a blueprint. */
  public PositionBatch(NetworkBlueprint blueprint) {
    this.blueprint = blueprint;
    this.features = blueprint.features();
  }

  /**
   * Empties the batch and makes room.
   *
   * @param newLiveCounts number of live vertices, at least 1, of each position that will be added
   */
  public void reset(int... newLiveCounts) {
    liveCounts = newLiveCounts.clone();
    positions = Math.max(LEAST, liveCounts.length);
    slots = Math.max(LEAST, Arrays.stream(liveCounts).max().orElse(0));
    size = 0;
    nextRow = 0;
    int rowCount = Arrays.stream(liveCounts).sum();
    rows = cleared(rows, Math.multiplyExact(rowCount, features), 0f);
    slotOfRow = slotOfRow.length == rowCount ? slotOfRow : new int[rowCount];
    share = cleared(share, positions * slots, 0f);
    live = cleared(live, positions * slots, 0f);
    bias = cleared(bias, positions * slots, PADDING_BIAS);
    assignSlots();
    predecessors.reset(rowCount);
    successors.reset(rowCount);
  }

  /**
   * Adds a position.
   *
   * @param position of as many live vertices as announced at {@link #reset}
   */
  public void add(EncodedPosition position) {
    int first = claim(position.live());
    for (int vertex = 0; vertex < position.live(); vertex++) {
      System.arraycopy(position.rows()[vertex], 0, rows, (first + vertex) * features, features);
    }
    if (blueprint.architecture().readsNeighbours()) {
      addNeighbours(position.neighbours(), first);
    }
  }

  /**
   * Adds a position.
   *
   * @param packedRows features of its live vertices, [live * F]
   * @param liveCount number of live vertices, as announced at {@link #reset}
   * @param neighbours of the rows; not looked at unless the network reads them
   */
  public void add(float[] packedRows, int liveCount, LiveNeighbours neighbours) {
    int first = claim(liveCount);
    System.arraycopy(packedRows, 0, rows, first * features, liveCount * features);
    if (blueprint.architecture().readsNeighbours()) {
      addNeighbours(neighbours, first);
    }
  }

  /** Returns the blueprint of the networks that the batch is for. */
  public NetworkBlueprint blueprint() {
    return blueprint;
  }

  /** Returns the number of features of a vertex, F. */
  public int features() {
    return features;
  }

  /** Returns the number of positions including padding, B. */
  public int positions() {
    return positions;
  }

  /** Returns the number of slots of a position, N. */
  public int slots() {
    return slots;
  }

  /** Returns the number of positions added. */
  public int size() {
    return size;
  }

  float[] rows() {
    return rows;
  }

  int[] slotOfRow() {
    return slotOfRow;
  }

  float[] share() {
    return share;
  }

  float[] live() {
    return live;
  }

  float[] bias() {
    return bias;
  }

  /** Returns the live predecessors of each row, as {@link RowLists}, [R + 1 + E]. */
  int[] predecessors() {
    return predecessors.packed();
  }

  /** Returns the live successors of each row, as {@link RowLists}, [R + 1 + E]. */
  int[] successors() {
    return successors.packed();
  }

  /** Throws unless all the positions announced have been added, and at least one. */
  void requireComplete() {
    if (size == 0 || size < liveCounts.length) {
      throw new IllegalStateException(
          "The batch holds %d of %d positions".formatted(size, liveCounts.length));
    }
  }

  /** Returns an array of the given length that holds one value throughout. */
  static float[] cleared(float[] array, int length, float value) {
    float[] result = array.length == length ? array : new float[length];
    Arrays.fill(result, value);
    return result;
  }

  private void assignSlots() {
    int row = 0;
    for (int position = 0; position < liveCounts.length; position++) {
      int first = position * slots;
      int end = first + liveCounts[position];
      Arrays.fill(share, first, end, 1f / liveCounts[position]);
      Arrays.fill(live, first, end, 1f);
      Arrays.fill(bias, first, end, 0f);
      for (int slot = first; slot < end; slot++) {
        slotOfRow[row++] = slot;
      }
    }
  }

  private void addNeighbours(LiveNeighbours neighbours, int first) {
    predecessors.add(neighbours.predecessors(), first);
    successors.add(neighbours.successors(), first);
  }

  private int claim(int liveCount) {
    if (size == liveCounts.length || liveCount < 1 || liveCount != liveCounts[size]) {
      throw new IllegalArgumentException(
          "A position of %d live vertices doesn't fit as number %d of a batch of %s"
              .formatted(liveCount, size + 1, Arrays.toString(liveCounts)));
    }
    int first = nextRow;
    nextRow += liveCount;
    size++;
    return first;
  }
}
