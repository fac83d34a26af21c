package crosscountry.datasets.tables;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;

/**
 * One table of a warehouse: a folder of Parquet files to which rows are only ever added.
 *
 * <p>A table may be read and appended to from any number of threads and processes at a time. An
 * append becomes visible whole and at once, in this reader and in any other, or not at all.
 *
 * @param <R> the Java type of a row
 */
public final class Table<R> {

  private final WarehouseFolder folder;
  private final TableSchema<R> schema;

  Table(WarehouseFolder folder, TableSchema<R> schema) {
    this.folder = folder;
    this.schema = schema;
  }

  /** Returns the table's name. */
  public String name() {
    return schema.table();
  }

  /** Returns the folder that holds the table's files, for other readers. */
  public URI location() {
    return folder.folder(name()).toUri();
  }

  /** Returns the names of the columns, in the order in which files have them. */
  public List<String> columns() {
    return schema.columnNames();
  }

  /** Tells whether anything was ever appended. */
  public boolean exists() {
    return folder.isThere(folder.folder(name()));
  }

  /**
   * Publishes rows as one file, unless there is one with this key: so work that is done a second
   * time, after a crash say, may be appended a second time. A write that fails is tried again a few
   * times, with growing pauses, where that may help.
   *
   * @param key what the rows are, from run, attempt, wave or version; never from a clock
   * @param rows the rows, of which none may be null
   * @return whether the file was published; false if the key was there, whose file stays as it is
   * @throws WarehouseException if the file cannot be written; nothing is visible then
   */
  public boolean append(FileKey key, List<R> rows) {
    Path target = folder.file(name(), key);
    try {
      List<R> copied = List.copyOf(rows);
      return folder.retries().run(target, new Publication(key, copied, target));
    } catch (IllegalArgumentException unfit) {
      throw Diagnosis.unfit(target, unfit);
    } catch (IOException | LinkageError fault) {
      throw Diagnosis.notWritten(target, fault);
    }
  }

  /** An append, which may be tried again. */
  private final class Publication implements WriteRetries.Write {

    private final FileKey key;
    private final List<R> rows;
    private final Path target;
    private boolean tried;

    Publication(FileKey key, List<R> rows, Path target) {
      this.key = key;
      this.rows = rows;
      this.target = target;
    }

    @Override
    public boolean run() throws IOException {
      if (isPublished(key)) {
        // An earlier try may have succeeded, and only its answer was lost.
        return tried;
      }
      tried = true;
      return publish(key, rows, target);
    }
  }

  // A file is removed only once a compacted one holds its rows, so asking in this order misses
  // none.
  private boolean isPublished(FileKey key) throws IOException {
    return folder.exists(folder.file(name(), key)) || folder.compacted(name(), key).isPresent();
  }

  private boolean publish(FileKey key, List<R> rows, Path target) throws IOException {
    try (StagedFile staged = folder.stage(name(), key)) {
      RowWriter.write(staged, schema, rows, folder.configuration());
      return folder.publish(staged, target);
    }
  }

  /**
   * Publishes rows as one file whose key must be new.
   *
   * @param key what the rows are, from run, attempt, wave or version; never from a clock
   * @param rows the rows, of which none may be null
   * @throws WarehouseException if there is a file with this key, or the file cannot be written
   */
  public void appendNew(FileKey key, List<R> rows) {
    if (!append(key, rows)) {
      throw new WarehouseException(
          "cannot write %s: it exists already and files are never replaced; use another run id"
              .formatted(folder.file(name(), key)));
    }
  }

  /** Tells whether there was an append with a key; asks again where that may help. */
  public boolean holds(FileKey key) {
    Path target = folder.file(name(), key);
    try {
      return folder.retries().run(target, () -> isPublished(key));
    } catch (IOException unreachable) {
      throw Diagnosis.notReached(target, unreachable);
    }
  }

  /** Returns the keys of all appends in ascending order; none if nothing was ever appended. */
  public List<FileKey> keys() {
    return List.copyOf(folder.appends(name()).keySet());
  }

