package crosscountry.datasets.tables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A table as those see it who go on with what can be used of it: files that cannot be read and rows
 * that are poisoned are left out, and the quarantine is told of each.
 *
 * <p>An append that is damaged anywhere is left out whole, as it was appended whole.
 *
 * @param <R> the Java type of a row
 */
public final class UsableRows<R> {

  private final Table<R> table;
  private final RowCheck<? super R> check;
  private final Quarantine quarantine;

  UsableRows(Table<R> table, RowCheck<? super R> check, Quarantine quarantine) {
    this.table = table;
    this.check = check;
    this.quarantine = quarantine;
  }

  /**
   * Returns all rows that can be used, by key and then as they were appended; none if nothing was
   * ever appended.
   *
   * @throws WarehouseException if a file is not damaged but cannot be reached
   */
  public List<R> read() {
    List<R> rows = new ArrayList<>();
    scan(rows::add);
    return rows;
  }

  /**
   * Returns the rows that can be used of the files whose key is a prefix or a narrowing of it.
   *
   * @throws WarehouseException if a file is not damaged but cannot be reached
   */
  public List<R> read(FileKey prefix) {
    List<R> rows = new ArrayList<>();
    scan(key -> key.startsWith(prefix), rows::add);
    return rows;
  }

  /**
   * Hands all rows that can be used to an action, holding no more than one file at a time.
   *
   * @throws WarehouseException if a file is not damaged but cannot be reached
   */
  public void scan(Consumer<? super R> action) {
    scan(key -> true, action);
  }

  /**
   * Hands the rows that can be used of some of the files to an action, by key.
   *
   * @param files tells by the key which files to read
   * @throws WarehouseException if a file is not damaged but cannot be reached
   */
  public void scan(Predicate<FileKey> files, Consumer<? super R> action) {
    try (AppendReader<R> appends = table.reader()) {
      appends.keys().stream().filter(files).forEach(key -> scanFile(appends, key, action));
    }
  }

  /**
   * Hands the rows that can be used of one append to an action, without listing the others as long
   * as it has a file of its own.
   *
   * @param key exactly the key of the append
   * @return the number of its rows that were poisoned; empty if it cannot be read or is gone
   * @throws WarehouseException if its file is not damaged but cannot be reached
   */
  public OptionalInt scanFile(FileKey key, Consumer<? super R> action) {
    try (AppendReader<R> appends = table.reader()) {
      return scanFile(appends, key, action);
    }
  }

  private OptionalInt scanFile(AppendReader<R> appends, FileKey key, Consumer<? super R> action) {
    Optional<List<ReadRow<R>>> rows = load(appends, key);
    return rows.isPresent()
        ? OptionalInt.of(scanRows(appends.place(key), rows.get(), action))
        : OptionalInt.empty();
  }

  /**
   * Returns what other readers are to read of the files that can be read to the end; they will meet
   * poisoned rows in them. What a file holds that cannot be read is counted in another one that
   * holds it, too.
   *
   * @throws WarehouseException if a file is not damaged but cannot be reached
   */
  public TableSources sources() {
    Set<FileKey> damaged = new HashSet<>();
    Set<StoredAppend> sound = new HashSet<>();
    Listing readable = table.listing();
    // Where a file is left out or was replaced meanwhile, others count that were not read yet.
    while (!sound.containsAll(readable.places().values())) {
      examine(readable.places(), sound, damaged);
      readable = table.listing().without(damaged);
    }
    return table.sources(readable);
  }

  private void examine(
      NavigableMap<FileKey, StoredAppend> places, Set<StoredAppend> sound, Set<FileKey> damaged) {
    try (AppendReader<R> appends = table.reader(places)) {
      for (StoredAppend place : places.values()) {
        if (!sound.contains(place) && !damaged.contains(place.file())) {
          examine(appends, place.key(), sound, damaged);
        }
      }
    }
  }

  private void examine(
      AppendReader<R> appends, FileKey key, Set<StoredAppend> sound, Set<FileKey> damaged) {
    try {
      appends.read(key, RowReader::read, row -> {});
      sound.add(appends.place(key));
    } catch (DamagedFileException damage) {
      damaged.add(appends.place(key).file());
      quarantine.takeWhole(table, appends.place(key), damage);
    }
  }

  private int scanRows(StoredAppend place, List<ReadRow<R>> rows, Consumer<? super R> action) {
    List<R> usable = new ArrayList<>();
    List<PoisonedRow> poisoned = new ArrayList<>();
    for (int number = 0; number < rows.size(); number++) {
      Optional<String> fault = fault(rows.get(number));
      if (fault.isPresent()) {
        poisoned.add(new PoisonedRow(number, fault.get()));
      } else {
        usable.add(rows.get(number).row());
      }
    }
    quarantine.take(table, place, poisoned);
    usable.forEach(action);
    return poisoned.size();
  }

  /** Returns why a row cannot be used; empty if it can. */
  Optional<String> fault(ReadRow<R> read) {
    return read.row() == null
        ? Optional.of(Diagnosis.firstLine(read.fault()))
        : check.fault(read.row());
  }

  /** Returns all rows of an append; empty if it cannot be read, or was removed meanwhile. */
  Optional<List<ReadRow<R>>> load(AppendReader<R> appends, FileKey key) {
    List<ReadRow<R>> rows = new ArrayList<>();
    try {
      return appends.read(key, RowReader::read, rows::add) ? Optional.of(rows) : Optional.empty();
    } catch (DamagedFileException damaged) {
      quarantine.take(table, appends.place(key), damaged);
      return Optional.empty();
    }
  }
}
