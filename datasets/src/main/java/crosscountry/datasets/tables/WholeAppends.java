package crosscountry.datasets.tables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Reads whole appends of the table of orders, where a part of them could not be had: that way it
 * can be told damage from what passes by. Any number of threads may use it, one of which reads.
 */
final class WholeAppends {

  private final Table<OrderRow> table;
  private final UsableRows<OrderRow> usable;
  private final Quarantine quarantine;
  private final Set<FileKey> leftOut = ConcurrentHashMap.newKeySet();

  WholeAppends(Table<OrderRow> table, UsableRows<OrderRow> usable, Quarantine quarantine) {
    this.table = table;
    this.usable = usable;
    this.quarantine = quarantine;
  }

  /** Tells whether an append could not be read, or was gone when it was to be read. */
  boolean isLeftOut(FileKey append) {
    return leftOut.contains(append);
  }

  /**
   * Hands the rows of those appends that can be read to an action, in their order.
   *
   * @throws WarehouseException if a file is not damaged but cannot be reached
   */
  synchronized void read(
      Collection<StoredAppend> places,
      BiConsumer<? super StoredAppend, ? super List<ReadRow<OrderRow>>> action) {
    try (AppendReader<OrderRow> appends = table.reader()) {
      appends.keys();
      for (StoredAppend place : places) {
        if (!isLeftOut(place.key())) {
          Optional<List<ReadRow<OrderRow>>> rows = usable.load(appends, place.key());
          rows.ifPresentOrElse(read -> action.accept(place, read), () -> leftOut.add(place.key()));
        }
      }
    }
  }

  /**
   * Hands the heads of those rows that can be used to an action.
   *
   * @throws WarehouseException if a file is not damaged but cannot be reached
   */
  void readHeads(Collection<StoredAppend> places, Consumer<? super OrderHead> action) {
    read(
        places,
        (place, rows) -> {
          List<PoisonedRow> poisoned = new ArrayList<>();
          for (int number = 0; number < rows.size(); number++) {
            OrderRow row = rows.get(number).row();
            if (row == null) {
              poisoned.add(new PoisonedRow(number, usable.fault(rows.get(number)).orElseThrow()));
            } else {
              action.accept(KeptHead.of(place.key(), number, row));
            }
          }
          tell(place, poisoned);
        });
  }

  /** Tells the quarantine of rows that cannot be used. */
  synchronized void tell(StoredAppend place, List<PoisonedRow> poisoned) {
    quarantine.take(table, place, poisoned);
  }
}
