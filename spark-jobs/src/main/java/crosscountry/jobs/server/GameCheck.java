package crosscountry.jobs.server;

import crosscountry.datasets.tables.RowCheck;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.graph.ComputationalGraph;
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
    return CountingRules.fault(CountingRules.label(row.costModel()), graph.costModel())
        .or(() -> ThoughtCheck.orderFault(graph.game().graph(), row))
        .or(() -> openingFault(graph.game(), row))
        .or(() -> replayFault(graph.game().graph(), row));
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
      Optional<String> fault = ThoughtCheck.stepFault(state, row, step);
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
}
