package crosscountry.datasets.tables;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads appends of a table, wherever their rows are, and goes on where they are moved meanwhile:
 * whoever compacts a table disturbs no reader. Appends that lie behind each other in one file are
 * read in one go.
 *
 * @param <R> the Java type of a row
 */
final class AppendReader<R> implements AutoCloseable {

  /** The part of a file that reading has to go through from its beginning. */
  private record Stretch(FileKey file, RowGroup group) {}

  private final WarehouseFolder folder;
  private final TableSchema<R> schema;
  private final Map<FileKey, RowReader<R>> open = new HashMap<>();
  private final Map<Stretch, DamagedFileException> damaged = new HashMap<>();
  private NavigableMap<FileKey, StoredAppend> listed;

  AppendReader(WarehouseFolder folder, TableSchema<R> schema) {
    this.folder = folder;
    this.schema = schema;
  }

  /** Creates a reader that has listed the appends already. */
  AppendReader(
      WarehouseFolder folder, TableSchema<R> schema, NavigableMap<FileKey, StoredAppend> listed) {
    this(folder, schema);
    this.listed = listed;
  }

  /**
   * Returns the keys of all appends, as they were when this was first asked, in ascending order.
   */
  List<FileKey> keys() {
    return List.copyOf(places().keySet());
  }

  private NavigableMap<FileKey, StoredAppend> places() {
    if (listed == null) {
      listed = folder.appends(schema.table());
    }
    return listed;
  }

  /** Returns where an append is, as far as is known: until files are listed, on its own. */
  StoredAppend place(FileKey key) {
    StoredAppend alone = StoredAppend.alone(key);
    return listed == null ? alone : listed.getOrDefault(key, alone);
  }

  /**
   * Hands what is made of each row of an append to an action.
   *
   * @param step reads the next row, and returns null after the last
   * @return false if there is no such append, or it was removed meanwhile
   * @throws WarehouseException if it cannot be read, or not further
   */
  <T> boolean read(FileKey key, Function<RowReader<R>, T> step, Consumer<? super T> action) {
    StoredAppend place = place(key);
    long taken = 0;
    while (true) {
      T row;
      try {
        row = step.apply(readerAt(place, taken));
      } catch (DamagedFileException damage) {
        leave(place);
        damaged.putIfAbsent(new Stretch(place.file(), place.group()), damage);
        throw damage;
      } catch (WarehouseException fault) {
        leave(place);
        Optional<StoredAppend> now = relocated(key);
        if (now.isEmpty()) {
          return false;
        }
        if (now.get().equals(place)) {
          throw fault;
        }
        place = now.get();
        continue;
      }
      if (row == null) {
        if (!place.isCompacted()) {
          leave(place);
        }
        return true;
      }
      taken++;
      action.accept(row);
    }
  }

  private RowReader<R> readerAt(StoredAppend place, long row) {
    RowReader<R> reader = open.get(place.file());
    if (reader == null) {
      requireSound(place);
      reader = new RowReader<>(folder, place.file(), schema);
      open.put(place.file(), reader);
    }
    reader.moveTo(place, row);
    return reader;
  }

  // Of a large stretch with a damaged page, each of many appends would find the damage anew.
  private void requireSound(StoredAppend place) {
    DamagedFileException damage =
        place.isCompacted() ? damaged.get(new Stretch(place.file(), place.group())) : null;
    if (damage != null && folder.isThere(folder.file(schema.table(), place.file()))) {
      throw damage;
    }
  }

  private Optional<StoredAppend> relocated(FileKey key) {
    listed = null;
    return Optional.ofNullable(places().get(key));
  }

  private void leave(StoredAppend place) {
    RowReader<R> reader = open.remove(place.file());
    if (reader != null) {
      reader.close();
    }
  }

  @Override
  public void close() {
    open.values().forEach(RowReader::close);
    open.clear();
  }
}
