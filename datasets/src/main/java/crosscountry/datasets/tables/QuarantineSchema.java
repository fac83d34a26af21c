package crosscountry.datasets.tables;

import static crosscountry.datasets.tables.Column.required;

import java.time.Instant;
import java.util.List;

/** The columns of the quarantine; {@link QuarantineRow} says what they mean. */
final class QuarantineSchema {

  private static final Column<QuarantineRow, String> TABLE =
      required("table_name", ScalarType.TEXT, QuarantineRow::table);
  private static final Column<QuarantineRow, String> FILE =
      required("file_key", ScalarType.TEXT, QuarantineRow::file);
  private static final Column<QuarantineRow, Long> ROW =
      required("row_number", ScalarType.LONG, QuarantineRow::row);
  private static final Column<QuarantineRow, String> REASON =
      required("reason", ScalarType.TEXT, QuarantineRow::reason);
  private static final Column<QuarantineRow, Instant> FOUND_AT =
      required("found_at", ScalarType.TIMESTAMP, QuarantineRow::foundAt);

  /** The schema; the name hides the folder from who lists the tables. */
  static final TableSchema<QuarantineRow> SCHEMA =
      new TableSchema<>(
          ".quarantine", 1, List.of(TABLE, FILE, ROW, REASON, FOUND_AT), QuarantineSchema::row);

  private QuarantineSchema() {}

  private static QuarantineRow row(Cells<QuarantineRow> cells) {
    return new QuarantineRow(
        cells.get(TABLE), cells.get(FILE), cells.get(ROW), cells.get(REASON), cells.get(FOUND_AT));
  }
}
