package crosscountry.models.network;

import java.util.Arrays;

/**
 * Positions packed for DL4J: every position takes the same number of slots, a live vertex fills
 * one, and the slots left over are padding that contributes nothing. Reused between batches; the
 * arrays are replaced only when their sizes change.
 *
 * <p>With B positions, N slots and F features, all row by row: {@code rows} [B*N][F]; {@code share}
 * [B][N], 1/live for a live vertex; {@code live} [B][N], 1 for a live vertex; {@code bias} [B][N],
 * 0 for a live vertex. In padding, {@code bias} is -1e9 and the others are 0.
 */
public final class PositionBatch {

  /**
   * Least number of positions and of slots. DL4J takes a mask of one column for one per output, and
   * then refuses it with a softmax.
   */
  static final int LEAST = 2;

  private static final float PADDING_BIAS = -1e9f;

  private final int features;
  private int positions;
  private int slots;
  private int size;
  private float[] rows = {};
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
   * @param newPositions number of positions that will be added, B; what isn't added is padding
   * @param newSlots largest number of live vertices of a position, N
   */
  public void reset(int newPositions, int newSlots) {
    positions = Math.max(LEAST, newPositions);
    slots = Math.max(LEAST, newSlots);
    size = 0;
    rows = cleared(rows, Math.multiplyExact(positions * slots, features), 0f);
    share = cleared(share, positions * slots, 0f);
    live = cleared(live, positions * slots, 0f);
    bias = cleared(bias, positions * slots, PADDING_BIAS);
  }

  /**
   * Adds a position.
   *
   * @param vertexRows features of its live vertices, [at least live][F]
   * @param liveCount number of live vertices, at least 1
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
   * @param liveCount number of live vertices, at least 1
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

  float[] share() {
    return share;
  }

  float[] live() {
    return live;
  }

  float[] bias() {
    return bias;
  }

  /** Returns an array of the given length that holds one value throughout. */
  static float[] cleared(float[] array, int length, float value) {
    float[] result = array.length == length ? array : new float[length];
    Arrays.fill(result, value);
    return result;
  }

  private int claim(int liveCount) {
    if (size == positions || liveCount < 1 || liveCount > slots) {
      throw new IllegalArgumentException(
          "A position of %d live vertices doesn't fit as number %d of %d positions of 1..%d vertices"
              .formatted(liveCount, size + 1, positions, slots));
    }
    int first = size * slots;
    Arrays.fill(share, first, first + liveCount, 1f / liveCount);
    Arrays.fill(live, first, first + liveCount, 1f);
    Arrays.fill(bias, first, first + liveCount, 0f);
    size++;
    return first;
  }
}
