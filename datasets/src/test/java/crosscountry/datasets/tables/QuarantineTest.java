package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import crosscountry.datasets.tables.FaultyFileSystem.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot be used is told once and kept apart, and the rest is read. */
class QuarantineTest {

  private static final FileKey RUN = FileKey.ofRun("r");
  private static final RowCheck<Object> ANYTHING = row -> Optional.empty();
  private static final RowCheck<OrderRow> BELOW_400 =
      row ->
          row.multiplications() < 400
              ? Optional.empty()
              : Optional.of("it takes " + row.multiplications());

  private final List<String> told = new ArrayList<>();

  @TempDir Path folder;
  private Warehouse warehouse;
  private Table<OrderRow> orders;

  @BeforeEach
  void threeWaves() {
    warehouse = Warehouse.open(folder.toString());
    orders = warehouse.orders();
    for (int wave = 0; wave < 3; wave++) {
      orders.append(
          RUN.wave(wave), List.of(SampleRows.order("r", 300 + wave, 3, 1, 2), order(350)));
    }
  }

  private static OrderRow order(long multiplications) {
    return SampleRows.order("r", multiplications, 1, 2, 3);
  }

  private Path file(int wave) {
    return folder.resolve("orders/r.wave-%08d.parquet".formatted(wave));
  }

  private List<Long> read(RowCheck<? super OrderRow> check, Quarantine quarantine) {
    return orders.usable(check, quarantine).read().stream().map(OrderRow::multiplications).toList();
  }

