package crosscountry.models.network;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/**
 * A {@link GradientLimit} for each of several graphs that learn at the same time: DL4J gives them
 * all the same listener.
 */
final class GradientLimits extends BaseTrainingListener {

  private final double limit;
  private final Map<Model, GradientLimit> byGraph =
      Collections.synchronizedMap(new IdentityHashMap<>());

  /** Creates the listener; a limit of 0 shortens nothing. */
  GradientLimits(double limit) {
    this.limit = limit;
  }

  @Override
  public void onGradientCalculation(Model model) {
    of(model).onGradientCalculation(model);
  }

  /** Returns what was seen of a graph. */
  GradientLimit of(Model graph) {
    return byGraph.computeIfAbsent(graph, absent -> new GradientLimit(limit));
  }
}
