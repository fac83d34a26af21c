package crosscountry.jobs.refit;

import crosscountry.models.network.LossReport;
import crosscountry.models.network.ReplicaStep;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.CollectionAccumulator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Stands beside every learning step on an executor, and tells the driver what it saw. */
final class StepHook implements TrainingHook {

  private static final long serialVersionUID = 1L;

  private final ReplicaStep step;
  private final CollectionAccumulator<CopyReport> reports;

  StepHook(JavaSparkContext context, ReplicaStep step) {
    this.step = step;
    this.reports = context.sc().collectionAccumulator("losses");
  }

  /**
   * Returns what the steps since the last call saw, by copy and step; for the driver. A task that
   * Spark runs a second time tells everything again, which counts once.
   */
  List<LossReport> take() {
    Map<Integer, Map<Long, LossReport>> byCopy = new TreeMap<>();
    for (CopyReport each : reports.value()) {
      byCopy
          .computeIfAbsent(each.copy(), copy -> new TreeMap<>())
          .put(each.report().step(), each.report());
    }
    reports.reset();
    return byCopy.values().stream().flatMap(ofCopy -> ofCopy.values().stream()).toList();
  }

  @Override
  public void preUpdate(MultiDataSet batch, Model replica) {
    step.before((ComputationGraph) replica);
  }

  @Override
  public void postUpdate(MultiDataSet batch, Model replica) {
    reports.add(
        new CopyReport(
            TaskContext.getPartitionId(), step.after((ComputationGraph) replica, batch)));
  }

  @Override
  public void preUpdate(DataSet batch, Model replica) {
    throw new UnsupportedOperationException("The network has several inputs");
  }

  @Override
  public void postUpdate(DataSet batch, Model replica) {
    throw new UnsupportedOperationException("The network has several inputs");
  }
}
