package crosscountry.models.network;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Shortens gradients that are too long, over all parameters together; DL4J itself only does so
 * layer by layer. It acts between gradient and updater, and keeps what can be seen only there.
 */
final class GradientLimit extends BaseTrainingListener {

  private final double limit;
  private double norm;
  private double regularization;

  /** Creates the listener; a limit of 0 shortens nothing. */
  GradientLimit(double limit) {
    this.limit = limit;
  }

  @Override
  public void onGradientCalculation(Model model) {
    ComputationGraph graph = (ComputationGraph) model;
    INDArray gradient = graph.getFlattenedGradients();
    // Here it is still a sum over the batch; the updater divides it.
    norm = gradient.norm2Number().doubleValue() / graph.batchSize();
    regularization = graph.calcRegularizationScore(true);
    if (limit > 0 && norm > limit && Double.isFinite(norm)) {
      gradient.muli(limit / norm);
    }
  }

  /** Returns the norm of the last gradient before it was shortened, without the L2 term. */
  double norm() {
    return norm;
  }

  /** Returns the L2 term of the last step. */
  double regularization() {
    return regularization;
  }
}
