package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crosscountry.jobs.fixture.SmallTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** The SQL of the READMEs needs nothing of ours and gives what the command gives. */
final class ReadmeQueriesTest {

  private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
  private static final String IN_SPARK = "-- Spark SQL\n";
  private static final List<String> COLUMNS =
      List.of("graph", "cost_model", "multiplications", "method", "run_id", "order");

  @TempDir private static Path folder;

  @BeforeAll
  static void fill() {
    String warehouse = folder.resolve("warehouse").toString();
    List<String> training = SmallTraining.arguments(warehouse, "--waves", "1");
    assertThat(Invocation.of(training.toArray(String[]::new)).exitCode()).isZero();
    for (String method : List.of("markowitz", "reverse")) {
      for (String model : List.of("principle", "graphax")) {
        Invocation search =
            Invocation.of(
                "search",
                "--graph",
                "RoeFlux_1d",
                "--method",
                method,
                "--cost-model",
                model,
                "--warehouse",
                warehouse);
        assertThat(search.exitCode()).as(search.err()).isZero();
      }
    }
  }

  @Test
  void theBestOrdersAreThoseOfTheCommand() throws IOException, SQLException {
    List<String> queries = queries("README.md");
    assertThat(queries).hasSize(2);
    List<List<Object>> best = ofTheCommand();

    assertThat(best).hasSize(3);
    assertThat(inDuckDb(queries.get(0))).isEqualTo(best);
    assertThat(queries.get(1)).startsWith(IN_SPARK);
    assertThat(inSpark(queries.get(1))).isEqualTo(best);
  }

  @Test
  void everyQueryOfTheTablesRuns() throws IOException, SQLException {
    List<String> queries = queries("datasets/README.md");
    assertThat(queries).isNotEmpty();
    for (String query : queries) {
      if (query.startsWith(IN_SPARK)) {
        inSpark(query);
      } else {
        inDuckDb(query);
      }
    }
  }

  private static List<String> queries(String readme) throws IOException {
    return SQL.matcher(Files.readString(Path.of("..").resolve(readme)))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  private static List<List<Object>> ofTheCommand() throws IOException {
    Invocation orders =
        Invocation.of(
            "orders",
            "--best",
            "--verified",
            "--format",
            "json",
            "--warehouse",
            folder.resolve("warehouse").toString());
    List<List<Object>> rows = new ArrayList<>();
    for (JsonNode row : new ObjectMapper().readTree(orders.out())) {
      List<Object> cells = new ArrayList<>();
      COLUMNS.forEach(column -> cells.add(plain(row.get(column))));
      rows.add(cells);
    }
    return rows;
  }

  private static Object plain(JsonNode cell) {
    if (cell.isArray()) {
      List<Object> list = new ArrayList<>();
      cell.forEach(element -> list.add(element.intValue()));
      return list;
    }
    return cell.isNumber() ? (Object) cell.longValue() : cell.textValue();
  }

  private static List<List<Object>> inDuckDb(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET file_search_path = '%s'".formatted(folder));
      try (ResultSet result = statement.executeQuery(query)) {
        List<List<Object>> rows = new ArrayList<>();
        while (result.next()) {
          List<Object> row = new ArrayList<>();
          for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
            Object cell = result.getObject(column);
            row.add(cell instanceof Array list ? Arrays.asList((Object[]) list.getArray()) : cell);
          }
          rows.add(row);
        }
        return rows;
      }
    }
  }

  // Relative paths begin in the working directory, which for Spark is that of its file system.
  private static List<List<Object>> inSpark(String query) throws IOException {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "1")
            .getOrCreate()) {
      FileSystem files = FileSystem.get(spark.sparkContext().hadoopConfiguration());
      org.apache.hadoop.fs.Path before = files.getWorkingDirectory();
      files.setWorkingDirectory(new org.apache.hadoop.fs.Path(folder.toUri()));
      try {
        return spark.sql(query).collectAsList().stream().map(ReadmeQueriesTest::cells).toList();
      } finally {
        files.setWorkingDirectory(before);
      }
    }
  }

  private static List<Object> cells(Row row) {
    List<Object> cells = new ArrayList<>();
    for (int column = 0; column < row.length(); column++) {
      Object cell = row.get(column);
      cells.add(
          cell instanceof Seq<?> list ? new ArrayList<>(JavaConverters.seqAsJavaList(list)) : cell);
    }
    return cells;
  }
}
