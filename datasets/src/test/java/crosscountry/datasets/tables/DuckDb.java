package crosscountry.datasets.tables;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A reader and writer of Parquet that is neither Spark nor ours. */
final class DuckDb {

  private DuckDb() {}

  /** Returns the rows of a query, each as its cells. Relative paths begin in a folder. */
  static List<List<Object>> query(Path folder, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET file_search_path = '%s'".formatted(folder));
      try (ResultSet result = statement.executeQuery(sql)) {
        return rows(result);
      }
    }
  }

  /** Returns the rows of several queries, which see what was made before them. */
  static List<List<List<Object>>> query(Path folder, List<String> making, List<String> queries)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET file_search_path = '%s'".formatted(folder));
      for (String sql : making) {
        statement.execute(sql);
      }
      List<List<List<Object>>> answers = new ArrayList<>();
      for (String sql : queries) {
        try (ResultSet result = statement.executeQuery(sql)) {
          answers.add(rows(result));
        }
      }
      return answers;
    }
  }

  private static List<List<Object>> rows(ResultSet result) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    int columns = result.getMetaData().getColumnCount();
    while (result.next()) {
      List<Object> row = new ArrayList<>();
      for (int column = 1; column <= columns; column++) {
        row.add(result.getObject(column));
      }
      rows.add(row);
    }
    return rows;
  }

  /** Rewrites a file through a selection of its columns, such as {@code * EXCLUDE (wave)}. */
  static void rewrite(Path file, String selection) throws Exception {
    Path rewritten = file.resolveSibling("rewritten");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT %s FROM '%s') TO '%s' (FORMAT parquet)"
              .formatted(selection, file, rewritten));
    }
    Files.move(rewritten, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
