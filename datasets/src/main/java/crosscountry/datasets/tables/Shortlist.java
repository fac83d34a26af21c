package crosscountry.datasets.tables;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The cheapest so many of the orders that it was shown; of equal ones the oldest. */
public final class Shortlist {

  /** By append and row in the end, so that the choice never depends on who read faster. */
  private static final Comparator<OrderHead> CHEAPEST_THEN_OLDEST =
      Comparator.comparingLong(OrderHead::multiplications)
          .thenComparing(OrderHead::discoveredAt)
          .thenComparing(OrderHead::append)
          .thenComparingLong(OrderHead::number);

  private final int capacity;
  private final PriorityQueue<OrderHead> worstFirst =
      new PriorityQueue<>(CHEAPEST_THEN_OLDEST.reversed());
  private List<OrderHead> sorted;

  /** Creates an empty list for so many orders, at least one. */
  Shortlist(int capacity) {
    this.capacity = capacity;
  }

  /** Tells whether an order is among the cheapest so far. */
  boolean hasRoomFor(OrderHead head) {
    if (worstFirst.size() < capacity) {
      return true;
    }
    OrderHead worst = worstFirst.peek();
    return head.multiplications() <= worst.multiplications()
        && CHEAPEST_THEN_OLDEST.compare(head, worst) < 0;
  }

  /** Takes an order that it has room for. */
  void add(OrderHead head) {
    sorted = null;
    if (worstFirst.size() == capacity) {
      worstFirst.poll();
    }
    worstFirst.add(head);
  }

  /** Takes what is on another list, as far as it has room. */
  void addAll(Shortlist other) {
    other.worstFirst.stream().filter(this::hasRoomFor).forEach(this::add);
  }

  /** Tells whether there may be orders that it was shown but has no room for. */
  public boolean isFull() {
    return worstFirst.size() == capacity;
  }

  /** Returns the orders, the cheapest first. */
  public List<OrderHead> cheapestFirst() {
    if (sorted == null) {
      sorted = worstFirst.stream().sorted(CHEAPEST_THEN_OLDEST).toList();
    }
    return sorted;
  }
}
