package crosscountry.jobs.command;

import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.SurplusRows;
import crosscountry.datasets.tables.Table;
import crosscountry.datasets.tables.TableSources;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.output.Column;
import crosscountry.jobs.output.OutputFormat;
import crosscountry.jobs.output.ResultPrinter;
import crosscountry.jobs.spark.SparkSessions;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Runs Spark SQL over views of a warehouse's tables.
 *
 * <p>Spark reads a table's folder as it lies, but for what a killed compaction left over, and knows
 * no poisoned rows. Where it fails over a file that cannot be read, the query is run once more on
 * the others; and so it is where files were compacted meanwhile.
 */
final class SqlQuery {

  private final Warehouse warehouse;
  private final Quarantine quarantine;

  SqlQuery(Warehouse warehouse, Quarantine quarantine) {
    this.warehouse = warehouse;
    this.quarantine = quarantine;
  }

  /** The rows that a query gave, and their columns. */
  private record Answer(List<Column<Row>> columns, List<Row> rows) {}

  void print(String query, OutputFormat format, PrintStream out) {
    try (SparkSession spark = SparkSessions.forQueries("crosscountry orders")) {
      // What fails here is told in one sentence; Spark would print a page of stack traces first.
      spark.sparkContext().setLogLevel("OFF");
      Answer answer = answer(spark, query);
      new ResultPrinter<>(answer.columns()).print(answer.rows(), format, out);
    } catch (Exception failure) {
      // Spark throws this checked exception undeclared, so it cannot be named in a catch clause.
      if (failure instanceof AnalysisException analysis) {
        throw new BadInputException("the query cannot be run: " + analysis.getSimpleMessage());
      }
      throw failure;
    }
  }

  private Answer answer(SparkSession spark, String query) {
    List<Table<?>> tables = warehouse.tables().stream().filter(Table::exists).toList();
    List<List<URI>> listed = tables.stream().map(Table::files).toList();
    try {
      tables.forEach(table -> view(spark, table));
      return collect(spark.sql(query));
    } catch (Exception failure) {
      // A query that makes no sense is not worth reading all tables for.
      if (failure instanceof AnalysisException analysis
          && !"UNABLE_TO_INFER_SCHEMA".equals(analysis.getErrorClass())) {
        throw failure;
      }
      boolean anyLeftOut = viewReadable(spark, tables);
      // Spark lists files first and reads them later, when they may have been compacted.
      if (!anyLeftOut && tables.stream().map(Table::files).toList().equals(listed)) {
        throw failure;
      }
      return collect(spark.sql(query));
    }
  }

  /** Leaves out the files that cannot be read, and tells whether there are any. */
  private boolean viewReadable(SparkSession spark, List<Table<?>> tables) {
    boolean anyLeftOut = false;
    for (Table<?> table : tables) {
      List<URI> readable = table.usable(row -> Optional.empty(), quarantine).files();
      anyLeftOut |= readable.size() < table.files().size();
      spark.catalog().dropTempView(table.name());
      if (!readable.isEmpty()) {
        view(spark, table.name(), readable, table.sources().surplus());
      }
    }
    return anyLeftOut;
  }

  /**
   * Spark lists the files when the view is made. If at that moment one takes the place of others,
   * it may see all of them, so that it has to look again.
   */
  private static void view(SparkSession spark, Table<?> table) {
    TableSources now = table.sources();
    TableSources before;
    do {
      before = now;
      view(spark, table.name(), before.places(), before.surplus());
      now = table.sources();
    } while (!now.compacted().equals(before.compacted()));
  }

  private static void view(
      SparkSession spark, String name, List<URI> places, List<SurplusRows> surplus) {
    Dataset<Row> rows =
        spark.read().parquet(places.stream().map(URI::toString).toArray(String[]::new));
    for (SurplusRows some : surplus) {
      rows = rows.where(condition(some));
    }
    rows.createOrReplaceTempView(name);
  }

  private static String condition(SurplusRows surplus) {
    return "_metadata.file_name <> '%s' OR _metadata.row_index < %d OR _metadata.row_index >= %d"
        .formatted(Path.of(surplus.file().getPath()).getFileName(), surplus.first(), surplus.end());
  }

  private static Answer collect(Dataset<Row> result) {
    return new Answer(columns(result), result.collectAsList());
  }

  private static List<Column<Row>> columns(Dataset<Row> result) {
    List<Column<Row>> columns = new ArrayList<>();
    String[] names = result.columns();
    for (int index = 0; index < names.length; index++) {
      int position = index;
      columns.add(new Column<>(names[index], row -> plain(row.get(position))));
    }
    return columns;
  }

  /** Turns what Spark hands out into what the printer knows: numbers, booleans, texts and lists. */
  private static Object plain(Object cell) {
    if (cell instanceof Seq<?> list) {
      return JavaConverters.seqAsJavaList(list).stream().map(SqlQuery::plain).toList();
    }
    return cell == null || cell instanceof Number || cell instanceof Boolean
        ? cell
        : cell.toString();
  }
}
