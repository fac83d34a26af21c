package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README says is run and compared, so that it stays true. */
class ReadmeTest {

  private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COLUMN = Pattern.compile("\\| `(\\w+)` \\| ([^|]+) \\|");

  @TempDir Path folder;

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  private List<Object> cells(List<List<Object>> rows, int row) {
    return rows.get(row).stream().map(ReadmeTest::plain).toList();
  }

  private static Object plain(Object cell) {
    try {
      return cell instanceof Array list ? Arrays.asList((Object[]) list.getArray()) : cell;
    } catch (SQLException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  void itsQueriesRunAsTheyStand() throws IOException, SQLException {
    Warehouse warehouse = Warehouse.open(folder.resolve("warehouse").toString());
    FileKey run = FileKey.ofRun("nightly-3");
    warehouse.orders().append(run.wave(0), List.of(SampleRows.order("nightly-3", 341, 1, 2, 3)));
    warehouse.orders().append(run.wave(1), List.of(SampleRows.order("nightly-3", 320, 3, 1, 2)));
    warehouse.metrics().append(run.wave(1), List.of(SampleRows.wave("nightly-3", 1)));
    List<String> queries = SQL.matcher(readme()).results().map(found -> found.group(1)).toList();

    assertThat(queries).hasSize(2);
    List<List<Object>> best = DuckDb.query(folder, queries.get(0));
    assertThat(best).hasSize(1);
    assertThat(cells(best, 0))
        .containsExactly(
            "RoeFlux_1d", "scalar", 320L, 223L, "self-play", "nightly-3", List.<Object>of(3, 1, 2));
    assertThat(DuckDb.query(folder, queries.get(1)))
        .containsExactly(
            List.of(
                "RoeFlux_1d",
                1,
                320L,
                341.5,
                BigInteger.valueOf(3136),
                BigInteger.valueOf(100_352),
                13.5));
  }

  static Stream<TableSchema<?>> schemas() {
    return SchemaTest.schemas();
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void everyColumnIsExplained(TableSchema<?> schema) throws IOException {
    String section = readme().split("\n### " + schema.table() + "\n", 2)[1].split("\n### ", 2)[0];

    assertThat(COLUMN.matcher(section).results().map(ReadmeTest::column))
        .containsExactlyElementsOf(
            schema.fileSchema().getFields().stream().map(ReadmeTest::column).toList());
  }

  private static String column(MatchResult row) {
    return row.group(1) + ": " + row.group(2);
  }

  private static String column(Type field) {
    boolean nullable = field.isRepetition(Type.Repetition.OPTIONAL);
    return field.getName() + ": " + typeName(field) + (nullable ? ", nullable" : "");
  }

  private static String typeName(Type field) {
    if (!field.isPrimitive()) {
      Type element = field.asGroupType().getType(0).asGroupType().getType(0);
      return "list<" + typeName(element) + ">";
    }
    if (field.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation) {
      return "timestamp";
    }
    String primitive = field.asPrimitiveType().getPrimitiveTypeName().javaType.getSimpleName();
    return switch (primitive) {
      case "int" -> "int32";
      case "long" -> "int64";
      case "Binary" -> field.getLogicalTypeAnnotation() == null ? "binary" : "string";
      default -> primitive;
    };
  }
}
