package crosscountry.jobs.query;

import crosscountry.datasets.tables.OrderHead;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The cheapest so many of the orders that it was shown; of equal ones the oldest. */
final class Shortlist {

  /** By file and row in the end, so that the choice never depends on who read faster. */
  private static final Comparator<OrderHead> CHEAPEST_THEN_OLDEST =
      Comparator.comparingLong(OrderHead::multiplications)
          .thenComparing(OrderHead::discoveredAt)
          .thenComparing(OrderHead::file)
          .thenComparingLong(OrderHead::number);

  private final int capacity;
  private final PriorityQueue<OrderHead> worstFirst =
      new PriorityQueue<>(CHEAPEST_THEN_OLDEST.reversed());
  private List<OrderHead> sorted;

  /** Creates an empty list for so many orders, at least one. */
  Shortlist(int capacity) {
    this.capacity = capacity;
  }

  /** Takes an order, if it is among the cheapest so far. */
  void show(OrderHead head) {
    sorted = null;
    if (worstFirst.size() < capacity) {
      worstFirst.add(head);
    } else if (CHEAPEST_THEN_OLDEST.compare(head, worstFirst.peek()) < 0) {
      worstFirst.poll();
      worstFirst.add(head);
    }
  }

  /** Takes what is on another list. */
  void showAll(Shortlist other) {
    other.worstFirst.forEach(this::show);
  }

  /** Tells whether there may be orders that it was shown but has no room for. */
  boolean isFull() {
    return worstFirst.size() == capacity;
  }

  /** Returns the orders, the cheapest first. */
  List<OrderHead> cheapestFirst() {
    if (sorted == null) {
      sorted = worstFirst.stream().sorted(CHEAPEST_THEN_OLDEST).toList();
    }
    return sorted;
  }
}
