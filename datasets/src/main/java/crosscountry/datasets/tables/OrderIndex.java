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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
   * Returns the heads of each file, in no order of the files, but within a file in that of its
   * rows. The stream is parallel and reads a file when it comes to it.
   *
   * @param filter what is left out, unread where possible
   * @param wanted tells of the heads that pass the filter which to keep; called by several threads
   * @throws WarehouseException when the stream is used, if a file is not damaged but cannot be
   *     reached
   */
  public Stream<List<OrderHead>> heads(OrderFilter filter, Predicate<? super OrderHead> wanted) {
    return table.keys().parallelStream()
        .filter(key -> !damaged.contains(key))
        .map(key -> heads(key, filter, wanted));
  }

  private List<OrderHead> heads(
      FileKey key, OrderFilter filter, Predicate<? super OrderHead> wanted) {
    List<PoisonedRow> poisoned = new ArrayList<>();
    Predicate<OrderHead> sound = head -> isSound(head, poisoned);
    List<OrderHead> heads;
    try {
      heads = new OrderHeadReader(key, filter, sound.and(wanted)).read(folder, file(key));
    } catch (IOException | RuntimeException | FSError fault) {
      poisoned.clear();
      heads =
          headsOfRows(key, poisoned).stream().filter(filter).filter(sound).filter(wanted).toList();
    }
    tell(key, poisoned);
    return heads;
  }

  private boolean isSound(OrderHead head, List<PoisonedRow> poisoned) {
    Optional<String> fault = headCheck.fault(head);
    fault.ifPresent(words -> poisoned.add(new PoisonedRow(head.number(), words)));
    return fault.isEmpty();
  }

  private synchronized void tell(FileKey key, List<PoisonedRow> poisoned) {
    quarantine.take(table, key, poisoned);
  }

  private List<OrderHead> headsOfRows(FileKey key, List<PoisonedRow> poisoned) {
    List<ReadRow<OrderRow>> rows = load(key);
    List<OrderHead> heads = new ArrayList<>();
    for (int number = 0; number < rows.size(); number++) {
      OrderRow row = rows.get(number).row();
      if (row == null) {
        poisoned.add(new PoisonedRow(number, usable.fault(rows.get(number)).orElseThrow()));
      } else {
        heads.add(OrderHead.of(key, number, row));
      }
    }
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
