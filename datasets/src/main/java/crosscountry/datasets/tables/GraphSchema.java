package crosscountry.datasets.tables;

import static crosscountry.datasets.tables.Column.required;

import java.time.Instant;
import java.util.List;

/** The columns of the table of registered graphs; {@link GraphRow} says what they mean. */
final class GraphSchema {

  private static final Column<GraphRow, String> GRAPH =
      required("graph", ScalarType.TEXT, GraphRow::graph);
  private static final Column<GraphRow, String> GRAPH_FINGERPRINT =
      required("graph_fingerprint", ScalarType.TEXT, GraphRow::graphFingerprint);
  private static final Column<GraphRow, String> JAXPR =
      required("jaxpr", ScalarType.TEXT, GraphRow::jaxpr);
  private static final Column<GraphRow, String> SOURCE =
      required("source", ScalarType.TEXT, GraphRow::source);
  private static final Column<GraphRow, Instant> REGISTERED_AT =
      required("registered_at", ScalarType.TIMESTAMP, GraphRow::registeredAt);
  private static final Column<GraphRow, String> SOFTWARE =
      required("software", ScalarType.TEXT, GraphRow::software);

  /** The schema. */
  static final TableSchema<GraphRow> SCHEMA =
      new TableSchema<>(
          "graphs",
          1,
          List.of(GRAPH, GRAPH_FINGERPRINT, JAXPR, SOURCE, REGISTERED_AT, SOFTWARE),
          GraphSchema::row);

  private GraphSchema() {}

  private static GraphRow row(Cells<GraphRow> cells) {
    return new GraphRow(
        cells.get(GRAPH),
        cells.get(GRAPH_FINGERPRINT),
        cells.get(JAXPR),
        cells.get(SOURCE),
        cells.get(REGISTERED_AT),
        cells.get(SOFTWARE));
  }
}
