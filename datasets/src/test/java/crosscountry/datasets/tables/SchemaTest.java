package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns are only ever added, and older and newer files stay readable. */
class SchemaTest {

  private static final FileKey WAVE = FileKey.ofRun("r").wave(0);

  @TempDir Path folder;

  static Stream<TableSchema<?>> schemas() {
    return Stream.of(
        OrderSchema.SCHEMA,
        BoundSchema.SCHEMA,
        TrajectorySchema.SCHEMA,
        CheckpointSchema.SCHEMA,
        MetricSchema.SCHEMA,
        RunSchema.SCHEMA,
        PromotionSchema.SCHEMA,
        GraphSchema.SCHEMA,
        QuarantineSchema.SCHEMA);
  }

  private static String golden(TableSchema<?> schema, int version) throws IOException {
    String resource = "schemas/%s-v%d.txt".formatted(schema.table(), version);
    try (InputStream in = SchemaTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void isTheGoldenOne(TableSchema<?> schema) throws IOException {
    assertThat(schema.fileSchema()).hasToString(golden(schema, schema.version()));
  }

  // A new version adds a golden file; those of older versions are never changed.
  @ParameterizedTest
  @MethodSource("schemas")
  void onlyAddsNullableColumnsToTheFirstVersion(TableSchema<?> schema) throws IOException {
    MessageType first = MessageTypeParser.parseMessageType(golden(schema, 1));
    MessageType now = schema.fileSchema();

    assertThat(now.getFields()).containsAll(first.getFields());
    assertThat(now.getFields())
        .filteredOn(field -> !first.containsField(field.getName()))
        .allMatch(field -> field.isRepetition(Type.Repetition.OPTIONAL));
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void namesAreSnakeCase(TableSchema<?> schema) {
    assertThat(schema.columnNames()).allMatch(name -> name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"));
  }

  private Table<OrderRow> rewritten(String selection) throws Exception {
    Table<OrderRow> orders = Warehouse.open(folder.toString()).orders();
    orders.append(WAVE, List.of(SampleRows.order("r", 320, 3, 1, 2)));
    DuckDb.rewrite(folder.resolve("orders/" + WAVE + ".parquet"), selection);
    return orders;
  }

  @Test
  void aFileThatAnotherProgramRewroteIsTheSame() throws Exception {
    assertThat(rewritten("*").read()).containsExactly(SampleRows.order("r", 320, 3, 1, 2));
  }

  @Test
  void listsOfListsThatAnotherProgramRewroteAreTheSame() throws Exception {
    Table<TrajectoryRow> trajectories = Warehouse.open(folder.toString()).trajectories();
    trajectories.append(WAVE, List.of(SampleRows.trajectory("r", 0)));
    DuckDb.rewrite(folder.resolve("trajectories/" + WAVE + ".parquet"), "*");

    assertThat(trajectories.read()).containsExactly(SampleRows.trajectory("r", 0));
  }

  @Test
  void anOlderFileHasNullInANewerColumn() throws Exception {
    OrderRow row = rewritten("* EXCLUDE (wave, version)").read().get(0);

    assertThat(row.wave()).isNull();
    assertThat(row.version()).isNull();
    assertThat(row.order()).isEqualTo(Ints.of(3, 1, 2));
  }

  @Test
  void aNewerFilesColumnsArePassedOver() throws Exception {
    assertThat(rewritten("[1, 2] AS additions, *, 0.5 AS gap").read())
        .containsExactly(SampleRows.order("r", 320, 3, 1, 2));
  }

  @Test
  void aFileOfAnotherTableIsNamed() throws Exception {
    Table<OrderRow> orders = rewritten("* EXCLUDE (multiplications)");

    assertThatThrownBy(orders::read)
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("r.wave-00000000.parquet: it has no column multiplications; move it");
  }

  @Test
  void aColumnOfAnotherTypeIsNamed() throws Exception {
    Table<OrderRow> orders = rewritten("* REPLACE (multiplications::VARCHAR AS multiplications)");

    assertThatThrownBy(orders::read)
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("its column multiplications is \"optional binary multiplications (ST")
        .hasMessageContaining("where \"required int64 multiplications\" is expected; move it");
  }

  @Test
  void aNullWhereNoneMayBeIsNamed() throws Exception {
    Table<OrderRow> orders = rewritten("* REPLACE (NULL::BIGINT AS multiplications)");
    assertThatThrownBy(orders::read)
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("column multiplications is null in a row");
  }

  @Test
  void aNullElementIsNamed() throws Exception {
    Table<OrderRow> orders = rewritten("* REPLACE ([3, NULL, 2] AS \"order\")");

    assertThatThrownBy(orders::read)
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("a list has a null element");
  }
}
