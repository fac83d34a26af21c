package crosscountry.jobs.query;

import crosscountry.datasets.tables.OrderHead;
import java.util.Comparator;

/**
 * What orders compete on: those of graphs that merely share a name, or that are counted otherwise,
 * do not.
 *
 * @param graph the graph's name
 * @param fingerprint of the graph's traced program
 * @param costModel the name of the rules by which multiplications are counted
 */
record OrderSubject(String graph, String fingerprint, String costModel)
    implements Comparable<OrderSubject> {

  private static final Comparator<OrderSubject> BY_NAME =
      Comparator.comparing(OrderSubject::graph)
          .thenComparing(OrderSubject::fingerprint)
          .thenComparing(OrderSubject::costModel);

  static OrderSubject of(OrderHead head) {
    return new OrderSubject(head.graph(), head.graphFingerprint(), head.costModel());
  }

  @Override
  public int compareTo(OrderSubject other) {
    return BY_NAME.compare(this, other);
  }
}
