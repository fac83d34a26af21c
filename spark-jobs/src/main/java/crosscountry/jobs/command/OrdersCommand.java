package crosscountry.jobs.command;

import crosscountry.datasets.tables.OrderFilter;
import crosscountry.datasets.tables.OrderIndex;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.output.Column;
import crosscountry.jobs.output.OutputFormat;
import crosscountry.jobs.output.ResultPrinter;
import crosscountry.jobs.query.CheapestOrders;
import crosscountry.jobs.query.GraphaxSnippet;
import crosscountry.jobs.query.ListedOrder;
import crosscountry.jobs.server.KnownBounds;
import crosscountry.jobs.server.OrderCheck;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Queries the discovered orders. */
@Command(
    name = "orders",
    description = "Query the table of discovered orders.",
    mixinStandardHelpOptions = true)
public final class OrdersCommand implements Callable<Integer> {

  private static final Column<ListedOrder> ORDER =
      ofRow("order", row -> Arrays.stream(row.order().toArray()).boxed().toList());
  private static final Column<ListedOrder> LOWER_BOUND =
      new Column<>("lower_bound", ListedOrder::lowerBound);
  private static final Column<ListedOrder> GAP = new Column<>("gap", ListedOrder::gap);
  private static final Column<ListedOrder> OPTIMAL =
      new Column<>("optimal", ListedOrder::isOptimal);
  private static final Column<ListedOrder> GAP_PERCENT =
      new Column<>("gap_percent", ListedOrder::gapPercent);

  private static final ResultPrinter<ListedOrder> FOR_PROGRAMS =
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
              ORDER,
              GAP_PERCENT));

  /** Fewer columns, so that a line fits a screen. */
  private static final ResultPrinter<ListedOrder> FOR_PEOPLE =
      new ResultPrinter<>(
          List.of(
              ofRow("graph", OrderRow::graph),
              ofRow("cost_model", OrderRow::costModel),
              ofRow("method", OrderRow::method),
              ofRow("multiplications", OrderRow::multiplications),
              LOWER_BOUND,
              GAP,
              GAP_PERCENT,
              OPTIMAL,
              ofRow("verified", OrderRow::verified),
              ofRow("run_id", OrderRow::runId),
              ofRow(
                  "discovered_at",
                  row -> row.discoveredAt().truncatedTo(ChronoUnit.SECONDS).toString()),
              ORDER));

  /** How orders are printed. */
  enum Format {
    TABLE,
    JSON,
    CSV,
    /** The order as a Python snippet for Graphax. */
    GRAPHAX
  }

  @Mixin private OrderFilterOptions filters = new OrderFilterOptions();

  @ArgGroup private Selection selection = new Selection();

  /** How many orders of each graph. */
  static final class Selection {
    @Option(names = "--best", description = "Only the cheapest order of each graph and cost model.")
    private boolean best;

    @Option(
        names = "--top",
        paramLabel = "N",
        description = "Only the N cheapest orders of each graph and cost model (default: all).")
    private Integer top;

    @Option(
        names = "--sql",
        description =
            "A Spark SQL query over the tables of the warehouse, each a view of its own name:"
                + " orders, bounds, trajectories, checkpoints, metrics, runs, promotions,"
                + " graphs.")
    private String sql;

    int limit() {
      if (best) {
        return 1;
      }
      return top == null ? Integer.MAX_VALUE : top;
    }
  }

  @Option(
      names = "--warehouse",
      description = "Folder of the tables, any Hadoop URI (default: ${DEFAULT-VALUE}).",
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
    } else {
      print(orders(tables, quarantine));
    }
    return ExitStatus.DONE.code();
  }

  private void requireSensible() {
    if (selection.top != null && selection.top < 1) {
      throw new BadInputException("--top %d must be at least 1".formatted(selection.top));
    }
    if (selection.sql != null && filters.areGiven()) {
      throw new BadInputException(
          "--sql does its own filtering; leave out the options that filter, or use WHERE");
    }
  }

  private List<ListedOrder> orders(Warehouse tables, Quarantine quarantine) {
    OrderFilter filter = filters.filter();
    if (!tables.orders().exists()) {
      throw new BadInputException(
          "there is no orders table in %s; train or search first, or point --warehouse at another folder"
              .formatted(warehouse));
    }
    OrderIndex index = tables.orderIndex(new OrderCheck(), OrderCheck.ofHeads(), quarantine);
    KnownBounds bounds = KnownBounds.in(tables, quarantine);
    List<OrderRow> rows =
        CheapestOrders.select(index, filter, filters.byBounds(bounds), selection.limit());
    filters.requireKnown(rows, index, warehouse);
    return rows.stream().map(row -> listed(row, bounds)).toList();
  }

  /** Bounds may have been raised since an order was recorded. */
  private static ListedOrder listed(OrderRow row, KnownBounds bounds) {
    return new ListedOrder(
        row, bounds.raise(row.graphFingerprint(), row.costModel(), row.baselines().lowerBound()));
  }

  private void print(List<ListedOrder> orders) {
    switch (format) {
      case GRAPHAX -> printSnippets(orders);
      case TABLE -> FOR_PEOPLE.print(orders, OutputFormat.TABLE, System.out);
      case JSON, CSV -> FOR_PROGRAMS.print(orders, tabular(), System.out);
    }
  }

  private static void printSnippets(List<ListedOrder> orders) {
    GraphaxSnippet snippet = new GraphaxSnippet();
    System.out.println(
        orders.stream()
            .map(order -> String.join("\n", snippet.of(order)))
            .collect(Collectors.joining("\n\n")));
  }

  private static Column<ListedOrder> ofRow(String name, Function<OrderRow, Object> value) {
    return new Column<>(name, listed -> value.apply(listed.row()));
  }

  private OutputFormat tabular() {
    if (format == Format.GRAPHAX) {
      throw new BadInputException("--sql cannot be printed as graphax; use table, json or csv");
    }
    return OutputFormat.valueOf(format.name());
  }
}
