package crosscountry.models.network;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Steps on one batch, in the caller's thread. */
final class SingleFitter implements Fitter {

  private final ComputationGraph graph;
  private final GradientLimits limits;
  private final LearningRate rate;

  SingleFitter(ComputationGraph graph, OptimizerSettings settings) {
    this.graph = graph;
    this.limits = new GradientLimits(settings.gradientNormLimit());
    this.rate = settings.learningRate();
    graph.setListeners(limits);
  }

  @Override
  public int parts() {
    return 1;
  }

  @Override
  public LossReport fit(List<TrainingBatch> batches) {
    TrainingBatch batch = batches.get(0);
    int step = graph.getConfiguration().getIterationCount();
    try (BatchArrays arrays = BatchArrays.of(batch)) {
      graph.fit(arrays.inputs(), arrays.labels(), null, arrays.masks());
      graph.clear();
    }
    return limits
        .of(graph)
        .report(graph, step, batch.policyEntropy(), batch.losses(), rate.at(step));
  }

  @Override
  public void realign() {
    // There is only the graph itself.
  }

  @Override
  public void close() {
    // Nothing was begun.
  }
}
