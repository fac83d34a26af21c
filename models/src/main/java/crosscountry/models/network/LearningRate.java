package crosscountry.models.network;

import java.io.Serializable;

/**
 * How far a step goes, by the number of steps done: it rises linearly over the warm-up, falls along
 * half a cosine (Loshchilov and Hutter 2017, without restarts) and then stays.
 *
 * @param peak rate at the end of the warm-up
 * @param warmUpSteps steps over which the rate rises to the peak; 0 for none
 * @param decaySteps steps after the warm-up over which it falls; 0 to stay at the peak for ever
 * @param end rate after the fall, at most the peak
 */
public record LearningRate(double peak, int warmUpSteps, int decaySteps, double end)
    implements Serializable {

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if one is negative or not finite, or the peak is 0 or below
   *     the end
   */
  public LearningRate {
    Requirements.requirePositive("peak of the learning rate", peak);
    Requirements.requireNotNegative("end of the learning rate", end);
    Requirements.requireNotNegative("number of warm-up steps", warmUpSteps);
    Requirements.requireNotNegative("number of decay steps", decaySteps);
    if (end > peak) {
      throw new IllegalArgumentException(
          "The end of the learning rate (%s) is above its peak (%s)".formatted(end, peak));
    }
  }

  /** Returns a rate that never changes. */
  public static LearningRate constant(double rate) {
    return new LearningRate(rate, 0, 0, rate);
  }

  /**
   * Returns the rate of a step.
   *
   * @param step number of steps done before it, from 0
   */
  public double at(long step) {
    if (step < warmUpSteps) {
      return peak * (step + 1) / warmUpSteps;
    }
    if (decaySteps == 0) {
      return peak;
    }
    double progress = Math.min(1.0, (double) (step - warmUpSteps) / decaySteps);
    return peak - (peak - end) * 0.5 * (1 - Math.cos(Math.PI * progress));
  }
}
