package crosscountry.models.network;

import java.util.List;

/** Does the learning steps of a DL4J graph. Confined to one thread. */
interface Fitter extends AutoCloseable {

  /** Returns into how many batches the examples of a step are to be divided. */
  int parts();

  /**
   * Does one learning step, after which the graph's parameters may be anything if the report isn't
   * finite.
   *
   * @param batches as many as {@link #parts}, each complete
   * @return means over all examples
   */
  LossReport fit(List<TrainingBatch> batches);

  /** Takes note that the graph's parameters, updater or number of steps were set from outside. */
  void realign();

  /** Ends what it has begun; no step can follow. */
  @Override
  void close();
}
