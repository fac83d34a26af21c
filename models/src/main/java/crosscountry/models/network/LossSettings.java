package crosscountry.models.network;

import java.io.Serializable;

/**
 * What a learning step minimises: for each position, weighted by its own weight, and averaged over
 * the batch,
 *
 * <pre>
 *   policy * cross-entropy of the policy target and the softmax over live vertices
 *   + excess * mean over live vertices of huber(excess - target)
 *   + value * huber(scale * (sum of excess - sum of targets))
 * </pre>
 *
 * <p>where huber(d) is d*d/2 as far as |d| is within a width and goes on as a straight line beyond
 * it (Huber 1964). A very large width makes it the squared error, halved.
 *
 * @param policy weight of the policy term
 * @param excess weight of the excess term
 * @param value weight of the value term
 * @param excessWidth width of the excess term's parabola, in cost units
 * @param valueWidth width of the value term's parabola, as a fraction of the graph's baseline
 */
public record LossSettings(
    double policy, double excess, double value, double excessWidth, double valueWidth)
    implements Serializable {

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if a weight is negative, a width isn't positive, or one isn't
   *     finite
   */
  public LossSettings {
    Requirements.requireNotNegative("weight of the policy loss", policy);
    Requirements.requireNotNegative("weight of the excess loss", excess);
    Requirements.requireNotNegative("weight of the value loss", value);
    Requirements.requirePositive("width of the excess loss", excessWidth);
    Requirements.requirePositive("width of the value loss", valueWidth);
  }
}
