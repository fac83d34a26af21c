package crosscountry.jobs.server;

import crosscountry.datasets.tables.Baselines;
import crosscountry.datasets.tables.Ints;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.environment.accumulation.OrderVerification;
import crosscountry.environment.elimination.EliminationOrder;
import java.time.Instant;

/** Makes rows of the orders that a run finds, after an independent replay has proven them. */
public final class OrderRows {

  private final RunIdentity identity;

  /** Prepares the rows of one run. */
  public OrderRows(RunIdentity identity) {
    this.identity = identity;
  }

  /**
   * Returns the row of an order that was found by playing, or goes back to one that was.
   *
   * @param multiplications what the order takes, as counted by what found it
   * @param method what found it
   * @param wave the wave of self-play that found it, or null
   * @param version the version of the network that it goes back to, or null
   * @throws IllegalStateException if the replay counts otherwise
   */
  public OrderRow of(
      RunGraph graph,
      EliminationOrder order,
      long multiplications,
      String method,
      Integer wave,
      Long version) {
    return row(graph, order, multiplications, graph.lowerBound(), method, wave, version);
  }

  /**
   * Returns the row of an order that was found without playing.
   *
   * @param multiplications what the order takes, as counted by what found it
   * @param lowerBound multiplications that every order takes, the graph's bound or more
   * @param method what found it
   * @throws IllegalStateException if the replay counts otherwise
   */
  public OrderRow ofSearch(
      RunGraph graph,
      EliminationOrder order,
      long multiplications,
      long lowerBound,
      String method) {
    return row(graph, order, multiplications, lowerBound, method, null, null);
  }

  private OrderRow row(
      RunGraph graph,
      EliminationOrder order,
      long multiplications,
      long lowerBound,
      String method,
      Integer wave,
      Long version) {
    OrderVerification verification = graph.verifier().verify(order);
    if (verification.multiplications() != multiplications) {
      throw new IllegalStateException(
          "an order of %s was found at %d multiplications, but its replay takes %d"
              .formatted(graph.name(), multiplications, verification.multiplications()));
    }
    return new OrderRow(
        graph.name(),
        graph.fingerprint(),
        graph.costModel().label(),
        Ints.of(order.equations()),
        multiplications,
        new Baselines(graph.forward(), graph.reverse(), graph.markowitz(), lowerBound),
        multiplications == lowerBound,
        method,
        identity.runId(),
        wave,
        version,
        identity.seed(),
        Instant.now(),
        verification.confirms(multiplications),
        identity.software());
  }
}
