package crosscountry.datasets.tables;

import static crosscountry.datasets.tables.Column.required;

import java.time.Instant;
import java.util.List;

/** The columns of the table of bounds; {@link BoundRow} says what they mean. */
final class BoundSchema {

  private static final Column<BoundRow, String> RUN_ID =
      required("run_id", ScalarType.TEXT, BoundRow::runId);
  private static final Column<BoundRow, String> GRAPH =
      required("graph", ScalarType.TEXT, BoundRow::graph);
  private static final Column<BoundRow, String> GRAPH_FINGERPRINT =
      required("graph_fingerprint", ScalarType.TEXT, BoundRow::graphFingerprint);
  private static final Column<BoundRow, String> COST_MODEL =
      required("cost_model", ScalarType.TEXT, BoundRow::costModel);
  private static final Column<BoundRow, Long> LOWER_BOUND =
      required("lower_bound", ScalarType.LONG, BoundRow::lowerBound);
  private static final Column<BoundRow, Long> CUT_BOUND =
      required("cut_bound", ScalarType.LONG, BoundRow::cutBound);
  private static final Column<BoundRow, String> METHOD =
      required("method", ScalarType.TEXT, BoundRow::method);
  private static final Column<BoundRow, Integer> ROUNDS =
      required("rounds", ScalarType.INT, BoundRow::rounds);
  private static final Column<BoundRow, Double> SECONDS =
      required("seconds", ScalarType.REAL, BoundRow::seconds);
  private static final Column<BoundRow, Instant> PROVEN_AT =
      required("proven_at", ScalarType.TIMESTAMP, BoundRow::provenAt);
  private static final Column<BoundRow, String> SOFTWARE =
      required("software", ScalarType.TEXT, BoundRow::software);

  /** The schema. */
  static final TableSchema<BoundRow> SCHEMA =
      new TableSchema<>(
          "bounds",
          1,
          List.of(
              RUN_ID,
              GRAPH,
              GRAPH_FINGERPRINT,
              COST_MODEL,
              LOWER_BOUND,
              CUT_BOUND,
              METHOD,
              ROUNDS,
              SECONDS,
              PROVEN_AT,
              SOFTWARE),
          BoundSchema::row);

  private BoundSchema() {}

  private static BoundRow row(Cells<BoundRow> cells) {
    return new BoundRow(
        cells.get(RUN_ID),
        cells.get(GRAPH),
        cells.get(GRAPH_FINGERPRINT),
        cells.get(COST_MODEL),
        cells.get(LOWER_BOUND),
        cells.get(CUT_BOUND),
        cells.get(METHOD),
        cells.get(ROUNDS),
        cells.get(SECONDS),
        cells.get(PROVEN_AT),
        cells.get(SOFTWARE));
  }
}
