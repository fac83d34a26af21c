package crosscountry.models.learning;

import crosscountry.environment.game.LiveNeighbours;
import java.io.Serializable;

/**
 * A position and what is to be learnt from it. The arrays aren't copied; whoever hands them over no
 * longer writes to them. Rows, policy and excess are in the same order of vertices.
 *
 * @param rows features of live vertices, packed row by row, [live * F]
 * @param live number of live vertices, at least 1
 * @param neighbours of the rows, or none at all where the network doesn't read them
 * @param policyTarget probability of eliminating each live vertex next, [live]; sums to 1, or to 0
 *     if the example says nothing of the policy
 * @param excessTarget what each live vertex cost above its cut bound when its turn came, in cost
 *     units, [live]
 * @param valueScale what turns a sum of excess in cost units into a fraction of the graph's
 *     baseline: the cost unit divided by the baseline, both in multiplications
 * @param weight how much the example counts; 1 is usual
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Never compared; millions are made, so nothing is copied.
public record TrainingExample(
    float[] rows,
    int live,
    LiveNeighbours neighbours,
    float[] policyTarget,
    float[] excessTarget,
    float valueScale,
    float weight)
    implements Serializable {

  private static final double SUM_TOLERANCE = 1e-3;

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if a length doesn't fit, a number isn't finite, the policy is
   *     neither a distribution nor all zero, the scale isn't positive or the weight is negative
   */
  public TrainingExample {
    if (live < 1
        || rows.length % live != 0
        || policyTarget.length != live
        || excessTarget.length != live) {
      throw new IllegalArgumentException(
          ("An example of %d live vertices must have one row, policy and excess target of each, but"
                  + " has %d features, %d and %d")
              .formatted(live, rows.length, policyTarget.length, excessTarget.length));
    }
    requireNeighbours(neighbours, live);
    requireFinite("feature", rows);
    requireFinite("excess target", excessTarget);
    requireDistribution(policyTarget);
    if (!(valueScale > 0) || !(weight >= 0) || Float.isInfinite(valueScale + weight)) {
      throw new IllegalArgumentException(
          "The value scale (%s) must be positive, the weight (%s) not negative, and both finite"
              .formatted(valueScale, weight));
    }
  }

  /**
   * Creates an example for networks that read no neighbours.
   *
   * @throws IllegalArgumentException as the constructor with neighbours
   */
  public TrainingExample(
      float[] rows,
      int live,
      float[] policyTarget,
      float[] excessTarget,
      float valueScale,
      float weight) {
    this(rows, live, LiveNeighbours.none(), policyTarget, excessTarget, valueScale, weight);
  }

  /** Returns the number of features of a vertex, F. */
  public int features() {
    return rows.length / live;
  }

  /** Returns the value to learn: the sum of excess, as a fraction of the graph's baseline. */
  public double valueTarget() {
    double sum = 0;
    for (float excess : excessTarget) {
      sum += excess;
    }
    return valueScale * sum;
  }

  private static void requireNeighbours(LiveNeighbours neighbours, int live) {
    int rows = neighbours.predecessors().lists();
    if (rows != 0 && rows != live) {
      throw new IllegalArgumentException(
          "An example of %d live vertices can't have the neighbours of %d".formatted(live, rows));
    }
  }

  private static void requireFinite(String name, float[] values) {
    for (int index = 0; index < values.length; index++) {
      if (!Float.isFinite(values[index])) {
        throw new IllegalArgumentException(
            "The %s at index %d is %s, not a finite number".formatted(name, index, values[index]));
      }
    }
  }

  private static void requireDistribution(float[] policy) {
    double sum = 0;
    for (int index = 0; index < policy.length; index++) {
      if (!(policy[index] >= 0)) {
        throw new IllegalArgumentException(
            "The policy target at index %d is %s, not a probability"
                .formatted(index, policy[index]));
      }
      sum += policy[index];
    }
    if (sum != 0 && !(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
      throw new IllegalArgumentException(
          "The policy target sums to %s, not to 1 or 0".formatted(sum));
    }
  }
}
