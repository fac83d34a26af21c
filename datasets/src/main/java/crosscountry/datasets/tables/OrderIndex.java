package crosscountry.datasets.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;

/**
 * The table of orders for queries: what they choose by is read first, and rows only of what they
 * chose, with all cores of this machine.
 *
 * <p>As {@link UsableRows}, it leaves out files that cannot be read and rows that are poisoned. But
 * it only finds what it comes by: damage in a column that it has not read yet, and poison in a row
 * that was not asked for, stay undetected until a row of that file is asked for.
 */
public final class OrderIndex {

  private final WarehouseFolder folder;
  private final Table<OrderRow> table;
  private final UsableRows<OrderRow> usable;
  private final RowCheck<? super OrderHead> headCheck;
  private final Quarantine quarantine;
  private final Set<FileKey> damaged = ConcurrentHashMap.newKeySet();

  OrderIndex(
      WarehouseFolder folder,
      Table<OrderRow> table,
      RowCheck<? super OrderRow> check,
      RowCheck<? super OrderHead> headCheck,
      Quarantine quarantine) {
    this.folder = folder;
    this.table = table;
    this.usable = table.usable(check, quarantine);
    this.headCheck = headCheck;
    this.quarantine = quarantine;
  }

  /**
   * Returns the heads of the cheapest orders of each graph and cost model.
   *
   * @param filter what is left out, unread where possible
   * @param wanted tells of the heads that pass the filter which to take; called by several threads
   * @param capacity how many of each graph and cost model, at least one
   * @throws WarehouseException if a file is not damaged but cannot be reached
   */
  public Shortlists cheapest(
      OrderFilter filter, Predicate<? super OrderHead> wanted, int capacity) {
    return table.keys().parallelStream()
        .filter(key -> !damaged.contains(key))
        .map(key -> cheapest(key, filter.and(wanted), filter, capacity))
        .collect(() -> new Shortlists(capacity), Shortlists::addAll, Shortlists::addAll);
  }

  private Shortlists cheapest(
      FileKey key, Predicate<OrderHead> wanted, OrderFilter filter, int capacity) {
    Shortlists lists =
        scanned(
            key,
            filter,
            () -> new Shortlists(capacity),
            (heads, head) -> {
              if (wanted.test(head)) {
                heads.show(head, headCheck);
              }
            });
    tell(key, lists.poisoned());
    return lists;
  }

  /**
   * Returns the names that stand in the table.
   *
   * @throws WarehouseException if a file is not damaged but cannot be reached
   */
  public OrderNames names() {
    return table.keys().parallelStream()
        .map(key -> scanned(key, OrderFilter.ALL, OrderNames::new, OrderNames::add))
        .collect(OrderNames::new, OrderNames::addAll, OrderNames::addAll);
  }

  private <T> T scanned(
      FileKey key, OrderFilter filter, Supplier<T> empty, BiConsumer<T, OrderHead> action) {
    T result = empty.get();
    try {
      new OrderHeadReader(key, filter).read(folder, file(key), head -> action.accept(result, head));
      return result;
    } catch (IOException | RuntimeException | FSError fault) {
      T again = empty.get();
      headsOfRows(key).forEach(head -> action.accept(again, head));
      return again;
    }
  }

  private synchronized void tell(FileKey key, List<PoisonedRow> poisoned) {
    quarantine.take(table, key, poisoned);
  }

  private List<OrderHead> headsOfRows(FileKey key) {
    List<ReadRow<OrderRow>> rows = load(key);
    List<OrderHead> heads = new ArrayList<>();
    List<PoisonedRow> poisoned = new ArrayList<>();
    for (int number = 0; number < rows.size(); number++) {
      OrderRow row = rows.get(number).row();
      if (row == null) {
        poisoned.add(new PoisonedRow(number, usable.fault(rows.get(number)).orElseThrow()));
      } else {
        heads.add(KeptHead.of(key, number, row));
      }
    }
    tell(key, poisoned);
    return heads;
  }

  /**
   * Returns the rows of those heads whose rows can be used; the others are missing.
   *
   * @throws WarehouseException if a file is not damaged but cannot be reached
   */
  public Map<OrderHead, OrderRow> rows(Collection<OrderHead> heads) {
    Map<FileKey, List<OrderHead>> byFile =
        heads.stream()
            .sorted(Comparator.comparingLong(OrderHead::number))
            .collect(Collectors.groupingBy(OrderHead::file, TreeMap::new, Collectors.toList()));
    Map<OrderHead, OrderRow> rows = new HashMap<>();
    byFile.entrySet().parallelStream()
        .map(
            file ->
                new Chosen(file.getKey(), file.getValue(), read(file.getKey(), file.getValue())))
        .toList()
        .forEach(chosen -> rows.putAll(usable(chosen)));
    return rows;
  }

  /** Heads of a file and what became of their rows, in the same order; none if it is damaged. */
  private record Chosen(FileKey file, List<OrderHead> heads, List<ReadRow<OrderRow>> rows) {}

  private List<ReadRow<OrderRow>> read(FileKey key, List<OrderHead> heads) {
    if (damaged.contains(key)) {
      return List.of();
    }
    try {
      return readOnly(key, heads);
    } catch (IOException | RuntimeException | FSError fault) {
      List<ReadRow<OrderRow>> all = load(key);
      return all.isEmpty()
          ? all
          : heads.stream().map(head -> all.get(Math.toIntExact(head.number()))).toList();
    }
  }

  private List<ReadRow<OrderRow>> readOnly(FileKey key, List<OrderHead> heads) throws IOException {
    RowNumbers numbers = new RowNumbers(heads.stream().map(OrderHead::number).toList());
    InputFile input = HadoopInputFile.fromPath(file(key), folder.configuration());
    List<ReadRow<OrderRow>> rows = new ArrayList<>();
    try (ParquetReader<ReadRow<OrderRow>> reader =
        new ReaderSettings<>(input, OrderSchema.SCHEMA)
            .withFilter(FilterCompat.get(numbers))
            .build()) {
      for (ReadRow<OrderRow> row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private Path file(FileKey key) {
    return folder.file(table.name(), key);
  }

  // Whole files are read by who can tell damage from what passes by.
  private synchronized List<ReadRow<OrderRow>> load(FileKey key) {
    Optional<List<ReadRow<OrderRow>>> rows = usable.load(key);
    if (rows.isEmpty()) {
      damaged.add(key);
    }
    return rows.orElse(List.of());
  }

  private Map<OrderHead, OrderRow> usable(Chosen chosen) {
    Map<OrderHead, OrderRow> rows = new HashMap<>();
    List<PoisonedRow> poisoned = new ArrayList<>();
    for (int index = 0; index < chosen.rows().size(); index++) {
      OrderHead head = chosen.heads().get(index);
      ReadRow<OrderRow> read = chosen.rows().get(index);
      Optional<String> fault = usable.fault(read);
      if (fault.isPresent()) {
        poisoned.add(new PoisonedRow(head.number(), fault.get()));
      } else {
        rows.put(head, read.row());
      }
    }
    tell(chosen.file(), poisoned);
    return rows;
  }
}
