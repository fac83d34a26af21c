package crosscountry.environment.elimination;

import crosscountry.environment.graph.ComputationalGraph;
import java.util.Arrays;

/**
 * What an order costs, step by step.
 *
 * @param steps multiplications of each elimination, in order
 */
// Copied on the way in and out, and compared by content.
@SuppressWarnings("ArrayRecordComponent")
public record EliminationCost(long[] steps) {

  /** Copies the steps. */
  public EliminationCost {
    steps = steps.clone();
  }

  /** Eliminates a graph in the given order and counts. */
  public static EliminationCost of(ComputationalGraph graph, EliminationOrder order) {
    EliminationState state = new EliminationState(graph);
    long[] steps = new long[order.length()];
    for (int step = 0; step < steps.length; step++) {
      steps[step] = state.multiplications(order.vertex(step));
      state.eliminate(order.vertex(step));
    }
    return new EliminationCost(steps);
  }

  /** Returns the multiplications of each elimination, in order. */
  @Override
  public long[] steps() {
    return steps.clone();
  }

  /** Returns the multiplications of the whole order. */
  public long multiplications() {
    return Arrays.stream(steps).reduce(0, Math::addExact);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EliminationCost cost && Arrays.equals(steps, cost.steps);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(steps);
  }

  @Override
  public String toString() {
    return multiplications() + " multiplications in steps " + Arrays.toString(steps);
  }
}
