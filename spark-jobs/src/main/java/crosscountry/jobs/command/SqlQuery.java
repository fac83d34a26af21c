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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

  /** What Spark says when it makes a view of files of which some cannot be used or are gone. */
  private static final Set<String> OF_FILES = Set.of("UNABLE_TO_INFER_SCHEMA", "PATH_NOT_FOUND");

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
    Set<URI> listed =
        tables.stream().flatMap(table -> table.files().stream()).collect(Collectors.toSet());
    try {
      tables.forEach(table -> table.list(sources -> view(spark, table.name(), sources)));
      return collect(spark.sql(query));
    } catch (Exception failure) {
      // A query that makes no sense is not worth reading all tables for.
      if (failure instanceof AnalysisException analysis
          && !OF_FILES.contains(analysis.getErrorClass())) {
        throw failure;
      }
      // Spark lists files first and reads them later, when they may have been compacted.
      if (viewReadable(spark, tables).equals(listed)) {
        throw failure;
      }
      return collect(spark.sql(query));
    }
  }

  /** Leaves out the files that cannot be read, and returns the others. */
  private Set<URI> viewReadable(SparkSession spark, List<Table<?>> tables) {
    Set<URI> readable = new HashSet<>();
    for (Table<?> table : tables) {
      TableSources sources = table.usable(row -> Optional.empty(), quarantine).sources();
      readable.addAll(sources.places());
      spark.catalog().dropTempView(table.name());
      if (!sources.places().isEmpty()) {
        view(spark, table.name(), sources);
      }
    }
    return readable;
  }

  private static void view(SparkSession spark, String name, TableSources sources) {
    String[] places = sources.places().stream().map(URI::toString).toArray(String[]::new);
    // Without it the columns are those of one file, which an older version may have written.
    Dataset<Row> rows = spark.read().option("mergeSchema", "true").parquet(places);
    for (SurplusRows some : sources.surplus()) {
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
