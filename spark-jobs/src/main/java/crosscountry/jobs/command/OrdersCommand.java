package crosscountry.jobs.command;

import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Table;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.output.Column;
import crosscountry.jobs.output.OutputFormat;
import crosscountry.jobs.output.ResultPrinter;
import crosscountry.jobs.server.KnownBounds;
import crosscountry.jobs.server.OrderCheck;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Queries the discovered orders. */
@Command(
    name = "orders",
    description = "Query the table of discovered orders.",
    mixinStandardHelpOptions = true)
public final class OrdersCommand implements Callable<Integer> {

  /**
   * An order, and what is known now of how cheap one can be.
   *
   * @param row the order, as it was recorded
   * @param lowerBound multiplications that every order takes at least
   */
  private record Listed(OrderRow row, long lowerBound) {

    /** By how much the order may at most be from the cheapest one. */
    long gap() {
      return row.multiplications() - lowerBound;
    }
  }

  private static final Column<Listed> ORDER =
      ofRow("order", row -> Arrays.stream(row.order().toArray()).boxed().toList());
  private static final Column<Listed> LOWER_BOUND = new Column<>("lower_bound", Listed::lowerBound);
  private static final Column<Listed> GAP = new Column<>("gap", Listed::gap);
  private static final Column<Listed> OPTIMAL =
      new Column<>("optimal", listed -> listed.gap() == 0);

  private static final ResultPrinter<Listed> FOR_PROGRAMS =
      new ResultPrinter<>(
          List.of(
              ofRow("graph", OrderRow::graph),
              ofRow("method", OrderRow::method),
              ofRow("multiplications", OrderRow::multiplications),
              ofRow("forward", row -> row.baselines().forward()),
              ofRow("reverse", row -> row.baselines().reverse()),
              ofRow("markowitz", row -> row.baselines().markowitz()),
              LOWER_BOUND,
              GAP,
              OPTIMAL,
              ofRow("verified", OrderRow::verified),
              ofRow("run_id", OrderRow::runId),
              ofRow("version", OrderRow::version),
              ofRow("seed", OrderRow::seed),
              ofRow("cost_model", OrderRow::costModel),
              ofRow("graph_fingerprint", OrderRow::graphFingerprint),
              ofRow("discovered_at", row -> row.discoveredAt().toString()),
              ofRow("software", OrderRow::software),
              ORDER));

  /** Fewer columns, so that a line fits a screen. */
  private static final ResultPrinter<Listed> FOR_PEOPLE =
      new ResultPrinter<>(
          List.of(
              ofRow("graph", OrderRow::graph),
              ofRow("cost_model", OrderRow::costModel),
              ofRow("method", OrderRow::method),
              ofRow("multiplications", OrderRow::multiplications),
              LOWER_BOUND,
              GAP,
              OPTIMAL,
              ofRow("verified", OrderRow::verified),
              ofRow("run_id", OrderRow::runId),
              ofRow(
                  "discovered_at",
                  row -> row.discoveredAt().truncatedTo(ChronoUnit.SECONDS).toString()),
              ORDER));

  private static final Comparator<OrderRow> CHEAPEST_THEN_OLDEST =
      Comparator.comparingLong(OrderRow::multiplications).thenComparing(OrderRow::discoveredAt);

  /** How orders are printed. */
  enum Format {
    TABLE,
    JSON,
    CSV,
    /** The order as a Python snippet for Graphax. */
    GRAPHAX
  }

  @Option(names = "--graph", description = "Only orders of this graph, by name.")
  private String graph;

  @Option(
      names = "--cost-model",
      completionCandidates = CostModelOption.Labels.class,
      description = "Only orders counted by these rules: ${COMPLETION-CANDIDATES}.")
  private String costModel;

  @ArgGroup private Selection selection = new Selection();

  /** How many orders of each graph. */
  static final class Selection {
    @Option(names = "--best", description = "Only the cheapest order of each graph and cost model.")
    private boolean best;

    @Option(
        names = "--top",
        description = "Only the N cheapest orders of each graph and cost model.")
    private Integer top;

    @Option(
        names = "--sql",
        description =
            "A Spark SQL query over the views orders, bounds, trajectories, checkpoints, metrics,"
                + " runs.")
    private String sql;
  }

  @Option(names = "--since", description = "Only orders found at or after this UTC date or time.")
  private String since;

