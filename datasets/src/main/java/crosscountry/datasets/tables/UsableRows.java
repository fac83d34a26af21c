package crosscountry.datasets.tables;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A table as those see it who go on with what can be used of it: files that cannot be read and rows
 * that are poisoned are left out, and the quarantine is told of each.
 *
 * <p>A file that is damaged anywhere is left out whole, as it was appended whole.
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
    table.keys().stream().filter(files).forEach(key -> scanFile(key, action));
  }

  /**
   * Hands the rows that can be used of one file to an action, without listing the others.
   *
   * @param key exactly the file's key
   * @return the number of its rows that were poisoned; empty if it cannot be read or is gone
   * @throws WarehouseException if the file is not damaged but cannot be reached
   */
  public OptionalInt scanFile(FileKey key, Consumer<? super R> action) {
    Optional<List<ReadRow<R>>> rows = load(key);
    return rows.isPresent()
        ? OptionalInt.of(scanRows(key, rows.get(), action))
        : OptionalInt.empty();
  }

  /**
   * Returns where the files are that can be read to the end, by key, for other readers; these will
   * meet poisoned rows in them.
   *
   * @throws WarehouseException if a file is not damaged but cannot be reached
   */
  public List<URI> files() {
    return table.keys().stream().filter(key -> load(key).isPresent()).map(table::location).toList();
  }

  private int scanRows(FileKey key, List<ReadRow<R>> rows, Consumer<? super R> action) {
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
    quarantine.take(table, key, poisoned);
    usable.forEach(action);
    return poisoned.size();
  }

  /** Returns why a row cannot be used; empty if it can. */
  Optional<String> fault(ReadRow<R> read) {
    return read.row() == null
        ? Optional.of(Diagnosis.firstLine(read.fault()))
        : check.fault(read.row());
  }

  /** Returns all rows of a file; empty if it cannot be read. */
  Optional<List<ReadRow<R>>> load(FileKey key) {
    List<ReadRow<R>> rows = new ArrayList<>();
    try (RowReader<R> reader = table.reader(key)) {
      for (ReadRow<R> read = reader.read(); read != null; read = reader.read()) {
        rows.add(read);
      }
      return Optional.of(rows);
    } catch (DamagedFileException damaged) {
      quarantine.take(table, key, damaged);
      return Optional.empty();
    } catch (WarehouseException unreachable) {
      if (table.holds(key)) {
        throw unreachable;
      }
      // Another process has set it aside since the files were listed.
      return Optional.empty();
    }
  }
}
