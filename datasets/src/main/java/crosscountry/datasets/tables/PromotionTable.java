package crosscountry.datasets.tables;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The table of promotions: one file per decision, numbered without gaps. Which network is promoted
 * is what the decision of the greatest number says.
 *
 * <p>Of two processes that decide at a time, one publishes the next number. The other one finds it
 * taken and has to decide anew, by what is promoted then.
 */
public final class PromotionTable {

  private final Table<PromotionRow> table;

  PromotionTable(Table<PromotionRow> table) {
    this.table = table;
  }

  /** Returns the folder that holds the table's files, for other readers. */
  public URI location() {
    return table.location();
  }

  /** Returns the table with its rows and keys, as the other tables are. */
  public Table<PromotionRow> table() {
    return table;
  }

  /**
   * Publishes a decision, unless there is one with its number.
   *
   * @return whether it is the one that counts under its number
   * @throws WarehouseException if the file cannot be written or read back
   */
  public boolean append(PromotionRow row) {
    FileKey key = FileKey.ofDecision(row.decision());
    table.append(key, List.of(row));
    // After a try whose answer was lost, only the file itself can tell whose it is.
    return table.read(key).equals(List.of(row));
  }

  /**
   * Returns all decisions.
   *
   * @throws WarehouseException if one is not damaged but cannot be reached
   */
  public PromotionHistory history() {
    List<PromotionRow> rows = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    List<FileKey> keys = new ArrayList<>(table.keys());
    Collections.reverse(keys);
    for (FileKey key : keys) {
      try {
        rows.addAll(table.read(key));
      } catch (DamagedFileException damaged) {
        skipped.add(damaged.getMessage());
      }
    }
    return new PromotionHistory(
        rows, skipped, keys.stream().mapToLong(this::number).max().orElse(0) + 1);
  }

  private long number(FileKey key) {
    return key.decision()
        .orElseThrow(
            () ->
                new WarehouseException(
                    "cannot read %s/%s.parquet: its name is none of a decision; move it out of the folder"
                        .formatted(table.location(), key)));
  }
}
