package crosscountry.models.network;

import java.io.Serializable;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * A learning step of a copy of a network, which a training master of DL4J keeps on another machine.
 * The master itself takes no more of a step than the batch; so what {@link PolicyValueNetwork} does
 * beside it, to limit the gradient and to report the losses, is done before and after it.
 *
 * @param optimizer how parameters follow the gradient
 * @param losses what is minimised
 */
public record ReplicaStep(OptimizerSettings optimizer, LossSettings losses)
    implements Serializable {

  /**
   * Copies a batch into the memory of ND4J, as the graph of its blueprint takes it.
   *
   * @throws IllegalStateException if the batch lacks positions that were announced
   */
  public static MultiDataSet pack(TrainingBatch batch) {
    batch.positions().requireComplete();
    BatchArrays arrays = BatchArrays.of(batch);
    MultiDataSet packed =
        new org.nd4j.linalg.dataset.MultiDataSet(
            arrays.inputs(), arrays.labels(), null, arrays.masks());
    packed.setExampleMetaData(List.of(batch.policyEntropy()));
    return packed;
  }

  /** Prepares a copy for the next step, which may be its first. */
  public void before(ComputationGraph replica) {
    if (replica.getListeners().stream().noneMatch(GradientLimit.class::isInstance)) {
      replica.addListeners(new GradientLimit(optimizer.gradientNormLimit()));
    }
  }

  /**
   * Reports the step that a copy has just done, and frees the memory of its batch.
   *
   * @param batch what {@link #pack} returned
   * @return the losses, which need not be finite
   */
  public LossReport after(ComputationGraph replica, MultiDataSet batch) {
    GradientLimit limit =
        replica.getListeners().stream()
            .filter(GradientLimit.class::isInstance)
            .map(GradientLimit.class::cast)
            .findFirst()
            .orElseThrow();
    int step = replica.getConfiguration().getIterationCount() - 1;
    double entropy = (Double) batch.getExampleMetaData().get(0);
    LossReport report =
        limit.report(replica, step, entropy, losses, optimizer.learningRate().at(step));
    replica.clear();
    close(batch.getFeatures());
    close(batch.getLabels());
    close(batch.getLabelsMaskArrays());
    return report;
  }

  private static void close(INDArray... arrays) {
    for (INDArray array : arrays) {
      array.close();
    }
  }
}
