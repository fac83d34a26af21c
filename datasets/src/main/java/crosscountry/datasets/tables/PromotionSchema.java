package crosscountry.datasets.tables;

import static crosscountry.datasets.tables.Column.nullable;
import static crosscountry.datasets.tables.Column.required;

import java.time.Instant;
import java.util.List;

/** The columns of the table of promotions; {@link PromotionRow} says what they mean. */
final class PromotionSchema {

  private static final Column<PromotionRow, Long> DECISION =
      required("decision", ScalarType.LONG, PromotionRow::decision);
  private static final Column<PromotionRow, Instant> DECIDED_AT =
      required("decided_at", ScalarType.TIMESTAMP, PromotionRow::decidedAt);
  private static final Column<PromotionRow, String> OUTCOME =
      required("outcome", ScalarType.TEXT, row -> row.outcome().text());
  private static final Column<PromotionRow, String> REASON =
      required("reason", ScalarType.TEXT, PromotionRow::reason);
  private static final Column<PromotionRow, String> RUN_ID =
      required("run_id", ScalarType.TEXT, row -> row.candidate().runId());
  private static final Column<PromotionRow, Long> VERSION =
      required("version", ScalarType.LONG, row -> row.candidate().version());
  private static final Column<PromotionRow, String> PREVIOUS_RUN_ID =
      nullable(
          "previous_run_id",
          ScalarType.TEXT,
          row -> row.previous() == null ? null : row.previous().runId());
  private static final Column<PromotionRow, Long> PREVIOUS_VERSION =
      nullable(
          "previous_version",
          ScalarType.LONG,
          row -> row.previous() == null ? null : row.previous().version());
  private static final Column<PromotionRow, String> PROMOTED_RUN_ID =
      required("promoted_run_id", ScalarType.TEXT, row -> row.promoted().runId());
  private static final Column<PromotionRow, Long> PROMOTED_VERSION =
      required("promoted_version", ScalarType.LONG, row -> row.promoted().version());
  private static final Column<PromotionRow, String> COST_MODEL =
      required("cost_model", ScalarType.TEXT, PromotionRow::costModel);
  private static final Column<PromotionRow, Long> SEED =
      required("seed", ScalarType.LONG, PromotionRow::seed);
  private static final Column<PromotionRow, Double> TOLERANCE =
      required("tolerance", ScalarType.REAL, PromotionRow::tolerance);
  private static final Column<PromotionRow, Double> QUALITY =
      nullable("quality", ScalarType.REAL, row -> row.qualities().candidate());
  private static final Column<PromotionRow, Double> PREVIOUS_QUALITY =
      nullable("previous_quality", ScalarType.REAL, row -> row.qualities().previous());
  private static final Column<PromotionRow, Double> HOLD_OUT_QUALITY =
      nullable("hold_out_quality", ScalarType.REAL, row -> row.qualities().candidateOnHoldOut());
  private static final Column<PromotionRow, Double> PREVIOUS_HOLD_OUT_QUALITY =
      nullable(
          "previous_hold_out_quality", ScalarType.REAL, row -> row.qualities().previousOnHoldOut());
  private static final Column<PromotionRow, List<String>> GRAPHS =
      required("graphs", ListType.of(ScalarType.TEXT), row -> row.graphs().names());
  private static final Column<PromotionRow, List<String>> FINGERPRINTS =
      required("fingerprints", ListType.of(ScalarType.TEXT), row -> row.graphs().fingerprints());
  private static final Column<PromotionRow, Longs> MULTIPLICATIONS =
      required("multiplications", ListType.LONGS, row -> row.graphs().candidate());
  private static final Column<PromotionRow, Longs> PREVIOUS_MULTIPLICATIONS =
      required("previous_multiplications", ListType.LONGS, row -> row.graphs().previous());
  private static final Column<PromotionRow, Longs> BEST_BEFORE =
      required("best_before", ListType.LONGS, PromotionRow::bestBefore);
  private static final Column<PromotionRow, Longs> BEST_AFTER =
      required("best_after", ListType.LONGS, row -> row.graphs().best());
  private static final Column<PromotionRow, List<String>> HOLD_OUT =
      required("hold_out", ListType.of(ScalarType.TEXT), row -> row.holdOut().names());
  private static final Column<PromotionRow, List<String>> HOLD_OUT_FINGERPRINTS =
      required(
          "hold_out_fingerprints",
          ListType.of(ScalarType.TEXT),
          row -> row.holdOut().fingerprints());
  private static final Column<PromotionRow, Longs> HOLD_OUT_MULTIPLICATIONS =
      required("hold_out_multiplications", ListType.LONGS, row -> row.holdOut().candidate());
  private static final Column<PromotionRow, Longs> PREVIOUS_HOLD_OUT_MULTIPLICATIONS =
      required(
          "previous_hold_out_multiplications", ListType.LONGS, row -> row.holdOut().previous());
  private static final Column<PromotionRow, Longs> HOLD_OUT_BEST =
      required("hold_out_best", ListType.LONGS, row -> row.holdOut().best());
  private static final Column<PromotionRow, String> SOFTWARE =
      required("software", ScalarType.TEXT, PromotionRow::software);

