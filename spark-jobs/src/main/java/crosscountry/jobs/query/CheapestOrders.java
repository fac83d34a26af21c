package crosscountry.jobs.query;

import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.OrderFilter;
import crosscountry.datasets.tables.OrderHead;
import crosscountry.datasets.tables.OrderIndex;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.Shortlist;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The cheapest orders of each graph and cost model.
 *
 * <p>They are chosen by their heads, and only then are their rows read. A row that turns out to be
 * poisoned makes room for the next cheapest, so the result is that of reading all rows first.
 */
public final class CheapestOrders {

  /** Further orders of each graph that are remembered from one pass over the table. */
  private static final int IN_RESERVE = 16;

  /** Where a row is. */
  private record Place(FileKey file, long number) {

    static Place of(OrderHead head) {
      return new Place(head.append(), head.number());
    }
  }

  private final OrderIndex index;
  private final OrderFilter filter;
  private final Predicate<OrderHead> wanted;
  private final int limit;
  private final Map<OrderHead, OrderRow> usable = new HashMap<>();
  private final Set<Place> unusable = new HashSet<>();

  private CheapestOrders(
      OrderIndex index, OrderFilter filter, Predicate<OrderHead> wanted, int limit) {
    this.index = index;
    this.filter = filter;
    this.wanted = wanted;
    this.limit = limit;
  }

  /**
   * Returns the cheapest orders of each graph and cost model, the cheapest first and of equal ones
   * the oldest; by the names of the graphs.
   *
   * @param filter which orders it is about
   * @param wanted tells of those that pass the filter which it is about; called by several threads
   * @param limit at most so many of each graph and cost model, at least one
   * @throws crosscountry.datasets.tables.WarehouseException if a file is not damaged but cannot be
   *     reached
   */
  public static List<OrderRow> select(
      OrderIndex index, OrderFilter filter, Predicate<OrderHead> wanted, int limit) {
    return new CheapestOrders(index, filter, wanted, limit).select();
  }

  private List<OrderRow> select() {
    int capacity = doubled(Math.max(limit, IN_RESERVE));
    Collection<Shortlist> shortlists = shortlists(capacity);
    while (isAnyShort(shortlists)) {
      capacity = doubled(capacity);
      shortlists = shortlists(capacity);
    }
    return shortlists.stream().flatMap(this::chosen).map(usable::get).toList();
  }

  private static int doubled(int capacity) {
    return capacity > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : 2 * capacity;
  }

  /** Tells whether there may be further orders where too few could be used. */
  private boolean isAnyShort(Collection<Shortlist> shortlists) {
    readRows(shortlists);
    return shortlists.stream()
        .anyMatch(shortlist -> shortlist.isFull() && chosen(shortlist).count() < limit);
  }

  private Collection<Shortlist> shortlists(int capacity) {
    // Heads are told apart by their places, of which there are few here and many in the table.
    Predicate<OrderHead> left = unusable.isEmpty() ? wanted : wanted.and(head -> !isUnusable(head));
    return index.cheapest(filter, left, capacity).bySubject().values();
  }

  /** Reads rows until each graph has enough that can be used, or no more on its list. */
  private void readRows(Collection<Shortlist> shortlists) {
    List<OrderHead> next = next(shortlists);
    while (!next.isEmpty()) {
      usable.putAll(index.rows(next));
      next.stream().filter(head -> !usable.containsKey(head)).map(Place::of).forEach(unusable::add);
      next = next(shortlists);
    }
  }

  // Where many were poisoned, more are likely to be: the next are read together.
  private List<OrderHead> next(Collection<Shortlist> shortlists) {
    List<OrderHead> next = new ArrayList<>();
    for (Shortlist shortlist : shortlists) {
      List<OrderHead> heads = shortlist.cheapestFirst();
      if (chosen(shortlist).count() < limit) {
        long poisoned = heads.stream().filter(this::isUnusable).count();
        heads.stream()
            .filter(head -> !isUnusable(head))
            .limit(limit + poisoned)
            .filter(head -> !usable.containsKey(head))
            .forEach(next::add);
      }
    }
    return next;
  }

  private boolean isUnusable(OrderHead head) {
    return unusable.contains(Place.of(head));
  }

  private Stream<OrderHead> chosen(Shortlist shortlist) {
    return shortlist.cheapestFirst().stream().filter(usable::containsKey).limit(limit);
  }
}
