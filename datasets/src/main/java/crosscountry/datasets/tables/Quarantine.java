package crosscountry.datasets.tables;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What happens to files and rows that cannot be used: each is told of once, in a sentence that
 * names the file, the row and what is wrong, and the rest is read.
 *
 * <p>Who only reads leaves them where they are. A run that writes to the warehouse anyway moves a
 * file that cannot be read into the hidden folder {@code .damaged}; a poisoned row stays, since
 * files are never changed, and is entered into the hidden table {@code .quarantine}.
 */
public final class Quarantine {

  /** A file that is poisoned all over is told of in a few sentences, not in thousands. */
  private static final int ROWS_TOLD = 5;

  private final Consumer<String> report;
  private final Custody custody;
  private final Set<String> told = new HashSet<>();

  private Quarantine(Consumer<String> report, Custody custody) {
    this.report = report;
    this.custody = custody;
  }

  /**
   * Returns the quarantine of one who only reads.
   *
   * @param report takes the sentences
   */
  public static Quarantine reporting(Consumer<String> report) {
    return new Quarantine(report, new LeftInPlace());
  }

  /**
   * Returns the quarantine of one who writes to the warehouse.
   *
   * @param report takes the sentences
   */
  public static Quarantine keeping(Consumer<String> report) {
    return new Quarantine(report, new SetApart());
  }

  /** Takes an append that cannot be read; others of its file may still be. */
  void take(Table<?> table, StoredAppend place, DamagedFileException damage) {
    take(table, place, damage, place.isCompacted() ? " where it cannot be read" : "");
  }

  /** Takes a file that cannot be read to its end, and of which nothing is used. */
  void takeWhole(Table<?> table, StoredAppend place, DamagedFileException damage) {
    take(table, place, damage, "");
  }

  private void take(
      Table<?> table, StoredAppend place, DamagedFileException damage, String extent) {
    // Known already, and perhaps moved.
    if (told.add(table.location(place).toString())) {
      report.accept(
          "%s is left out%s: %s; %s"
              .formatted(
                  table.location(place), extent, damage.damage(), custody.ofFile(table, place)));
    }
  }

  /** Takes the poisoned rows of an append that can be read; there may be none. */
  void take(Table<?> table, StoredAppend place, List<PoisonedRow> rows) {
    List<PoisonedRow> fresh =
        rows.stream()
            .filter(row -> told.add(table.name() + " " + place.key() + " " + row.number()))
            .toList();
    fresh.stream()
        .limit(ROWS_TOLD)
        .forEach(
            row ->
                report.accept(
                    "row %d of %s is left out: %s"
                        .formatted(
                            place.first() + row.number(), table.location(place), row.fault())));
    if (fresh.size() > ROWS_TOLD) {
      report.accept(
          "%d more rows of %s are left out"
              .formatted(fresh.size() - ROWS_TOLD, table.location(place)));
    }
    if (!fresh.isEmpty()) {
      custody.ofRows(table, place.key(), fresh).ifPresent(report);
    }
  }

  /** Where what cannot be used goes. */
  private interface Custody {

    /** Deals with a file and returns what became of it, as the end of a sentence. */
    String ofFile(Table<?> table, StoredAppend place);

    /** Deals with rows of an append, and returns a sentence if that failed. */
    Optional<String> ofRows(Table<?> table, FileKey key, List<PoisonedRow> rows);
  }

  private static final class LeftInPlace implements Custody {

    @Override
    public String ofFile(Table<?> table, StoredAppend place) {
      return "restore it from a copy, or move it out of the table's folder";
    }

    @Override
    public Optional<String> ofRows(Table<?> table, FileKey key, List<PoisonedRow> rows) {
      return Optional.empty();
    }
  }

  /** What cannot be set apart stays; that must not stop what can go on without it. */
  private static final class SetApart implements Custody {

    @Override
    public String ofFile(Table<?> table, StoredAppend place) {
      try {
        return "it was moved to " + table.setAside(place);
      } catch (WarehouseException denied) {
        return "it could not be moved away (%s)".formatted(denied.getMessage());
      }
    }

    @Override
    public Optional<String> ofRows(Table<?> table, FileKey key, List<PoisonedRow> rows) {
      Instant now = Instant.now();
      try {
        table
            .quarantine()
            .append(
                new FileKey(table.name() + "." + key),
                rows.stream()
                    .map(
                        row ->
                            new QuarantineRow(
                                table.name(), key.value(), row.number(), row.fault(), now))
                    .toList());
        return Optional.empty();
      } catch (WarehouseException | IllegalArgumentException denied) {
        return Optional.of("the rows are not in the quarantine: " + denied.getMessage());
      }
    }
  }
}
