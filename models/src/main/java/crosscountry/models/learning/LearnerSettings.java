package crosscountry.models.learning;

import crosscountry.models.network.LearningRate;
import crosscountry.models.network.LossSettings;
import crosscountry.models.network.OptimizerSettings;

/**
 * How a learner learns.
 *
 * @param optimizer how parameters follow the gradient
 * @param losses what is minimised
 */
public record LearnerSettings(OptimizerSettings optimizer, LossSettings losses) {

  /** Returns settings to start from. */
  public static LearnerSettings defaults() {
    return new LearnerSettings(
        new OptimizerSettings(new LearningRate(2e-3, 50, 20_000, 1e-4), 2.0, 1e-5),
        new LossSettings(1.0, 1.0, 1.0, 1.0, 0.1));
  }

  /** Returns the same settings with another learning rate. */
  public LearnerSettings withLearningRate(LearningRate rate) {
    return new LearnerSettings(
        new OptimizerSettings(rate, optimizer.gradientNormLimit(), optimizer.l2()), losses);
  }

  /** Returns the same settings with other losses. */
  public LearnerSettings withLosses(LossSettings other) {
    return new LearnerSettings(optimizer, other);
  }
}
