package crosscountry.datasets.tables;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.filter2.predicate.Operators.BinaryColumn;
import org.apache.parquet.io.api.Binary;

/**
 * Which orders a query is about. What is empty says nothing.
 *
 * @param graphs names of graphs
 * @param fingerprint how the graph's fingerprint begins, in lower case
 * @param costModels names of the rules by which multiplications are counted
 * @param methods what found the order
 * @param runs the runs that found it
 * @param since the earliest time of discovery, or null
 * @param verification what is asked of whether the order is verified
 */
public record OrderFilter(
    Set<String> graphs,
    String fingerprint,
    Set<String> costModels,
    Set<String> methods,
    Set<String> runs,
    Instant since,
    Verification verification)
    implements Predicate<OrderHead> {

  /** Every order. */
  public static final OrderFilter ALL =
      new OrderFilter(Set.of(), "", Set.of(), Set.of(), Set.of(), null, Verification.ANY);

  /** The first text after all that are made of hexadecimal digits. */
  private static final String PAST_HEXADECIMAL = "g";

  /** Copies the sets. */
  public OrderFilter {
    graphs = Set.copyOf(graphs);
    costModels = Set.copyOf(costModels);
    methods = Set.copyOf(methods);
    runs = Set.copyOf(runs);
  }

  // A column that nothing is asked of is not even decoded.
  @Override
  public boolean test(OrderHead head) {
    return (graphs.isEmpty() || graphs.contains(head.graph()))
        && (fingerprint.isEmpty() || head.graphFingerprint().startsWith(fingerprint))
        && (costModels.isEmpty() || costModels.contains(head.costModel()))
        && (methods.isEmpty() || methods.contains(head.method()))
        && (runs.isEmpty() || runs.contains(head.runId()))
        && (since == null || !head.discoveredAt().isBefore(since))
        && verification.isMetBy(head);
  }

  /**
   * Returns a condition that every order of this filter meets, by which Parquet passes over parts
   * of files without reading them; empty if there is none.
   */
  Optional<FilterPredicate> pushedDown() {
    List<FilterPredicate> conditions = new ArrayList<>();
    among(OrderSchema.GRAPH, graphs).ifPresent(conditions::add);
    among(OrderSchema.COST_MODEL, costModels).ifPresent(conditions::add);
    among(OrderSchema.METHOD, methods).ifPresent(conditions::add);
    among(OrderSchema.RUN_ID, runs).ifPresent(conditions::add);
    if (!fingerprint.isEmpty()) {
      BinaryColumn column = FilterApi.binaryColumn(OrderSchema.GRAPH_FINGERPRINT.name());
      conditions.add(FilterApi.gtEq(column, Binary.fromString(fingerprint)));
      conditions.add(FilterApi.lt(column, Binary.fromString(fingerprint + PAST_HEXADECIMAL)));
    }
    if (since != null) {
      conditions.add(
          FilterApi.gtEq(
              FilterApi.longColumn(OrderSchema.DISCOVERED_AT.name()), Micros.ofInstant(since)));
    }
    if (verification == Verification.PASSED) {
      conditions.add(FilterApi.eq(FilterApi.booleanColumn(OrderSchema.VERIFIED.name()), true));
    }
    return conditions.stream().reduce(FilterApi::and);
  }

  private static Optional<FilterPredicate> among(
      Column<OrderRow, String> column, Set<String> wanted) {
    return wanted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            FilterApi.in(
                FilterApi.binaryColumn(column.name()),
                wanted.stream().map(Binary::fromString).collect(Collectors.toSet())));
  }
}
