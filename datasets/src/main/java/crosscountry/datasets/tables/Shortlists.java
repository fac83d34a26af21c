package crosscountry.datasets.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The cheapest orders of each graph and cost model, among those that were shown. */
public final class Shortlists {

  private final int capacity;
  private final Map<OrderSubject, Shortlist> before;
  private final Map<OrderSubject, Shortlist> lists = new HashMap<>();
  private final Map<FileKey, List<PoisonedRow>> poisoned = new TreeMap<>();

  /**
   * Creates empty lists.
   *
   * @param capacity how many orders of each graph and cost model there is room for, at least one
   */
  public Shortlists(int capacity) {
    this(capacity, Map.of());
  }

  private Shortlists(int capacity, Map<OrderSubject, Shortlist> before) {
    this.capacity = capacity;
    this.before = before;
  }

  /** Returns empty lists for orders that these still have room for, and for no others. */
  Shortlists beside() {
    return new Shortlists(capacity, lists);
  }

  /** Takes an order, if it is among the cheapest so far and can be true. */
  void show(OrderHead head, RowCheck<? super OrderHead> check) {
    OrderSubject subject = OrderSubject.of(head);
    Shortlist earlier = before.get(subject);
    if (earlier != null && !earlier.hasRoomFor(head)) {
      return;
    }
    Shortlist list = list(subject);
    if (list.hasRoomFor(head)) {
      Optional<String> fault = check.fault(head);
      if (fault.isPresent()) {
        poisoned
            .computeIfAbsent(head.append(), absent -> new ArrayList<>())
            .add(new PoisonedRow(head.number(), fault.get()));
      } else {
        list.add(KeptHead.of(head));
      }
    }
  }

  /** Returns what could not be true although it was cheap, by append. */
  Map<FileKey, List<PoisonedRow>> poisoned() {
    return poisoned;
  }

  /** Takes what is on other lists. */
  public void addAll(Shortlists others) {
    others.lists.forEach((subject, other) -> list(subject).addAll(other));
  }

  private Shortlist list(OrderSubject subject) {
    return lists.computeIfAbsent(subject, absent -> new Shortlist(capacity));
  }

  /** Returns the lists by the names of what orders compete on. */
  public SortedMap<OrderSubject, Shortlist> bySubject() {
    return new TreeMap<>(lists);
  }
}