  @Option(
      names = "--warehouse",
      description = "Folder of the tables (default: ${DEFAULT-VALUE}).",
      defaultValue = "warehouse")
  private String warehouse;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: table)")
  private Format format = Format.TABLE;

  @Override
  public Integer call() {
    requireSensible();
    Warehouse tables = Warehouse.open(warehouse);
    Quarantine quarantine = Quarantine.reporting(ErrorReport::warn);
    if (selection.sql != null) {
      new SqlQuery(tables, quarantine).print(selection.sql, tabular(), System.out);
      return ExitStatus.DONE.code();
    }
    List<OrderRow> rows = select(allOrders(tables.orders(), quarantine));
    switch (format) {
      case GRAPHAX -> rows.forEach(row -> System.out.println(graphax(row)));
      case TABLE ->
          FOR_PEOPLE.print(listed(rows, tables, quarantine), OutputFormat.TABLE, System.out);
      case JSON, CSV -> FOR_PROGRAMS.print(listed(rows, tables, quarantine), tabular(), System.out);
    }
    return ExitStatus.DONE.code();
  }

  /** Bounds may have been raised since an order was recorded. */
  private static List<Listed> listed(List<OrderRow> rows, Warehouse tables, Quarantine quarantine) {
    KnownBounds bounds = KnownBounds.in(tables, quarantine);
    return rows.stream()
        .map(
            row ->
                new Listed(
                    row,
                    bounds.raise(
                        row.graphFingerprint(), row.costModel(), row.baselines().lowerBound())))
        .toList();
  }

  private static Column<Listed> ofRow(String name, Function<OrderRow, Object> value) {
    return new Column<>(name, listed -> value.apply(listed.row()));
  }

  private void requireSensible() {
    if (selection.top != null && selection.top < 1) {
      throw new BadInputException("--top %d must be at least 1".formatted(selection.top));
    }
    if (costModel != null) {
      CostModelOption.parse(costModel);
    }
    if (selection.sql != null && (graph != null || costModel != null || since != null)) {
      throw new BadInputException(
          "--sql does its own filtering; leave out --graph, --cost-model and --since, or use WHERE");
    }
  }

  private List<OrderRow> allOrders(Table<OrderRow> table, Quarantine quarantine) {
    if (!table.exists()) {
      throw new BadInputException(
          "there is no orders table in %s; train or search first, or point --warehouse at another folder"
              .formatted(warehouse));
    }
    return table.usable(new OrderCheck(), quarantine).read();
  }

  private List<OrderRow> select(List<OrderRow> rows) {
    Instant earliest = since == null ? Instant.MIN : instant(since);
    // Orders of graphs that merely share a name, or are counted otherwise, do not compete.
    Map<String, List<OrderRow>> byGraph =
        rows.stream()
            .filter(row -> graph == null || row.graph().equals(graph))
            .filter(row -> costModel == null || row.costModel().equals(costModel))
            .filter(row -> !row.discoveredAt().isBefore(earliest))
            .collect(
                Collectors.groupingBy(
                    row -> row.graph() + ' ' + row.graphFingerprint() + ' ' + row.costModel(),
                    TreeMap::new,
                    Collectors.toList()));
    if (byGraph.isEmpty() && graph != null) {
      requireKnown(rows);
    }
    List<OrderRow> selected = new ArrayList<>();
    byGraph
        .values()
        .forEach(
            candidates ->
                candidates.stream()
                    .sorted(CHEAPEST_THEN_OLDEST)
                    .limit(limit())
                    .forEach(selected::add));
    return selected;
  }

  private long limit() {
    if (selection.best) {
      return 1;
    }
    return selection.top == null ? Long.MAX_VALUE : selection.top;
  }

  private void requireKnown(List<OrderRow> rows) {
    String known =
        rows.stream().map(OrderRow::graph).distinct().sorted().collect(Collectors.joining(", "));
    if (rows.stream().noneMatch(row -> row.graph().equals(graph))) {
      throw new BadInputException(
          "the orders table in %s has no graph %s; it has %s"
              .formatted(warehouse, graph, known.isEmpty() ? "none" : known));
    }
  }

  private static Instant instant(String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text.endsWith("Z") ? text : text + "Z")
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException malformed) {
      throw new BadInputException(
          "--since %s is neither a date such as 2030-01-31 nor a time such as 2030-01-31T06:00:00Z"
              .formatted(text));
    }
  }

  private OutputFormat tabular() {
    if (format == Format.GRAPHAX) {
      throw new BadInputException("--sql cannot be printed as graphax; use table, json or csv");
    }
    return OutputFormat.valueOf(format.name());
  }

  private static String graphax(OrderRow row) {
    return String.format(
        Locale.ROOT,
        "# %s: %d multiplications by cost model %s, %s, run %s%s%njacobian = graphax.jacve(f, order=%s)",
        row.graph(),
        row.multiplications(),
        row.costModel(),
        row.method(),
        row.runId(),
        row.verified() ? "" : ", NOT verified",
        Arrays.toString(row.order().toArray()));
  }
}
