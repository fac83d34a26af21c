package crosscountry.datasets.tables;

import static crosscountry.datasets.tables.Column.nullable;
import static crosscountry.datasets.tables.Column.required;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The columns of the table of metrics; {@link MetricRow} says what they mean. */
final class MetricSchema {

  private static final Column<MetricRow, String> RUN_ID =
      required("run_id", ScalarType.TEXT, MetricRow::runId);
  private static final Column<MetricRow, String> KIND =
      required("kind", ScalarType.TEXT, row -> row.kind().text());
  private static final Column<MetricRow, Integer> WAVE =
      nullable("wave", ScalarType.INT, MetricRow::wave);
  private static final Column<MetricRow, Long> VERSION =
      required("version", ScalarType.LONG, MetricRow::version);
  private static final Column<MetricRow, Long> STEP =
      nullable("step", ScalarType.LONG, MetricRow::step);
  private static final Column<MetricRow, Instant> RECORDED_AT =
      required("recorded_at", ScalarType.TIMESTAMP, MetricRow::recordedAt);
  private static final Column<MetricRow, Double> ELAPSED_SECONDS =
      required("elapsed_seconds", ScalarType.REAL, MetricRow::elapsedSeconds);
  private static final Column<MetricRow, String> GRAPH =
      nullable("graph", ScalarType.TEXT, MetricRow::graph);

  private static final Column<MetricRow, Long> GAMES =
      ofPlay("games", ScalarType.LONG, MetricRow.Play::games);
  private static final Column<MetricRow, Long> MOVES =
      ofPlay("moves", ScalarType.LONG, MetricRow.Play::moves);
  private static final Column<MetricRow, Long> EVALUATIONS =
      ofPlay("evaluations", ScalarType.LONG, MetricRow.Play::evaluations);
  private static final Column<MetricRow, Double> GAMES_PER_SECOND =
      ofPlay("games_per_second", ScalarType.REAL, MetricRow.Play::gamesPerSecond);
  private static final Column<MetricRow, Double> POSITIONS_PER_SECOND =
      ofPlay("positions_per_second", ScalarType.REAL, MetricRow.Play::positionsPerSecond);
  private static final Column<MetricRow, Double> STALENESS =
      ofPlay("staleness", ScalarType.REAL, MetricRow.Play::staleness);

  private static final Column<MetricRow, Double> POLICY_LOSS =
      ofLearning("policy_loss", ScalarType.REAL, MetricRow.Learning::policyLoss);
  private static final Column<MetricRow, Double> VALUE_LOSS =
      ofLearning("value_loss", ScalarType.REAL, MetricRow.Learning::valueLoss);
  private static final Column<MetricRow, Double> LOSS =
      ofLearning("loss", ScalarType.REAL, MetricRow.Learning::loss);
  private static final Column<MetricRow, Double> LEARNING_RATE =
      ofLearning("learning_rate", ScalarType.REAL, MetricRow.Learning::learningRate);
  private static final Column<MetricRow, Long> REPLAY_SIZE =
      ofLearning("replay_size", ScalarType.LONG, MetricRow.Learning::replaySize);

  private static final Column<MetricRow, Long> BEST_MULTIPLICATIONS =
      ofCosts("best_multiplications", ScalarType.LONG, MetricRow.Costs::best);
  private static final Column<MetricRow, Double> MEAN_MULTIPLICATIONS =
      ofCosts("mean_multiplications", ScalarType.REAL, MetricRow.Costs::mean);

  private static final Column<MetricRow, String> COST_MODEL =
      ofCosts("cost_model", ScalarType.TEXT, MetricRow.Costs::costModel);

  private static final Column<MetricRow, Double> BUSY_SHARE =
      ofPlay("busy_share", ScalarType.REAL, MetricRow.Play::busyShare);
  private static final Column<MetricRow, Long> EVALUATED_MULTIPLICATIONS =
      ofCosts("evaluated_multiplications", ScalarType.LONG, MetricRow.Costs::evaluated);

  private static final Column<MetricRow, Double> LEARNER_SHARE =
      ofLoad("learner_share", ScalarType.REAL, MetricRow.Load::learnerShare);
  private static final Column<MetricRow, Long> OWED_UPDATES =
      ofLoad("owed_updates", ScalarType.LONG, MetricRow.Load::owedUpdates);
  private static final Column<MetricRow, Double> RESULT_BYTES =
      ofLoad("result_bytes", ScalarType.REAL, MetricRow.Load::resultBytes);
  private static final Column<MetricRow, Long> SNAPSHOT_BYTES =
      ofLoad("snapshot_bytes", ScalarType.LONG, MetricRow.Load::snapshotBytes);
  private static final Column<MetricRow, String> EVENT =
      nullable("event", ScalarType.TEXT, MetricRow::event);

