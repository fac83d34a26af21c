package crosscountry.jobs.command;

import crosscountry.datasets.tables.Table;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.output.Column;
import crosscountry.jobs.output.OutputFormat;
import crosscountry.jobs.output.ResultPrinter;
import crosscountry.jobs.spark.SparkSessions;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Runs Spark SQL over views of a warehouse's tables. */
final class SqlQuery {

  private final Warehouse warehouse;

  SqlQuery(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  void print(String query, OutputFormat format, PrintStream out) {
    try (SparkSession spark = SparkSessions.forQueries("crosscountry orders")) {
      tables().stream()
          .filter(Table::exists)
          .forEach(
              table ->
                  spark
                      .read()
                      .parquet(table.location().toString())
                      .createOrReplaceTempView(table.name()));
      Dataset<Row> result = spark.sql(query);
      new ResultPrinter<>(columns(result)).print(result.collectAsList(), format, out);
    } catch (Exception failure) {
      // Spark throws this checked exception undeclared, so it cannot be named in a catch clause.
      if (failure instanceof AnalysisException analysis) {
        throw new BadInputException("the query cannot be run: " + analysis.getSimpleMessage());
      }
      throw failure;
    }
  }

  private List<Table<?>> tables() {
    return List.of(
        warehouse.orders(),
        warehouse.bounds(),
        warehouse.trajectories(),
        warehouse.checkpoints().table(),
        warehouse.metrics(),
        warehouse.runs());
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
