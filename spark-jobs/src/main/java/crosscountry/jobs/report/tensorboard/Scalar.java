package crosscountry.jobs.report.tensorboard;

import crosscountry.datasets.tables.MetricRow;
import java.util.ArrayList;
import java.util.List;

/**
 * A number of a row of metrics, under the name by which TensorBoard groups and draws it.
 *
 * @param tag a group and a name
 * @param value the number
 */
record Scalar(String tag, double value) {

  /**
   * Returns what there is to draw of the graph that a row is about; nothing if it is about none.
   */
  static List<Scalar> ofGraph(MetricRow row) {
    List<Scalar> scalars = new ArrayList<>();
    if (row.graph() == null) {
      return scalars;
    }
    if (row.costs() != null) {
      scalars.add(new Scalar("best/" + row.graph(), row.costs().best()));
      scalars.add(new Scalar("mean/" + row.graph(), row.costs().mean()));
      if (row.costs().evaluated() != null) {
        scalars.add(new Scalar("evaluated/" + row.graph(), row.costs().evaluated()));
      }
    }
    if (row.play() != null) {
      scalars.add(new Scalar("staleness/" + row.graph(), row.play().staleness()));
    }
    return scalars;
  }

  /** Returns what there is to draw of the run as a whole; nothing of an event. */
  static List<Scalar> ofRun(MetricRow row) {
    List<Scalar> scalars = new ArrayList<>();
    if (row.learning() != null) {
      scalars.add(new Scalar("loss/policy", row.learning().policyLoss()));
      scalars.add(new Scalar("loss/value", row.learning().valueLoss()));
      scalars.add(new Scalar("loss/sum", row.learning().loss()));
      scalars.add(new Scalar("learner/learning_rate", row.learning().learningRate()));
    }
    if (row.play() != null) {
      scalars.add(new Scalar("cluster/positions_per_second", row.play().positionsPerSecond()));
      if (row.play().busyShare() != null) {
        scalars.add(new Scalar("cluster/busy_share", row.play().busyShare()));
      }
    }
    if (row.load() != null) {
      scalars.add(new Scalar("learner/busy_share", row.load().learnerShare()));
      scalars.add(new Scalar("learner/owed_updates", row.load().owedUpdates()));
    }
    return scalars;
  }
}
