package crosscountry.models.network;

import java.util.Arrays;

/**
 * Positions packed for DL4J. Reused between batches; arrays are replaced only when their sizes
 * change.
 *
 * <p>B positions have R live vertices in all and at most N each; F is the number of features.
 * Vertices lie one after the other in {@code rows} [R][F]. Where positions are seen as a whole,
 * each has N slots, and {@code slotOfRow} [R] tells the one of each vertex, position * N + place.
 * In the tables {@code share}, {@code live} and {@code bias}, [B][N], a live vertex has 1/live, 1
 * and 0, and padding 0, 0 and -1e9.
 */
public final class PositionBatch {

  /**
   * Least number of positions and of slots. DL4J takes a mask of one column for one per output, and
   * then refuses it with a softmax.
   */
  private static final int LEAST = 2;

  private static final float PADDING_BIAS = -1e9f;

  private final int features;
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

  /** Creates an empty batch of positions whose vertices have the given number of features. */
  public PositionBatch(int features) {
    this.features = features;
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
  }

  /**
   * Adds a position.
   *
   * @param vertexRows features of its live vertices, [at least live][F]
   * @param liveCount number of live vertices, as announced at {@link #reset}
   */
  public void add(float[][] vertexRows, int liveCount) {
    int first = claim(liveCount);
    for (int vertex = 0; vertex < liveCount; vertex++) {
      System.arraycopy(vertexRows[vertex], 0, rows, (first + vertex) * features, features);
    }
  }

  /**
   * Adds a position.
   *
   * @param packedRows features of its live vertices, [live * F]
   * @param liveCount number of live vertices, as announced at {@link #reset}
   */
  public void add(float[] packedRows, int liveCount) {
    int first = claim(liveCount);
    System.arraycopy(packedRows, 0, rows, first * features, liveCount * features);
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
