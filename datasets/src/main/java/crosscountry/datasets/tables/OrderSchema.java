package crosscountry.datasets.tables;

import static crosscountry.datasets.tables.Column.nullable;
import static crosscountry.datasets.tables.Column.required;

import java.time.Instant;
import java.util.List;

/** The columns of the table of orders; {@link OrderRow} says what they mean. */
final class OrderSchema {

  static final Column<OrderRow, String> GRAPH = required("graph", ScalarType.TEXT, OrderRow::graph);
  static final Column<OrderRow, String> GRAPH_FINGERPRINT =
      required("graph_fingerprint", ScalarType.TEXT, OrderRow::graphFingerprint);
  static final Column<OrderRow, String> COST_MODEL =
      required("cost_model", ScalarType.TEXT, OrderRow::costModel);
  private static final Column<OrderRow, Ints> ORDER =
      required("order", ListType.INTS, OrderRow::order);
  static final Column<OrderRow, Long> MULTIPLICATIONS =
      required("multiplications", ScalarType.LONG, OrderRow::multiplications);
  private static final Column<OrderRow, Long> FORWARD =
      required("forward", ScalarType.LONG, row -> row.baselines().forward());
  private static final Column<OrderRow, Long> REVERSE =
      required("reverse", ScalarType.LONG, row -> row.baselines().reverse());
  private static final Column<OrderRow, Long> MARKOWITZ =
      required("markowitz", ScalarType.LONG, row -> row.baselines().markowitz());
  static final Column<OrderRow, Long> LOWER_BOUND =
      required("lower_bound", ScalarType.LONG, row -> row.baselines().lowerBound());
  private static final Column<OrderRow, Boolean> OPTIMAL =
      required("optimal", ScalarType.TRUTH, OrderRow::optimal);
  static final Column<OrderRow, String> METHOD =
      required("method", ScalarType.TEXT, OrderRow::method);
  static final Column<OrderRow, String> RUN_ID =
      required("run_id", ScalarType.TEXT, OrderRow::runId);
  private static final Column<OrderRow, Integer> WAVE =
      nullable("wave", ScalarType.INT, OrderRow::wave);
  private static final Column<OrderRow, Long> VERSION =
      nullable("version", ScalarType.LONG, OrderRow::version);
  private static final Column<OrderRow, Long> SEED =
      required("seed", ScalarType.LONG, OrderRow::seed);
  static final Column<OrderRow, Instant> DISCOVERED_AT =
      required("discovered_at", ScalarType.TIMESTAMP, OrderRow::discoveredAt);
  static final Column<OrderRow, Boolean> VERIFIED =
      required("verified", ScalarType.TRUTH, OrderRow::verified);
  private static final Column<OrderRow, String> SOFTWARE =
      required("software", ScalarType.TEXT, OrderRow::software);

  /** The schema. */
  static final TableSchema<OrderRow> SCHEMA =
      new TableSchema<>(
          "orders",
          1,
          List.of(
              GRAPH,
              GRAPH_FINGERPRINT,
              COST_MODEL,
              ORDER,
              MULTIPLICATIONS,
              FORWARD,
              REVERSE,
              MARKOWITZ,
              LOWER_BOUND,
              OPTIMAL,
              METHOD,
              RUN_ID,
              WAVE,
              VERSION,
              SEED,
              DISCOVERED_AT,
              VERIFIED,
              SOFTWARE),
          OrderSchema::row);

  private OrderSchema() {}

  private static OrderRow row(Cells<OrderRow> cells) {
    return new OrderRow(
        cells.get(GRAPH),
        cells.get(GRAPH_FINGERPRINT),
        cells.get(COST_MODEL),
        cells.get(ORDER),
        cells.get(MULTIPLICATIONS),
        new Baselines(
            cells.get(FORWARD), cells.get(REVERSE), cells.get(MARKOWITZ), cells.get(LOWER_BOUND)),
        cells.get(OPTIMAL),
        cells.get(METHOD),
        cells.get(RUN_ID),
        cells.get(WAVE),
        cells.get(VERSION),
        cells.get(SEED),
        cells.get(DISCOVERED_AT),
        cells.get(VERIFIED),
        cells.get(SOFTWARE));
  }
}
