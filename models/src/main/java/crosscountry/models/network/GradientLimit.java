package crosscountry.models.network;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Shortens gradients that are too long, over all parameters together; DL4J itself only does so
 * layer by layer. It acts between gradient and updater, and keeps what can be seen only there for
 * the report of the step.
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

  /**
   * Returns what the last step of a graph saw.
   *
   * @param graph the graph that this listens to
   * @param step number of the step, from 0
   * @param policyEntropy mean entropy of the step's policy targets, in nats
   * @param losses weights of the loss terms
   * @param learningRate rate of the step
   */
  LossReport report(
      ComputationGraph graph,
      long step,
      double policyEntropy,
      LossSettings losses,
      double learningRate) {
    double policy = score(graph, 0) - regularization;
    double excess = score(graph, 1);
    double value = score(graph, 2);
    return new LossReport(
        step,
        perUnit(policy, losses.policy()),
        policyEntropy,
        perUnit(excess, losses.excess()),
        perUnit(value, losses.value()),
        policy + excess + value,
        norm,
        learningRate);
  }

  private static double perUnit(double score, double weight) {
    return weight == 0 ? 0 : score / weight;
  }

  private static double score(ComputationGraph graph, int output) {
    return graph.getLayer(GraphConfiguration.LOSSES.get(output)).score();
  }
}
