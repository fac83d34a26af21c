package crosscountry.datasets.tables;

import static crosscountry.datasets.tables.Column.nullable;
import static crosscountry.datasets.tables.Column.required;

import java.util.List;

/** The columns of the table of trajectories; {@link TrajectoryRow} says what they mean. */
final class TrajectorySchema {

  private static final Column<TrajectoryRow, String> RUN_ID =
      required("run_id", ScalarType.TEXT, TrajectoryRow::runId);
  private static final Column<TrajectoryRow, Integer> WAVE =
      required("wave", ScalarType.INT, TrajectoryRow::wave);
  private static final Column<TrajectoryRow, Integer> PARTITION =
      required("partition", ScalarType.INT, TrajectoryRow::partition);
  private static final Column<TrajectoryRow, Integer> GAME =
      required("game", ScalarType.INT, TrajectoryRow::game);
  private static final Column<TrajectoryRow, String> GRAPH =
      required("graph", ScalarType.TEXT, TrajectoryRow::graph);
  private static final Column<TrajectoryRow, String> GRAPH_FINGERPRINT =
      required("graph_fingerprint", ScalarType.TEXT, TrajectoryRow::graphFingerprint);
  private static final Column<TrajectoryRow, Long> VERSION =
      required("version", ScalarType.LONG, TrajectoryRow::version);
  private static final Column<TrajectoryRow, Long> STALENESS =
      nullable("staleness", ScalarType.LONG, TrajectoryRow::staleness);
  private static final Column<TrajectoryRow, Long> SEED =
      required("seed", ScalarType.LONG, TrajectoryRow::seed);
  private static final Column<TrajectoryRow, Ints> ORDER =
      required("order", ListType.INTS, TrajectoryRow::order);
  private static final Column<TrajectoryRow, Longs> STEP_MULTIPLICATIONS =
      required("step_multiplications", ListType.LONGS, TrajectoryRow::stepMultiplications);
  private static final Column<TrajectoryRow, List<Ints>> MOVES =
      required("moves", ListType.of(ListType.INTS), TrajectoryRow::moves);
  private static final Column<TrajectoryRow, List<Floats>> POLICY =
      required("policy", ListType.of(ListType.FLOATS), TrajectoryRow::policy);
  private static final Column<TrajectoryRow, Floats> ROOT_VALUES =
      required("root_values", ListType.FLOATS, TrajectoryRow::rootValues);
  private static final Column<TrajectoryRow, String> COST_MODEL =
      nullable("cost_model", ScalarType.TEXT, TrajectoryRow::costModel);

  /** The schema. */
  static final TableSchema<TrajectoryRow> SCHEMA =
      new TableSchema<>(
          "trajectories",
          2,
          List.of(
              RUN_ID,
              WAVE,
              PARTITION,
              GAME,
              GRAPH,
              GRAPH_FINGERPRINT,
              VERSION,
              STALENESS,
              SEED,
              ORDER,
              STEP_MULTIPLICATIONS,
              MOVES,
              POLICY,
              ROOT_VALUES,
              COST_MODEL),
          TrajectorySchema::row);

  private TrajectorySchema() {}

  private static TrajectoryRow row(Cells<TrajectoryRow> cells) {
    return new TrajectoryRow(
        cells.get(RUN_ID),
        cells.get(WAVE),
        cells.get(PARTITION),
        cells.get(GAME),
        cells.get(GRAPH),
        cells.get(GRAPH_FINGERPRINT),
        cells.get(VERSION),
        cells.get(STALENESS),
        cells.get(SEED),
        cells.get(ORDER),
        cells.get(STEP_MULTIPLICATIONS),
        cells.get(MOVES),
        cells.get(POLICY),
        cells.get(ROOT_VALUES),
        cells.get(COST_MODEL));
  }
}