  /** Ways in which a file is no file of its table. */
  enum Damage {
    EMPTY("it is empty") {
      @Override
      void inflict(Path file) throws IOException {
        Files.write(file, new byte[0]);
      }
    },
    TEXT("it is not a Parquet file") {
      @Override
      void inflict(Path file) throws IOException {
        Files.writeString(file, "graph,order");
      }
    },
    CUT_SHORT("it is damaged or cut short") {
      @Override
      void inflict(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
      }
    },
    FOOTER("it is damaged or cut short") {
      @Override
      void inflict(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length - 200, bytes.length - 8, (byte) 0x5a);
        Files.write(file, bytes);
      }
    },
    PAGE("it is damaged or cut short") {
      @Override
      void inflict(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 40, 80, (byte) 0x5a);
        Files.write(file, bytes);
      }
    },
    LACKS_A_COLUMN("it has no column multiplications") {
      @Override
      void inflict(Path file) throws Exception {
        DuckDb.rewrite(file, "* EXCLUDE (multiplications)");
      }
    },
    OTHER_TYPE("its column seed is") {
      @Override
      void inflict(Path file) throws Exception {
        DuckDb.rewrite(file, "* REPLACE (seed::varchar AS seed)");
      }
    };

    private final String said;

    Damage(String said) {
      this.said = said;
    }

    abstract void inflict(Path file) throws Exception;
  }

  @Test
  void oneFileIsReadByItsVeryKey() throws Exception {
    UsableRows<OrderRow> usable = orders.usable(BELOW_400, Quarantine.reporting(told::add));
    orders.append(RUN.wave(7), List.of(order(399), order(400)));
    List<Long> rows = new ArrayList<>();
    assertThat(usable.scanFile(RUN.wave(7), row -> rows.add(row.multiplications()))).hasValue(1);
    assertThat(usable.scanFile(RUN, row -> rows.add(0L))).isEmpty();
    assertThat(rows).containsExactly(399L);
    assertThat(told).singleElement().asString().contains("row 1 of", "it takes 400");
    Damage.EMPTY.inflict(file(1));
    assertThat(usable.scanFile(RUN.wave(1), row -> rows.add(0L))).isEmpty();
    assertThat(told).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedFileIsLeftOutAndStaysForWhoOnlyReads(Damage damage) throws Exception {
    damage.inflict(file(1));
    byte[] before = Files.readAllBytes(file(1));

    Quarantine quarantine = Quarantine.reporting(told::add);
    assertThat(read(ANYTHING, quarantine)).containsExactly(300L, 350L, 302L, 350L);
    read(ANYTHING, quarantine);

    assertThat(told)
        .as("once, though it was met twice")
        .singleElement()
        .asString()
        .contains("orders/r.wave-00000001.parquet is left out: " + damage.said)
        .endsWith("; restore it from a copy, or move it out of the table's folder");
    assertThat(file(1)).hasBinaryContent(before);
    assertThat(folder.resolve(".damaged")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedFileIsMovedAwayByWhoWrites(Damage damage) throws Exception {
    damage.inflict(file(1));
    byte[] before = Files.readAllBytes(file(1));

    assertThat(read(ANYTHING, Quarantine.keeping(told::add)))
        .containsExactly(300L, 350L, 302L, 350L);

    assertThat(told)
        .singleElement()
        .asString()
        .contains("orders/r.wave-00000001.parquet is left out: " + damage.said)
        .contains("; it was moved to file:")
        .contains(".damaged/orders/r.wave-00000001.parquet.");
    assertThat(file(1)).doesNotExist();
    try (Stream<Path> moved = Files.list(folder.resolve(".damaged/orders"))) {
      assertThat(moved)
          .singleElement()
          .satisfies(file -> assertThat(file).hasBinaryContent(before));
    }
    assertThat(orders.read()).as("any reader can read the rest").hasSize(4);
  }

  @Test
  void aPoisonedRowIsLeftOutAndStays() {
    orders.append(RUN.wave(3), List.of(order(310), order(400), order(320), order(500)));

    assertThat(read(BELOW_400, Quarantine.reporting(told::add)))
        .containsExactly(300L, 350L, 301L, 350L, 302L, 350L, 310L, 320L);

    assertThat(told)
        .satisfiesExactly(
            one ->
                assertThat(one)
                    .startsWith("row 1 of file:")
                    .endsWith("orders/r.wave-00000003.parquet is left out: it takes 400"),
            other -> assertThat(other).startsWith("row 3 of").endsWith("it takes 500"));
    assertThat(warehouse.quarantine().exists()).as("who only reads writes nothing").isFalse();
    assertThat(orders.read()).hasSize(10);
  }

  @Test
  void aPoisonedRowIsEnteredOnceByWhoWrites() {
    orders.append(RUN.wave(3), List.of(order(310), order(400), order(320), order(500)));

    for (int time = 0; time < 2; time++) {
      assertThat(read(BELOW_400, Quarantine.keeping(told::add))).hasSize(8);
    }

    assertThat(warehouse.quarantine().keys())
        .containsExactly(new FileKey("orders.r.wave-00000003"));
    assertThat(warehouse.quarantine().read())
        .extracting(
            QuarantineRow::table, QuarantineRow::file, QuarantineRow::row, QuarantineRow::reason)
        .containsExactly(
            tuple("orders", "r.wave-00000003", 1L, "it takes 400"),
            tuple("orders", "r.wave-00000003", 3L, "it takes 500"));
    assertThat(told).as("each command tells it anew").hasSize(4);
  }

  @Test
  void aFileThatIsPoisonedAllOverIsToldInAFewSentences() {
    List<OrderRow> poisoned = new ArrayList<>();
    for (int row = 0; row < 100; row++) {
      poisoned.add(order(400 + row));
    }
    orders.append(RUN.wave(3), poisoned);

    assertThat(read(BELOW_400, Quarantine.keeping(told::add))).hasSize(6);

    assertThat(told).hasSize(6);
    assertThat(told.get(5)).matches("95 more rows of .*r.wave-00000003.parquet are left out");
    assertThat(warehouse.quarantine().read()).hasSize(100);
  }

  @Test
  void aRowWithoutARequiredValueIsPoisonedAndTheOthersAreNot() throws Exception {
    DuckDb.rewrite(
        file(1),
        "* REPLACE (CASE WHEN multiplications = 301 THEN NULL ELSE multiplications END"
            + " AS multiplications)");

    assertThat(read(ANYTHING, Quarantine.reporting(told::add)))
        .containsExactly(300L, 350L, 350L, 302L, 350L);
    assertThat(told)
        .singleElement()
        .asString()
        .startsWith("row 0 of")
        .endsWith("is left out: column multiplications is null in a row");
    assertThatThrownBy(() -> orders.read())
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining(
            "its row 0 is damaged (column multiplications is null in a row); restore it");
  }

  @Test
  void listsOfDifferentLengthPoisonTheirRowAlone() throws Exception {
    Table<TrajectoryRow> games = warehouse.trajectories();
    games.append(
        RUN.wave(0), List.of(SampleRows.trajectory("r", 0), SampleRows.trajectory("r", 1)));
    DuckDb.rewrite(
        folder.resolve("trajectories/r.wave-00000000.parquet"),
        "* REPLACE (CASE WHEN game = 0 THEN [4::bigint] ELSE step_multiplications END"
            + " AS step_multiplications)");

    assertThat(games.usable(ANYTHING, Quarantine.reporting(told::add)).read(RUN))
        .containsExactly(SampleRows.trajectory("r", 1));
    assertThat(told)
        .singleElement()
        .asString()
        .contains("row 0 of")
        .endsWith("order has 3 entries, but step_multiplications has 1");
  }

  @Test
  void onlyTheFilesAskedForAreRead() throws IOException {
    Files.writeString(file(1), "not Parquet");

    List<OrderRow> rows = new ArrayList<>();
    orders.usable(ANYTHING, Quarantine.reporting(told::add)).scan(RUN.wave(2)::equals, rows::add);

    assertThat(rows).hasSize(2);
    assertThat(told).isEmpty();
  }

  @Test
  void whatCannotBeReachedIsNotLeftOut() {
    Table<OrderRow> unreachable = FaultyFileSystem.warehouse(folder, Fault.READ_FAILS).orders();

    assertThatThrownBy(() -> unreachable.usable(ANYTHING, Quarantine.keeping(told::add)).read())
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("connection reset");
    assertThat(told).isEmpty();
    assertThat(file(0)).exists();
  }

  @Test
  void whatCannotBeEnteredIsLeftOutAllTheSame() {
    orders.append(RUN.wave(3), List.of(order(400)));
    Table<OrderRow> readable = FaultyFileSystem.warehouse(folder, Fault.WRITE_DENIED).orders();

    assertThat(readable.usable(BELOW_400, Quarantine.keeping(told::add)).read()).hasSize(6);
    assertThat(told)
        .satisfiesExactly(
            row -> assertThat(row).endsWith("it takes 400"),
            denied ->
                assertThat(denied)
                    .startsWith("the rows are not in the quarantine: cannot write")
                    .contains("permission denied"));
  }

  @Test
  void aTableThatIsNotThereHasNoRows() {
    assertThat(warehouse.bounds().usable(ANYTHING, Quarantine.reporting(told::add)).read())
        .isEmpty();
  }
}
