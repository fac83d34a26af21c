package crosscountry.jobs.server;

import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.RowCheck;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import java.util.Map;
import java.util.Optional;

/**
 * Tells orders that a run can go on from: those that a replay counts as their rows say. Orders of
 * graphs that are none of the run's are not looked at.
 */
final class ReplayedOrderCheck implements RowCheck<OrderRow> {

  private final Map<String, RunGraph> graphs;

  /**
   * Creates a check.
   *
   * @param graphs the run's graphs, by fingerprint
   */
  ReplayedOrderCheck(Map<String, RunGraph> graphs) {
    this.graphs = Map.copyOf(graphs);
  }

  @Override
  public Optional<String> fault(OrderRow row) {
    RunGraph graph = graphs.get(row.graphFingerprint());
    return graph == null
        ? Optional.empty()
        : CountingRules.fault(row.costModel(), graph.costModel())
            .or(() -> OrderCheck.orderFault(graph.game().graph(), row.order()))
            .or(() -> countFault(graph, row));
  }

  private static Optional<String> countFault(RunGraph graph, OrderRow row) {
    EliminationOrder order =
        EliminationOrder.ofEquations(graph.game().graph(), row.order().toArray());
    long replayed = EliminationCost.of(graph.game().graph(), order).multiplications();
    return replayed == row.multiplications()
        ? Optional.empty()
        : Optional.of(
            "it says %d multiplications, but a replay takes %d"
                .formatted(row.multiplications(), replayed));
  }
}