  /** Returns the keys that are a prefix or a narrowing of it, in ascending order. */
  public List<FileKey> keys(FileKey prefix) {
    return keys().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  /**
   * Returns all rows, by key and then as they were appended.
   *
   * @throws WarehouseException if there is no such table, or one of its files cannot be read
   */
  public List<R> read() {
    List<R> rows = new ArrayList<>();
    scan(rows::add);
    return rows;
  }

  /**
   * Returns the rows of the appends whose key is a prefix or a narrowing of it; none if there is no
   * such file.
   *
   * @throws WarehouseException if there is no such table, or one of the files cannot be read
   */
  public List<R> read(FileKey prefix) {
    List<R> rows = new ArrayList<>();
    scan(prefix, rows::add);
    return rows;
  }

  /**
   * Hands all rows to an action one by one, so that a table larger than the memory can be read.
   *
   * @throws WarehouseException if there is no such table, or one of its files cannot be read
   */
  public void scan(Consumer<? super R> action) {
    scan(key -> true, action);
  }

  /**
   * Hands the rows of the appends whose key is a prefix or a narrowing of it to an action.
   *
   * @throws WarehouseException if there is no such table, or one of the files cannot be read
   */
  public void scan(FileKey prefix, Consumer<? super R> action) {
    scan(key -> key.startsWith(prefix), action);
  }

  private void scan(Predicate<FileKey> appends, Consumer<? super R> action) {
    requireExists();
    try (AppendReader<R> reader = reader()) {
      reader.keys().stream()
          .filter(appends)
          .forEach(key -> reader.read(key, RowReader::next, action));
    }
  }

  /**
   * Returns the table as those see it who go on with what can be used of it.
   *
   * @param check tells rows that can be used from poisoned ones
   * @param quarantine is told what was left out
   */
  public UsableRows<R> usable(RowCheck<? super R> check, Quarantine quarantine) {
    return new UsableRows<>(this, check, quarantine);
  }

  /** Returns where poisoned rows are entered. */
  Table<QuarantineRow> quarantine() {
    return new Table<>(folder, QuarantineSchema.SCHEMA);
  }

  /** Returns where the files are that hold the table's rows, for other readers. */
  public List<URI> files() {
    return folder.appends(name()).values().stream().map(this::location).distinct().toList();
  }

  /** Returns what other readers are to read. */
  public TableSources sources() {
    Listing listing = listing();
    TableSources sources = sources(listing);
    return sources.places().size() == listing.files().size()
        ? new TableSources(List.of(location()), sources.surplus(), sources.compacted())
        : sources;
  }

  /**
   * Lets another reader list the files that it is to read, again until these hold each row once: if
   * it lists the folder while one file takes the place of others, it may come by all of them.
   *
   * @param reader lists the files of what it is handed
   */
  public void list(Consumer<TableSources> reader) {
    TableSources now = sources();
    TableSources before;
    do {
      before = now;
      reader.accept(before);
      now = sources();
      // Of files that were named one by one it has come by no others.
    } while (before.places().contains(location()) && !now.equals(before));
  }

  /** Returns what other readers are to read if there are only some of the files. */
  TableSources sources(Listing listing) {
    Set<StoredAppend> counted = Set.copyOf(listing.places().values());
    Set<URI> files = new TreeSet<>();
    counted.forEach(place -> files.add(location(place)));
    List<SurplusRows> surplus = new ArrayList<>();
    Set<URI> compacted = new HashSet<>();
    for (Map<FileKey, StoredAppend> appends : new TreeMap<>(listing.compacted()).values()) {
      List<StoredAppend> held = List.copyOf(appends.values());
      URI file = location(held.get(0));
      compacted.add(file);
      if (files.contains(file)) {
        surplus.addAll(SurplusRows.of(file, held, counted));
      }
    }
    return new TableSources(List.copyOf(files), surplus, compacted);
  }

  /** Returns the table's files. */
  Listing listing() {
    return folder.listing(name());
  }

  /** Returns where the file is that holds the rows of an append. */
  URI location(StoredAppend place) {
    return folder.file(name(), place.file()).toUri();
  }

  /** Returns a reader of appends; it is to be closed. */
  AppendReader<R> reader() {
    return new AppendReader<>(folder, schema);
  }

  /** Returns a reader of appends that finds them where it is told; it is to be closed. */
  AppendReader<R> reader(NavigableMap<FileKey, StoredAppend> places) {
    return new AppendReader<>(folder, schema, places);
  }

  private void requireExists() {
    if (!exists()) {
      throw new WarehouseException(
          "cannot read %s: the warehouse has no table %s yet; check its location, or run train"
              .formatted(location(), name()));
    }
  }

  /** Returns the error of a file that can be read, but holds what it should not. */
  DamagedFileException damaged(FileKey key, String damage) {
    return Diagnosis.damaged(folder.file(name(), key), null, damage);
  }

  /**
   * Moves a file out of the table into the warehouse's hidden folder of damaged files. Of a
   * compacted one, the appends that can still be read get files of their own again. Nothing is done
   * where somebody else did it.
   *
   * @return where it is then, to be shown
   */
  String setAside(StoredAppend place) {
    Path file = folder.file(name(), place.file());
    try {
      if (place.isCompacted()) {
        new Salvage(folder, name()).of(place.file());
      }
      return folder.setAside(file).toString();
    } catch (IOException | FSError fault) {
      throw Diagnosis.notWritten(file, fault);
    }
  }
}
