package crosscountry.models.network;

import crosscountry.environment.game.LiveNeighbours;
import java.util.Arrays;

/**
 * Positions with what is to be learnt from them, packed for DL4J. Reused between batches.
 *
 * <p>The weights of the loss terms and of the positions are folded into the weight arrays, which
 * DL4J takes as label masks; so the network itself knows no weights. With B positions and N slots:
 * {@code policy}, {@code excess}, {@code excessWeight} and {@code scale} are [B][N], {@code value},
 * {@code policyWeight} and {@code valueWeight} [B]; all are 0 in padding.
 */
public final class TrainingBatch {

  private final PositionBatch positions;
  private final LossSettings losses;
  private int expected;
  private double entropy;
  private float[] policy = {};
  private float[] policyWeight = {};
  private float[] excess = {};
  private float[] excessWeight = {};
  private float[] scale = {};
  private float[] value = {};
  private float[] valueWeight = {};

  /**
   * Creates an empty batch.
   *
   * @param blueprint of the network that learns
   * @param losses weights of the loss terms
   */
  public TrainingBatch(NetworkBlueprint blueprint, LossSettings losses) {
    this.positions = new PositionBatch(blueprint);
    this.losses = losses;
  }

  /**
   * Empties the batch and makes room.
   *
   * @param liveCounts number of live vertices of each position that will be added; the loss is
   *     averaged over the positions
   */
  public void reset(int... liveCounts) {
    positions.reset(liveCounts);
    expected = liveCounts.length;
    entropy = 0;
    int batch = positions.positions();
    int cells = batch * positions.slots();
    policy = PositionBatch.cleared(policy, cells, 0f);
    policyWeight = PositionBatch.cleared(policyWeight, batch, 0f);
    excess = PositionBatch.cleared(excess, cells, 0f);
    excessWeight = PositionBatch.cleared(excessWeight, cells, 0f);
    scale = PositionBatch.cleared(scale, cells, 0f);
    value = PositionBatch.cleared(value, batch, 0f);
    valueWeight = PositionBatch.cleared(valueWeight, batch, 0f);
  }

  /**
   * Adds a position.
   *
   * @param rows features of its live vertices, [live * F]
   * @param neighbours of the rows; not looked at unless the network reads them
   * @param policyTarget probability of eliminating each live vertex next, [live]; all zero if
   *     nothing is to be learnt of the policy
   * @param excessTarget cost of each live vertex above its cut bound, in cost units, [live]
   * @param valueScale what turns the sum of excess into a fraction of the graph's baseline
   * @param weight how much the position counts
   */
  public void add(
      float[] rows,
      LiveNeighbours neighbours,
      float[] policyTarget,
      float[] excessTarget,
      float valueScale,
      float weight) {
    int live = policyTarget.length;
    int position = positions.size();
    positions.add(rows, live, neighbours);
    int first = position * positions.slots();
    System.arraycopy(policyTarget, 0, policy, first, live);
    System.arraycopy(excessTarget, 0, excess, first, live);
    // DL4J divides by all positions of the batch, padding included.
    double share = (double) weight * positions.positions() / expected;
    Arrays.fill(excessWeight, first, first + live, (float) (share * losses.excess() / live));
    Arrays.fill(scale, first, first + live, valueScale);
    policyWeight[position] = sum(policyTarget) > 0 ? (float) (share * losses.policy()) : 0f;
    valueWeight[position] = (float) (share * losses.value());
    value[position] = (float) (valueScale * sum(excessTarget));
    entropy += weight * entropyOf(policyTarget) / expected;
  }

  /** Returns the positions. */
  public PositionBatch positions() {
    return positions;
  }

  /** Returns the number of positions to learn from, without padding. */
  int examples() {
    return expected;
  }

  /** Returns the weights of the loss terms. */
  public LossSettings losses() {
    return losses;
  }

  /** Returns the mean entropy of the policy targets, each with its position's weight, in nats. */
  public double policyEntropy() {
    return entropy;
  }

  float[] policy() {
    return policy;
  }

  float[] policyWeight() {
    return policyWeight;
  }

  float[] excess() {
    return excess;
  }

  float[] excessWeight() {
    return excessWeight;
  }

  float[] scale() {
    return scale;
  }

  float[] value() {
    return value;
  }

  float[] valueWeight() {
    return valueWeight;
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  private static double entropyOf(float[] probabilities) {
    double sum = 0;
    for (float probability : probabilities) {
      if (probability > 0) {
        sum -= probability * Math.log(probability);
      }
    }
    return sum;
  }
}
