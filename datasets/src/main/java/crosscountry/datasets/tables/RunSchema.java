package crosscountry.datasets.tables;

import static crosscountry.datasets.tables.Column.nullable;
import static crosscountry.datasets.tables.Column.required;

import java.time.Instant;
import java.util.List;

/** The columns of the table of runs; {@link RunRow} says what they mean. */
final class RunSchema {

  private static final Column<RunRow, String> RUN_ID =
      required("run_id", ScalarType.TEXT, RunRow::runId);
  private static final Column<RunRow, Integer> ATTEMPT =
      required("attempt", ScalarType.INT, RunRow::attempt);
  private static final Column<RunRow, Instant> STARTED_AT =
      required("started_at", ScalarType.TIMESTAMP, RunRow::startedAt);
  private static final Column<RunRow, Instant> ENDED_AT =
      nullable("ended_at", ScalarType.TIMESTAMP, RunRow::endedAt);
  private static final Column<RunRow, String> STATUS =
      required("status", ScalarType.TEXT, RunRow::status);
  private static final Column<RunRow, Integer> EXIT_CODE =
      nullable("exit_code", ScalarType.INT, RunRow::exitCode);
  private static final Column<RunRow, String> REASON =
      nullable("reason", ScalarType.TEXT, RunRow::reason);
  private static final Column<RunRow, String> CONFIGURATION =
      required("configuration", ScalarType.TEXT, RunRow::configuration);
  private static final Column<RunRow, List<String>> GRAPHS =
      required("graphs", ListType.of(ScalarType.TEXT), RunRow::graphs);
  private static final Column<RunRow, List<String>> FINGERPRINTS =
      required("fingerprints", ListType.of(ScalarType.TEXT), RunRow::fingerprints);
  private static final Column<RunRow, Long> SEED = required("seed", ScalarType.LONG, RunRow::seed);
  private static final Column<RunRow, String> SOFTWARE =
      required("software", ScalarType.TEXT, RunRow::software);
  private static final Column<RunRow, String> JAVA =
      required("java", ScalarType.TEXT, RunRow::java);
  private static final Column<RunRow, String> OS = required("os", ScalarType.TEXT, RunRow::os);
  private static final Column<RunRow, String> HARDWARE =
      required("hardware", ScalarType.TEXT, RunRow::hardware);

  /** The schema. */
  static final TableSchema<RunRow> SCHEMA =
      new TableSchema<>(
          "runs",
          1,
          List.of(
              RUN_ID,
              ATTEMPT,
              STARTED_AT,
              ENDED_AT,
              STATUS,
              EXIT_CODE,
              REASON,
              CONFIGURATION,
              GRAPHS,
              FINGERPRINTS,
              SEED,
              SOFTWARE,
              JAVA,
              OS,
              HARDWARE),
          RunSchema::row);

  private RunSchema() {}

  private static RunRow row(Cells<RunRow> cells) {
    return new RunRow(
        cells.get(RUN_ID),
        cells.get(ATTEMPT),
        cells.get(STARTED_AT),
        cells.get(ENDED_AT),
        cells.get(STATUS),
        cells.get(EXIT_CODE),
        cells.get(REASON),
        cells.get(CONFIGURATION),
        cells.get(GRAPHS),
        cells.get(FINGERPRINTS),
        cells.get(SEED),
        cells.get(SOFTWARE),
        cells.get(JAVA),
        cells.get(OS),
        cells.get(HARDWARE));
  }
}
