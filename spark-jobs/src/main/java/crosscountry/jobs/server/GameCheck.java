package crosscountry.jobs.server;

import crosscountry.datasets.tables.Floats;
import crosscountry.datasets.tables.Ints;
import crosscountry.datasets.tables.RowCheck;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.elimination.InvalidOrderException;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import java.util.Map;
import java.util.Optional;

/**
 * Tells games that can be learnt from: those that can be played again, step by step at the same
 * cost, and whose search considered what could be played. Games on graphs that are none of the
 * run's are not looked at.
 */
final class GameCheck implements RowCheck<TrajectoryRow> {

  private final Map<String, RunGraph> graphs;

  /**
   * Creates a check.
   *
   * @param graphs the run's graphs, by fingerprint
   */
  GameCheck(Map<String, RunGraph> graphs) {
    this.graphs = Map.copyOf(graphs);
  }

  @Override
  public Optional<String> fault(TrajectoryRow row) {
    RunGraph graph = graphs.get(row.graphFingerprint());
    if (graph == null) {
      return Optional.empty();
    }
    String model = row.costModel() == null ? CostModel.PRINCIPLE.label() : row.costModel();
    return CountingRules.fault(model, graph.costModel())
        .or(() -> orderFault(graph.game().graph(), row))
        .or(() -> openingFault(graph.game(), row))
        .or(() -> replayFault(graph.game().graph(), row));
  }

  private static Optional<String> orderFault(ComputationalGraph graph, TrajectoryRow row) {
    try {
      EliminationOrder.ofEquations(graph, row.order().toArray());
    } catch (InvalidOrderException fault) {
      return Optional.of(fault.getMessage());
    }
    return row.moves().size() == row.order().length()
        ? Optional.empty()
        : Optional.of(
            "moves has %d entries, but order has %d"
                .formatted(row.moves().size(), row.order().length()));
  }

  /** Positions are numbered from the end of the opening, so that another one would shift them. */
  private static Optional<String> openingFault(VertexGame game, TrajectoryRow row) {
    for (int step = 0; step < game.opening().count(); step++) {
      int expected = game.graph().equationOf(game.opening().vertex(step));
      if (row.order().get(step) != expected) {
        return Optional.of(
            "it plays equation %d at step %d, where its opening has %d"
                .formatted(row.order().get(step), step, expected));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> replayFault(ComputationalGraph graph, TrajectoryRow row) {
    EliminationState state = new EliminationState(graph);
    for (int step = 0; step < row.order().length(); step++) {
      Optional<String> fault = thoughtFault(state, row, step);
      if (fault.isPresent()) {
        return fault;
      }
      long replayed = state.eliminate(graph.vertexOf(row.order().get(step)));
      if (replayed != row.stepMultiplications().get(step)) {
        return Optional.of(
            "it says %d multiplications at step %d, but a replay takes %d"
                .formatted(row.stepMultiplications().get(step), step, replayed));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> thoughtFault(
      EliminationState state, TrajectoryRow row, int step) {
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