  /** The schema. */
  static final TableSchema<MetricRow> SCHEMA =
      new TableSchema<>(
          "metrics",
          4,
          List.of(
              RUN_ID,
              KIND,
              WAVE,
              VERSION,
              STEP,
              RECORDED_AT,
              ELAPSED_SECONDS,
              GRAPH,
              GAMES,
              MOVES,
              EVALUATIONS,
              GAMES_PER_SECOND,
              POSITIONS_PER_SECOND,
              STALENESS,
              POLICY_LOSS,
              VALUE_LOSS,
              LOSS,
              LEARNING_RATE,
              REPLAY_SIZE,
              BEST_MULTIPLICATIONS,
              MEAN_MULTIPLICATIONS,
              COST_MODEL,
              BUSY_SHARE,
              EVALUATED_MULTIPLICATIONS,
              LEARNER_SHARE,
              OWED_UPDATES,
              RESULT_BYTES,
              SNAPSHOT_BYTES,
              EVENT),
          MetricSchema::row);

  private MetricSchema() {}

  private static MetricRow row(Cells<MetricRow> cells) {
    return new MetricRow(
        cells.get(RUN_ID),
        MetricRow.Kind.ofText(cells.get(KIND)),
        cells.get(WAVE),
        cells.get(VERSION),
        cells.get(STEP),
        cells.get(RECORDED_AT),
        cells.get(ELAPSED_SECONDS),
        cells.get(GRAPH),
        cells.get(GAMES) == null ? null : play(cells),
        cells.get(LOSS) == null ? null : learning(cells),
        cells.get(BEST_MULTIPLICATIONS) == null ? null : costs(cells),
        cells.get(LEARNER_SHARE) == null ? null : load(cells),
        cells.get(EVENT));
  }

  private static MetricRow.Play play(Cells<MetricRow> cells) {
    return new MetricRow.Play(
        cells.get(GAMES),
        cells.get(MOVES),
        cells.get(EVALUATIONS),
        cells.get(GAMES_PER_SECOND),
        cells.get(POSITIONS_PER_SECOND),
        cells.get(STALENESS),
        cells.get(BUSY_SHARE));
  }

  private static MetricRow.Learning learning(Cells<MetricRow> cells) {
    return new MetricRow.Learning(
        cells.get(POLICY_LOSS),
        cells.get(VALUE_LOSS),
        cells.get(LOSS),
        cells.get(LEARNING_RATE),
        cells.get(REPLAY_SIZE));
  }

  private static MetricRow.Costs costs(Cells<MetricRow> cells) {
    return new MetricRow.Costs(
        cells.get(BEST_MULTIPLICATIONS),
        cells.get(MEAN_MULTIPLICATIONS),
        cells.get(EVALUATED_MULTIPLICATIONS),
        cells.get(COST_MODEL));
  }

  private static MetricRow.Load load(Cells<MetricRow> cells) {
    return new MetricRow.Load(
        cells.get(LEARNER_SHARE),
        cells.get(OWED_UPDATES),
        cells.get(RESULT_BYTES),
        cells.get(SNAPSHOT_BYTES));
  }

  private static <T> Column<MetricRow, T> ofPlay(
      String name, ColumnType<T> type, Function<MetricRow.Play, T> value) {
    return nullable(name, type, row -> row.play() == null ? null : value.apply(row.play()));
  }

  private static <T> Column<MetricRow, T> ofLearning(
      String name, ColumnType<T> type, Function<MetricRow.Learning, T> value) {
    return nullable(name, type, row -> row.learning() == null ? null : value.apply(row.learning()));
  }

  private static <T> Column<MetricRow, T> ofCosts(
      String name, ColumnType<T> type, Function<MetricRow.Costs, T> value) {
    return nullable(name, type, row -> row.costs() == null ? null : value.apply(row.costs()));
  }

  private static <T> Column<MetricRow, T> ofLoad(
      String name, ColumnType<T> type, Function<MetricRow.Load, T> value) {
    return nullable(name, type, row -> row.load() == null ? null : value.apply(row.load()));
  }
}
