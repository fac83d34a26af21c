package crosscountry.models.network;

import java.io.Serializable;

/**
 * What one learning step saw, before it changed the parameters. Terms are means over the batch,
 * each position counted with its weight, and not yet multiplied by the weights of {@link
 * LossSettings}; a term of weight 0 isn't computed and reported as 0.
 *
 * @param step number of the step, from 0
 * @param policyLoss cross-entropy of target and policy, in nats, averaged over all positions; 0 for
 *     those without a target
 * @param policyEntropy entropy of the targets, in nats: the least that the policy loss can be
 * @param excessLoss Huber error of the excess of a vertex, in squared cost units
 * @param valueLoss Huber error of the value, as a squared fraction of the baseline
 * @param total weighted sum of the three terms, without the L2 term
 * @param gradientNorm Euclidean norm of the gradient before it was limited; of several workers, the
 *     mean of their norms
 * @param learningRate rate of the step
 */
public record LossReport(
    long step,
    double policyLoss,
    double policyEntropy,
    double excessLoss,
    double valueLoss,
    double total,
    double gradientNorm,
    double learningRate)
    implements Serializable {

  /**
   * Returns the means over the examples of two reports of the same step.
   *
   * @param examples how many this report is of
   * @param other the other report
   * @param otherExamples how many that one is of
   */
  LossReport and(int examples, LossReport other, int otherExamples) {
    double share = (double) otherExamples / (examples + otherExamples);
    return new LossReport(
        step,
        between(policyLoss, other.policyLoss, share),
        between(policyEntropy, other.policyEntropy, share),
        between(excessLoss, other.excessLoss, share),
        between(valueLoss, other.valueLoss, share),
        between(total, other.total, share),
        between(gradientNorm, other.gradientNorm, share),
        learningRate);
  }

  private static double between(double one, double other, double share) {
    return one + share * (other - one);
  }

  /** Returns the divergence of the policy from its targets, in nats: 0 if it can't be better. */
  public double policyDivergence() {
    return policyLoss - policyEntropy;
  }

  /** Returns whether loss and gradient are finite. */
  public boolean isFinite() {
    return Double.isFinite(total) && Double.isFinite(gradientNorm);
  }
}
