package crosscountry.jobs.query;

import crosscountry.datasets.tables.OrderFilter;
import crosscountry.datasets.tables.OrderHead;
import crosscountry.datasets.tables.OrderIndex;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a query can ask the table of orders for.
 *
 * @param graphs names of the graphs that have orders
 * @param fingerprints fingerprints of their programs
 * @param methods what found orders
 * @param runs the runs that found them
 */
public record OrderNames(
    SortedSet<String> graphs,
    SortedSet<String> fingerprints,
    SortedSet<String> methods,
    SortedSet<String> runs) {

  private OrderNames() {
    this(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
  }

  /** Reads all names that stand in the table. */
  public static OrderNames in(OrderIndex index) {
    return index
        .heads(OrderFilter.ALL, head -> true)
        .collect(OrderNames::new, OrderNames::addAll, OrderNames::merge);
  }

  private void addAll(List<OrderHead> heads) {
    for (OrderHead head : heads) {
      graphs.add(head.graph());
      fingerprints.add(head.graphFingerprint());
      methods.add(head.method());
      runs.add(head.runId());
    }
  }

  private void merge(OrderNames other) {
    graphs.addAll(other.graphs);
    fingerprints.addAll(other.fingerprints);
    methods.addAll(other.methods);
    runs.addAll(other.runs);
  }
}
