package crosscountry.datasets.tables;

import java.util.Comparator;

/**
 * What orders compete on: those of graphs that merely share a name, or that are counted otherwise,
 * do not.
 *
 * @param graph the graph's name
 * @param fingerprint of the graph's traced program
 * @param costModel the name of the rules by which multiplications are counted
 */
public record OrderSubject(String graph, String fingerprint, String costModel)
    implements Comparable<OrderSubject> {

  private static final Comparator<OrderSubject> BY_NAME =
      Comparator.comparing(OrderSubject::graph)
          .thenComparing(OrderSubject::fingerprint)
          .thenComparing(OrderSubject::costModel);

  /** Returns what an order competes on. */
  public static OrderSubject of(OrderHead head) {
    return new OrderSubject(head.graph(), head.graphFingerprint(), head.costModel());
  }

  // A record's own methods cost more than all the rest of a query, which asks a million times.
  @Override
  public boolean equals(Object other) {
    return other instanceof OrderSubject subject
        && graph.equals(subject.graph)
        && fingerprint.equals(subject.fingerprint)
        && costModel.equals(subject.costModel);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * graph.hashCode() + fingerprint.hashCode()) + costModel.hashCode();
  }

  @Override
  public int compareTo(OrderSubject other) {
    return BY_NAME.compare(this, other);
  }
}
