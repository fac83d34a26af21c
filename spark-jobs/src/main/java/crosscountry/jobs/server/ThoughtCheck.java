package crosscountry.jobs.server;

import crosscountry.datasets.tables.Floats;
import crosscountry.datasets.tables.Ints;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.graph.ComputationalGraph;
import java.util.Optional;

/**
 * What is wrong with a stored game apart from what it says that its steps cost: that its order is
 * none of its graph, or that its search considered what could not be played there.
 */
public final class ThoughtCheck {

  private ThoughtCheck() {}

  /**
   * Returns what is wrong with a game.
   *
   * @param graph the graph that it was played on
   */
  public static Optional<String> fault(ComputationalGraph graph, TrajectoryRow row) {
    return orderFault(graph, row).or(() -> thoughtFault(graph, row));
  }

  /** Returns what is wrong if the order is none of the graph, or thoughts are not one per step. */
  static Optional<String> orderFault(ComputationalGraph graph, TrajectoryRow row) {
    return OrderCheck.orderFault(graph, row.order()).or(() -> lengthFault(row));
  }

  private static Optional<String> lengthFault(TrajectoryRow row) {
    return row.moves().size() == row.order().length()
        ? Optional.empty()
        : Optional.of(
            "moves has %d entries, but order has %d"
                .formatted(row.moves().size(), row.order().length()));
  }

  private static Optional<String> thoughtFault(ComputationalGraph graph, TrajectoryRow row) {
    EliminationState state = new EliminationState(graph);
    for (int step = 0; step < row.order().length(); step++) {
      Optional<String> fault = stepFault(state, row, step);
      if (fault.isPresent()) {
        return fault;
      }
      state.eliminate(graph.vertexOf(row.order().get(step)));
    }
    return Optional.empty();
  }

  /**
   * Returns what is wrong with what the search thought at a step.
   *
   * @param state the position before the step
   */
  static Optional<String> stepFault(EliminationState state, TrajectoryRow row, int step) {
    if (!Float.isFinite(row.rootValues().get(step))) {
      return Optional.of("root_values[%d] is %s".formatted(step, row.rootValues().get(step)));
    }
    Ints moves = row.moves().get(step);
    Floats policy = row.policy().get(step);
    for (int entry = 0; entry < moves.length(); entry++) {
      if (!isPlayable(state, moves.get(entry))) {
        return Optional.of(
            "moves[%d] has equation %d, which cannot be eliminated there"
                .formatted(step, moves.get(entry)));
      }
      float weight = policy.get(entry);
      // Not a number is neither.
      if (!(weight >= 0 && weight <= Float.MAX_VALUE)) {
        return Optional.of("policy[%d] has a weight of %s".formatted(step, weight));
      }
    }
    return Optional.empty();
  }

  private static boolean isPlayable(EliminationState state, int equation) {
    ComputationalGraph graph = state.graph();
    return equation >= 1 && equation <= graph.equations() && state.isLive(graph.vertexOf(equation));
  }
}
