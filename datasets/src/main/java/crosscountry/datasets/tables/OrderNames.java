package crosscountry.datasets.tables;

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

  OrderNames() {
    this(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
  }

  void add(OrderHead head) {
    graphs.add(head.graph());
    fingerprints.add(head.graphFingerprint());
    methods.add(head.method());
    runs.add(head.runId());
  }

  void addAll(OrderNames others) {
    graphs.addAll(others.graphs);
    fingerprints.addAll(others.fingerprints);
    methods.addAll(others.methods);
    runs.addAll(others.runs);
  }
}
