package crosscountry.datasets.tables;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The table of checkpoints: one file per run and version of the network. */
public final class CheckpointTable {

  private final Table<CheckpointRow> table;

  CheckpointTable(Table<CheckpointRow> table) {
    this.table = table;
  }

  /** Returns the folder that holds the table's files, for other readers. */
  public URI location() {
    return table.location();
  }

  /** Returns the table with its rows and keys, as the other tables are. */
  public Table<CheckpointRow> table() {
    return table;
  }

  /**
   * Publishes a checkpoint, unless its run has a sound one of this version.
   *
   * <p>A run that resumed from an older version, because this one was damaged, reaches this version
   * again; the damaged file is then moved into the warehouse's hidden folder {@code .damaged}.
   *
   * @return whether it was published
   * @throws WarehouseException if the file cannot be written; nothing is visible then
   */
  public boolean append(CheckpointRow row) {
    FileKey key = keyOf(row);
    if (table.append(key, List.of(row))) {
      return true;
    }
    if (isSound(key)) {
      return false;
    }
    table.setAside(StoredAppend.alone(key));
    return table.append(key, List.of(row));
  }

  private static FileKey keyOf(CheckpointRow row) {
    return new CheckpointId(row.runId(), row.version()).key();
  }

  /**
   * Tells whether a checkpoint could be gone on from.
   *
   * @throws WarehouseException if it is not damaged but cannot be reached
   */
  boolean isSound(FileKey key) {
    try {
      sound(key);
      return true;
    } catch (DamagedFileException damaged) {
      return false;
    }
  }

  /** Returns the checkpoint of a file, which must be the one that the file's name tells. */
  private CheckpointRow sound(FileKey key) {
    List<CheckpointRow> rows = table.read(key);
    if (rows.isEmpty()) {
      throw table.damaged(key, "it holds no checkpoint");
    }
    CheckpointRow row = rows.get(rows.size() - 1);
    if (!isOf(row, key)) {
      throw table.damaged(
          key, "it holds version %d of run %s".formatted(row.version(), row.runId()));
    }
    return row;
  }

  // What is written in the row may be no key at all.
  private static boolean isOf(CheckpointRow row, FileKey key) {
    try {
      return keyOf(row).equals(key);
    } catch (IllegalArgumentException foreign) {
      return false;
    }
  }

  /**
   * Returns the newest checkpoint of a run that can be read, and what had to be skipped for it.
   *
   * @param runId the run's id
   * @throws WarehouseException if the newest is not damaged but cannot be reached: going on from an
   *     older one would throw work away for nothing
   */
  public RestoredCheckpoint latest(String runId) {
    List<String> skipped = new ArrayList<>();
    List<FileKey> keys = new ArrayList<>(table.keys(FileKey.ofRun(runId)));
    keys.sort(Comparator.reverseOrder());
    for (FileKey key : keys) {
      try {
        return new RestoredCheckpoint(Optional.of(sound(key)), skipped);
      } catch (DamagedFileException damaged) {
        skipped.add(damaged.getMessage());
      }
    }
    return new RestoredCheckpoint(Optional.empty(), skipped);
  }

  /**
   * Returns the checkpoint of one version of a run, or empty if there is none.
   *
   * @param runId the run's id
   * @param version the version of the network, from 0
   * @throws WarehouseException if it is there, but is damaged or cannot be reached
   */
  public Optional<CheckpointRow> find(String runId, long version) {
    FileKey key = FileKey.ofRun(runId).version(version);
    return table.keys(key).contains(key) ? Optional.of(sound(key)) : Optional.empty();
  }
}
