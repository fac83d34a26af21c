package crosscountry.jobs.server;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.tables.Ints;
import crosscountry.datasets.tables.OrderHead;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.RowCheck;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.InvalidOrderException;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells orders that can be queried from poisoned ones: an order of a graph that comes with the
 * program must be one of its eliminable vertices, any other at least repeat none.
 *
 * <p>Nothing is counted again, so that a table of a million orders is still read in seconds.
 */
public final class OrderCheck implements RowCheck<OrderRow> {

  /** A graph by the rules of one cost model. */
  private record Subject(String fingerprint, String costModel) {}

  private static final Set<String> COST_MODELS =
      Arrays.stream(CostModel.values()).map(CostModel::label).collect(Collectors.toSet());

  private final Map<String, CatalogEntry> entries = new HashMap<>();
  private final Map<Subject, ComputationalGraph> graphs = new HashMap<>();

  /** Creates a check that knows the graphs that come with the program. */
  public OrderCheck() {
    for (CatalogEntry entry : Catalog.builtIn().entries()) {
      entries.put(entry.program().fingerprint(), entry);
    }
  }

  @Override
  public Optional<String> fault(OrderRow row) {
    return countFault(row.costModel(), row.multiplications(), row.baselines().lowerBound())
        .or(() -> orderFault(row));
  }

  /** Returns the part of this check for which the order itself is not needed. */
  public static RowCheck<OrderHead> ofHeads() {
    return head -> countFault(head.costModel(), head.multiplications(), head.lowerBound());
  }

  private static Optional<String> countFault(
      String costModel, long multiplications, long lowerBound) {
    if (!COST_MODELS.contains(costModel)) {
      return CountingRules.fault(costModel);
    }
    return multiplications >= lowerBound
        ? Optional.empty()
        : Optional.of(
            "it says %d multiplications, below its own lower bound of %d"
                .formatted(multiplications, lowerBound));
  }

  private Optional<String> orderFault(OrderRow row) {
    CatalogEntry entry = entries.get(row.graphFingerprint());
    return entry == null
        ? repetition(row.order().toArray())
        : orderFault(
            graphs.computeIfAbsent(subject(row), subject -> graph(entry, subject)), row.order());
  }

  private static Subject subject(OrderRow row) {
    return new Subject(row.graphFingerprint(), row.costModel());
  }

  private static ComputationalGraph graph(CatalogEntry entry, Subject subject) {
    return CostModel.labelled(subject.costModel()).orElseThrow().linearize(entry.program());
  }

  /** Returns what is wrong with an order of equations if it is none of a graph. */
  static Optional<String> orderFault(ComputationalGraph graph, Ints order) {
    try {
      EliminationOrder.ofEquations(graph, order.toArray());
      return Optional.empty();
    } catch (InvalidOrderException fault) {
      return Optional.of(fault.getMessage());
    }
  }

  private static Optional<String> repetition(int[] equations) {
    BitSet seen = new BitSet();
    for (int equation : equations) {
      if (equation < 1) {
        return Optional.of("its order names equation %d".formatted(equation));
      }
      if (seen.get(equation)) {
        return Optional.of("its order repeats equation %d".formatted(equation));
      }
      seen.set(equation);
    }
    return Optional.empty();
  }
}
