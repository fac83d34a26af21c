package crosscountry.jobs.refit;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingWorker;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Has a copy of the network learn from the batches of a partition, which are taken as they are. */
final class ReplicaTask
    implements FlatMapFunction<Iterator<MultiDataSet>, ParameterAveragingTrainingResult> {

  private static final long serialVersionUID = 1L;

  private final ParameterAveragingTrainingWorker worker;

  ReplicaTask(ParameterAveragingTrainingWorker worker) {
    this.worker = worker;
  }

  @Override
  public Iterator<ParameterAveragingTrainingResult> call(Iterator<MultiDataSet> batches) {
    ComputationGraph replica = worker.getInitialModelGraph();
    while (batches.hasNext()) {
      worker.processMinibatch(batches.next(), replica, false);
    }
    return List.of(worker.getFinalResult(replica)).iterator();
  }
}