  /** The schema. */
  static final TableSchema<PromotionRow> SCHEMA =
      new TableSchema<>(
          "promotions",
          1,
          List.of(
              DECISION,
              DECIDED_AT,
              OUTCOME,
              REASON,
              RUN_ID,
              VERSION,
              PREVIOUS_RUN_ID,
              PREVIOUS_VERSION,
              PROMOTED_RUN_ID,
              PROMOTED_VERSION,
              COST_MODEL,
              SEED,
              TOLERANCE,
              QUALITY,
              PREVIOUS_QUALITY,
              HOLD_OUT_QUALITY,
              PREVIOUS_HOLD_OUT_QUALITY,
              GRAPHS,
              FINGERPRINTS,
              MULTIPLICATIONS,
              PREVIOUS_MULTIPLICATIONS,
              BEST_BEFORE,
              BEST_AFTER,
              HOLD_OUT,
              HOLD_OUT_FINGERPRINTS,
              HOLD_OUT_MULTIPLICATIONS,
              PREVIOUS_HOLD_OUT_MULTIPLICATIONS,
              HOLD_OUT_BEST,
              SOFTWARE),
          PromotionSchema::row);

  private PromotionSchema() {}

  private static PromotionRow row(Cells<PromotionRow> cells) {
    return new PromotionRow(
        cells.get(DECISION),
        cells.get(DECIDED_AT),
        PromotionRow.Outcome.ofText(cells.get(OUTCOME)),
        cells.get(REASON),
        new CheckpointId(cells.get(RUN_ID), cells.get(VERSION)),
        previous(cells),
        new CheckpointId(cells.get(PROMOTED_RUN_ID), cells.get(PROMOTED_VERSION)),
        cells.get(COST_MODEL),
        cells.get(SEED),
        cells.get(TOLERANCE),
        new PromotionRow.Qualities(
            cells.get(QUALITY),
            cells.get(PREVIOUS_QUALITY),
            cells.get(HOLD_OUT_QUALITY),
            cells.get(PREVIOUS_HOLD_OUT_QUALITY)),
        new PromotionRow.Counts(
            cells.get(GRAPHS),
            cells.get(FINGERPRINTS),
            cells.get(MULTIPLICATIONS),
            cells.get(PREVIOUS_MULTIPLICATIONS),
            cells.get(BEST_AFTER)),
        cells.get(BEST_BEFORE),
        new PromotionRow.Counts(
            cells.get(HOLD_OUT),
            cells.get(HOLD_OUT_FINGERPRINTS),
            cells.get(HOLD_OUT_MULTIPLICATIONS),
            cells.get(PREVIOUS_HOLD_OUT_MULTIPLICATIONS),
            cells.get(HOLD_OUT_BEST)),
        cells.get(SOFTWARE));
  }

  private static CheckpointId previous(Cells<PromotionRow> cells) {
    String runId = cells.get(PREVIOUS_RUN_ID);
    Long version = cells.get(PREVIOUS_VERSION);
    return runId == null || version == null ? null : new CheckpointId(runId, version);
  }
}
