package crosscountry.datasets.tables;

import static crosscountry.datasets.tables.Column.required;

import java.time.Instant;
import java.util.List;
import org.apache.parquet.io.ParquetDecodingException;

/** The columns of the table of checkpoints; {@link CheckpointRow} says what they mean. */
final class CheckpointSchema {

  private static final Column<CheckpointRow, String> RUN_ID =
      required("run_id", ScalarType.TEXT, CheckpointRow::runId);
  private static final Column<CheckpointRow, Long> VERSION =
      required("version", ScalarType.LONG, CheckpointRow::version);
  private static final Column<CheckpointRow, Instant> CREATED_AT =
      required("created_at", ScalarType.TIMESTAMP, CheckpointRow::createdAt);
  private static final Column<CheckpointRow, String> CONFIGURATION =
      required("configuration", ScalarType.TEXT, CheckpointRow::configuration);
  private static final Column<CheckpointRow, String> BLUEPRINT =
      required("blueprint", ScalarType.TEXT, CheckpointRow::blueprint);
  private static final Column<CheckpointRow, Floats> PARAMETERS =
      required("parameters", ListType.FLOATS, CheckpointRow::parameters);
  private static final Column<CheckpointRow, Floats> UPDATER_STATE =
      required("updater_state", ListType.FLOATS, CheckpointRow::updaterState);
  private static final Column<CheckpointRow, String> COUNTERS =
      required("counters", ScalarType.TEXT, CheckpointRow::counters);
  private static final Column<CheckpointRow, Bytes> RANDOM_STATE =
      required("random_state", ScalarType.BYTES, CheckpointRow::randomState);
  private static final Column<CheckpointRow, Bytes> REPLAY =
      required("replay", ScalarType.BYTES, CheckpointRow::replay);
  private static final Column<CheckpointRow, String> SOFTWARE =
      required("software", ScalarType.TEXT, CheckpointRow::software);
  private static final Column<CheckpointRow, String> SHA256 =
      required("sha256", ScalarType.TEXT, CheckpointRow::sha256);

  /** The schema. */
  static final TableSchema<CheckpointRow> SCHEMA =
      new TableSchema<>(
          "checkpoints",
          1,
          List.of(
              RUN_ID,
              VERSION,
              CREATED_AT,
              CONFIGURATION,
              BLUEPRINT,
              PARAMETERS,
              UPDATER_STATE,
              COUNTERS,
              RANDOM_STATE,
              REPLAY,
              SOFTWARE,
              SHA256),
          CheckpointSchema::row);

  private CheckpointSchema() {}

  private static CheckpointRow row(Cells<CheckpointRow> cells) {
    CheckpointRow row =
        new CheckpointRow(
            cells.get(RUN_ID),
            cells.get(VERSION),
            cells.get(CREATED_AT),
            cells.get(CONFIGURATION),
            cells.get(BLUEPRINT),
            cells.get(PARAMETERS),
            cells.get(UPDATER_STATE),
            cells.get(COUNTERS),
            cells.get(RANDOM_STATE),
            cells.get(REPLAY),
            cells.get(SOFTWARE));
    if (!row.sha256().equals(cells.get(SHA256))) {
      throw new ParquetDecodingException("its content does not match its sha256");
    }
    return row;
  }
}
