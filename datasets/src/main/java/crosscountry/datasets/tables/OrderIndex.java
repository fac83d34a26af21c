package crosscountry.datasets.tables;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

  /**
   * In how many parts files are read at a time. Each core is to have one, but the more there are,
   * the fewer files lie before one in its part, from which it is known what is cheap: of the few
   * hundred files of a large table this leaves each part some ten, and keeps 32 cores busy.
   */
  private static final int MOST_BATCHES = 32;

  private final WarehouseFolder folder;
  private final Table<OrderRow> table;
  private final UsableRows<OrderRow> usable;
  private final RowCheck<? super OrderHead> headCheck;
  private final WholeAppends whole;

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
    this.whole = new WholeAppends(table, usable, quarantine);
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
    Predicate<OrderHead> passing = filter.and(wanted);
    return undisturbed(
        () ->
            batches(List.copyOf(files())).parallelStream()
                .map(batch -> cheapestOfBatch(batch, passing, filter, capacity))
                .collect(() -> new Shortlists(capacity), Shortlists::addAll, Shortlists::addAll));
  }

  /** Parts a list into some of about the same size, the same ones on every machine. */
  private static <T> List<List<T>> batches(List<T> all) {
    return IntStream.range(0, MOST_BATCHES)
        .mapToObj(
            part ->
                all.subList(
                    part * all.size() / MOST_BATCHES, (part + 1) * all.size() / MOST_BATCHES))
        .filter(batch -> !batch.isEmpty())
        .toList();
  }

  // What is not among the cheapest of the files before is neither looked at nor kept.
  private Shortlists cheapestOfBatch(
      List<List<StoredAppend>> batch,
      Predicate<OrderHead> wanted,
      OrderFilter filter,
      int capacity) {
    Shortlists all = new Shortlists(capacity);
    batch.forEach(file -> all.addAll(cheapest(file, wanted, filter, all)));
    return all;
  }

  private Shortlists cheapest(
      List<StoredAppend> file, Predicate<OrderHead> wanted, OrderFilter filter, Shortlists before) {
    Shortlists lists =
        scanned(
            file,
            filter,
            before::beside,
            (heads, head) -> {
              if (wanted.test(head)) {
                heads.show(head, headCheck);
              }
            });
    file.forEach(place -> whole.tell(place, lists.poisoned().getOrDefault(place.key(), List.of())));
    return lists;
  }

  /**
   * Returns the names that stand in the table.
   *
   * @throws WarehouseException if a file is not damaged but cannot be reached
   */
  public OrderNames names() {
    return undisturbed(
        () ->
            files().parallelStream()
                .map(file -> scanned(file, OrderFilter.ALL, OrderNames::new, OrderNames::add))
                .collect(OrderNames::new, OrderNames::addAll, OrderNames::addAll));
  }

  /** Asks again if files were compacted meanwhile. */
  private <T> T undisturbed(Supplier<T> query) {
    try {
      return Look.undisturbed(
          () -> {
            try {
              return Optional.of(query.get());
            } catch (UncheckedIOException moved) {
              throw moved.getCause();
            }
          });
    } catch (IOException restless) {
      throw Diagnosis.notReached(folder.folder(table.name()), restless);
    }
  }

  /** Returns which appends each file holds, by their first row. */
  private Collection<List<StoredAppend>> files() {
    return folder.appends(table.name()).values().stream()
        .filter(place -> !whole.isLeftOut(place.key()))
        .sorted(Comparator.comparingLong(StoredAppend::first))
        .collect(Collectors.groupingBy(StoredAppend::file, TreeMap::new, Collectors.toList()))
        .values();
  }

  private <T> T scanned(
      List<StoredAppend> file,
      OrderFilter filter,
      Supplier<T> empty,
      BiConsumer<T, OrderHead> action) {
    T result = empty.get();
    try {
      new OrderHeadReader(file, filter)
          .read(folder, path(file.get(0)), head -> action.accept(result, head));
      return result;
    } catch (FileNotFoundException notFound) {
      throw new UncheckedIOException(folder.vanished(path(file.get(0)), notFound));
    } catch (IOException | RuntimeException | FSError fault) {
      T again = empty.get();
      whole.readHeads(file, head -> action.accept(again, head));
      return again;
    }
  }

  /**
   * Returns the rows of those heads whose rows can be used; the others are missing.
   *
   * @throws WarehouseException if a file is not damaged but cannot be reached
   */
  public Map<OrderHead, OrderRow> rows(Collection<OrderHead> heads) {
    return undisturbed(
        () -> {
          Map<OrderHead, OrderRow> rows = new HashMap<>();
          parts(heads).parallelStream()
              .map(part -> new Chosen(part, read(part)))
              .toList()
              .forEach(chosen -> rows.putAll(usable(chosen)));
          return rows;
        });
  }

  /** A head, and where its row is. */
  private record Located(OrderHead head, StoredAppend place) {

    long row() {
      return place.first() + head.number();
    }
  }

  /** From where on a file has to be read to come by the rows of some heads. */
  private record Start(FileKey file, RowGroup group) {}

  /** Heads and what became of their rows, in the same order; none if they cannot be read. */
  private record Chosen(List<Located> heads, List<ReadRow<OrderRow>> rows) {}

  private Collection<List<Located>> parts(Collection<OrderHead> heads) {
    Map<FileKey, StoredAppend> places = folder.appends(table.name());
    return heads.stream()
        .filter(head -> !whole.isLeftOut(head.append()) && places.containsKey(head.append()))
        .map(head -> new Located(head, places.get(head.append())))
        .sorted(Comparator.comparingLong(Located::row))
        .collect(
            Collectors.groupingBy(
                located -> new Start(located.place().file(), located.place().group())))
        .values();
  }

  private List<ReadRow<OrderRow>> read(List<Located> heads) {
    try {
      return readOnly(heads);
    } catch (FileNotFoundException notFound) {
      throw new UncheckedIOException(folder.vanished(path(heads.get(0).place()), notFound));
    } catch (IOException | RuntimeException | FSError fault) {
      return readWithTheirAppends(heads);
    }
  }

  private List<ReadRow<OrderRow>> readWithTheirAppends(List<Located> heads) {
    Map<StoredAppend, List<Located>> byPlace =
        heads.stream()
            .collect(
                Collectors.groupingBy(Located::place, LinkedHashMap::new, Collectors.toList()));
    Map<Located, ReadRow<OrderRow>> rows = new HashMap<>();
    whole.read(
        byPlace.keySet(),
        (place, all) ->
            byPlace
                .get(place)
                .forEach(
                    located ->
                        rows.put(located, all.get(Math.toIntExact(located.head().number())))));
    return heads.stream().map(rows::get).collect(Collectors.toCollection(ArrayList::new));
  }

  private List<ReadRow<OrderRow>> readOnly(List<Located> heads) throws IOException {
    StoredAppend start = heads.get(0).place();
    RowNumbers numbers =
        new RowNumbers(
            heads.stream().map(located -> located.row() - start.group().first()).toList());
    InputFile input = HadoopInputFile.fromPath(path(start), folder.configuration());
    List<ReadRow<OrderRow>> rows = new ArrayList<>();
    try (ParquetReader<ReadRow<OrderRow>> reader =
        new ReaderSettings<>(input, OrderSchema.SCHEMA)
            .withFilter(FilterCompat.get(numbers))
            .withFileRange(start.group().offset(), Long.MAX_VALUE)
            .build()) {
      for (ReadRow<OrderRow> row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
        // What comes behind in a compacted file are appends of which nothing is asked.
        if (start.isCompacted() && rows.size() == heads.size()) {
          break;
        }
      }
    }
    return rows;
  }

  private Path path(StoredAppend place) {
    return folder.file(table.name(), place.file());
  }

  private Map<OrderHead, OrderRow> usable(Chosen chosen) {
    Map<OrderHead, OrderRow> rows = new HashMap<>();
    Map<StoredAppend, List<PoisonedRow>> poisoned = new HashMap<>();
    for (int index = 0; index < chosen.rows().size(); index++) {
      Located located = chosen.heads().get(index);
      ReadRow<OrderRow> read = chosen.rows().get(index);
      if (read == null) {
        continue;
      }
      Optional<String> fault = usable.fault(read);
      if (fault.isPresent()) {
        poisoned
            .computeIfAbsent(located.place(), absent -> new ArrayList<>())
            .add(new PoisonedRow(located.head().number(), fault.get()));
      } else {
        rows.put(located.head(), read.row());
      }
    }
    poisoned.forEach(whole::tell);
    return rows;
  }
}
