package crosscountry.jobs.refit;

import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * DL4J's parameter averaging (McDonald, Hall and Mann 2010, section 3: iterative parameter mixing),
 * one round at a time: each partition is one copy's, and they are averaged once, at the end.
 *
 * <p>DL4J's own way to rounds is to count all batches, to keep them, and to deal them out over the
 * wire; and it takes the first dimension of the first input for the number of examples, which here
 * is that of vertices. Where batches come in rounds, none of that is needed.
 */
final class RoundMaster extends ParameterAveragingTrainingMaster {

  /**
   * Creates a master.
   *
   * @param workers copies of the network
   * @param settings batches that each of them learns from in a round
   * @param hook stands beside each step
   */
  RoundMaster(int workers, BatchSettings settings, StepHook hook) {
    super(
        new Builder(workers, settings.batchSize())
            .batchSizePerWorker(settings.batchSize())
            .averagingFrequency(settings.batches())
            .saveUpdater(true)
            .repartionData(Repartition.Never)
            .rddTrainingApproach(RDDTrainingApproach.Direct));
    addHook(hook);
  }

  @Override
  protected void executeTrainingDirect(
      SparkComputationGraph network, JavaRDD<MultiDataSet> batches) {
    processResults(
        null, network, batches.mapPartitions(new ReplicaTask(getWorkerInstance(network))), 1, 1);
  }
}
