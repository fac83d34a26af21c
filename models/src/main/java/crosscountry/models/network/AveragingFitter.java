package crosscountry.models.network;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Steps of several copies of the graph, each on a batch, in a thread and on a device of its own;
 * after every step parameters and moments of all become their mean.
 *
 * <p>Parameter averaging after each step: McDonald, Hall, Mann, "Distributed Training Strategies
 * for the Structured Perceptron", NAACL 2010, section 4.2, with one batch in place of an epoch. It
 * isn't the step on all examples together: each copy's gradient is shortened and divided by Adam's
 * own second moments before the mean is taken.
 */
final class AveragingFitter implements Fitter {

  private final ComputationGraph graph;
  private final GradientLimits limits;
  private final LearningRate rate;
  private final Replicas replicas;

  /**
   * Creates the copies.
   *
   * @param workers number of copies, the graph itself included, at least 2
   */
  AveragingFitter(ComputationGraph graph, OptimizerSettings settings, int workers) {
    this.graph = graph;
    this.limits = new GradientLimits(settings.gradientNormLimit());
    this.rate = settings.learningRate();
    this.replicas = new Replicas(graph, limits, workers);
  }

  @Override
  public int parts() {
    return replicas.count();
  }

  @Override
  public LossReport fit(List<TrainingBatch> batches) {
    int step = graph.getConfiguration().getIterationCount();
    List<BatchArrays> arrays = batches.stream().map(BatchArrays::of).toList();
    replicas.step(arrays.stream().map(BatchArrays::toDataSet).toList());
    // Not if a worker failed: another may still read its batch, which the collector frees then.
    arrays.forEach(BatchArrays::close);
    LossReport mean = null;
    int examples = 0;
    for (int part = 0; part < batches.size(); part++) {
      ComputationGraph replica = replicas.graph(part);
      TrainingBatch batch = batches.get(part);
      LossReport report =
          limits
              .of(replica)
              .report(replica, step, batch.policyEntropy(), batch.losses(), rate.at(step));
      mean = mean == null ? report : mean.and(examples, report, batch.examples());
      examples += batch.examples();
    }
    return mean;
  }

  @Override
  public void realign() {
    replicas.realign();
  }

  @Override
  public void close() {
    replicas.end();
  }
}
