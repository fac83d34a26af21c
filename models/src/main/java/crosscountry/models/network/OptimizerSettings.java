package crosscountry.models.network;

import java.io.Serializable;

/**
 * How the parameters follow the gradient: Adam (Kingma and Ba 2015) with its usual moments.
 *
 * @param learningRate rate by step
 * @param gradientNormLimit longest allowed gradient over all parameters, in the Euclidean norm; a
 *     longer one is shortened to it; 0 for no limit
 * @param l2 weight of the squared norm of weights (not biases), halved, in the loss
 */
public record OptimizerSettings(LearningRate learningRate, double gradientNormLimit, double l2)
    implements Serializable {

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if one is negative or not finite
   */
  public OptimizerSettings {
    Requirements.requireNotNegative("limit of the gradient norm", gradientNormLimit);
    Requirements.requireNotNegative("L2 weight", l2);
  }
}
