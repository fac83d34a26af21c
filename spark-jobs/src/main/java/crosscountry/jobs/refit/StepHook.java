package crosscountry.jobs.refit;

import crosscountry.models.network.LossReport;
import crosscountry.models.network.ReplicaStep;
import java.util.List;
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
  private final CollectionAccumulator<LossReport> reports;

  StepHook(JavaSparkContext context, ReplicaStep step) {
    this.step = step;
    this.reports = context.sc().collectionAccumulator("losses");
  }

  /** Returns what the steps since the last call saw, in no order; for the driver. */
  List<LossReport> take() {
    List<LossReport> taken = List.copyOf(reports.value());
    reports.reset();
    return taken;
  }

  @Override
  public void preUpdate(MultiDataSet batch, Model replica) {
    step.before((ComputationGraph) replica);
  }

  @Override
  public void postUpdate(MultiDataSet batch, Model replica) {
    reports.add(step.after((ComputationGraph) replica, batch));
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
