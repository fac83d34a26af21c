package crosscountry.optimality;

import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import java.util.Optional;
import java.util.function.Consumer;

/** The best bound and the cheapest order so far. Shared by all threads. */
final class Standing {

  private final ComputationalGraph graph;
  private final Consumer<ProvenBound> raised;
  private long bound;
  private long cheapest = Long.MAX_VALUE;
  private EliminationOrder best;
  private int rounds;
  private boolean closed;

  Standing(ComputationalGraph graph, long bound, Consumer<ProvenBound> raised) {
    this.graph = graph;
    this.raised = raised;
    this.bound = bound;
  }

  /** Remembers an order if it is cheaper than all before. */
  synchronized void consider(EliminationOrder order) {
    long cost = EliminationCost.of(graph, order).multiplications();
    if (cost < cheapest) {
      cheapest = cost;
      best = order;
    }
  }

  /** Returns what the cheapest order costs. */
  synchronized long cheapest() {
    return cheapest;
  }

  /** Counts an integer program that was worked on. */
  synchronized void countRound() {
    rounds++;
  }

  /** Notes that no order costs less; a lower bound than the one before changes nothing. */
  synchronized void raise(long newBound) {
    if (newBound > bound && !closed) {
      bound = newBound;
      raised.accept(result());
    }
  }

  /** Leaves the bound as it is from now on, and tells nobody of another. */
  synchronized void close() {
    closed = true;
  }

  /** Tells whether the cheapest order costs no more than the bound. */
  synchronized boolean isTight() {
    return cheapest <= bound;
  }

  synchronized ProvenBound result() {
    return new ProvenBound(bound, isTight() ? Optional.of(best) : Optional.empty(), rounds);
  }
}
