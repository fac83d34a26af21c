package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {

  private static final FileKey WAVE = FileKey.ofRun("r").wave(0);

  @TempDir Path folder;

  private Warehouse warehouse() {
    return Warehouse.open(folder.toString());
  }

  @Test
  void openingAWarehouseWritesNothing() {
    Path place = folder.resolve("new");

    assertThat(Warehouse.open(place.toString()).orders().exists()).isFalse();
    assertThat(Warehouse.open(place.toString()).orders().keys()).isEmpty();
    assertThat(place).doesNotExist();
  }

  @Test
  void anAppendIsOneFileNamedByItsKey() throws IOException {
    Table<OrderRow> orders = warehouse().orders();

    orders.append(WAVE, List.of(SampleRows.order("r", 320, 3, 1, 2)));

    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile))
          .containsExactly(folder.resolve("orders/r.wave-00000000.parquet"));
    }
    assertThat(Path.of(orders.location())).isEqualTo(folder.resolve("orders"));
  }

  @Test
  void appendingAgainChangesNothing() {
    Table<OrderRow> orders = warehouse().orders();
    OrderRow first = SampleRows.order("r", 320, 3, 1, 2);

    assertThat(orders.append(WAVE, List.of(first))).isTrue();
    assertThat(orders.append(WAVE, List.of(SampleRows.order("r", 300, 1, 2, 3)))).isFalse();

    assertThat(orders.read()).containsExactly(first);
  }

  @Test
  void appendingNewInsistsOnANewKey() {
    Table<OrderRow> orders = warehouse().orders();
    orders.appendNew(WAVE, List.of(SampleRows.order("r", 320, 3, 1, 2)));

    assertThatThrownBy(() -> orders.appendNew(WAVE, List.of()))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("r.wave-00000000.parquet: it exists already")
        .hasMessageContaining("use another run id");
  }

  @Test
  void readsByKeyThenAsAppended() {
    Table<OrderRow> orders = warehouse().orders();
    OrderRow one = SampleRows.order("a", 1, 1);
    OrderRow two = SampleRows.order("a", 2, 2);
    OrderRow three = SampleRows.order("b", 3, 3);
    orders.append(FileKey.ofRun("b").wave(0), List.of(three));
    orders.append(FileKey.ofRun("a").wave(0), List.of(two, one));

    assertThat(orders.read()).containsExactly(two, one, three);
    assertThat(orders.read(FileKey.ofRun("a"))).containsExactly(two, one);
    assertThat(orders.read(FileKey.ofRun("c"))).isEmpty();
    assertThat(orders.keys(FileKey.ofRun("b"))).containsExactly(FileKey.ofRun("b").wave(0));
  }

  @Test
  void scansWithoutHoldingTheTable() {
    Table<MetricRow> metrics = warehouse().metrics();
    metrics.append(WAVE, List.of(SampleRows.step("r", 1), SampleRows.wave("r", 0)));
    List<MetricRow> seen = new ArrayList<>();

    metrics.scan(seen::add);

    assertThat(seen).isEqualTo(metrics.read());
  }

  @Test
  void anErrorOfTheActionStaysItsOwn() {
    Table<MetricRow> metrics = warehouse().metrics();
    metrics.append(WAVE, List.of(SampleRows.step("r", 1)));

    assertThatThrownBy(
            () ->
                metrics.scan(
                    row -> {
                      throw new IllegalStateException("mine");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("mine");
  }

  @Test
  void anAppendOfNoRowsIsRemembered() {
    Table<RunRow> runs = warehouse().runs();

    assertThat(runs.append(WAVE, List.of())).isTrue();
    assertThat(runs.append(WAVE, List.of())).isFalse();
    assertThat(runs.read()).isEmpty();
  }

  @Test
  void hiddenFilesAreNotRows() throws IOException {
    Table<RunRow> runs = warehouse().runs();
    runs.append(WAVE, List.of(SampleRows.started("r")));
    Files.writeString(folder.resolve("runs/_SUCCESS"), "");
    Files.writeString(folder.resolve("runs/.r.parquet"), "");
    Files.createDirectory(folder.resolve("runs/backup.parquet"));

    assertThat(runs.read()).containsExactly(SampleRows.started("r"));
  }

  @Test
  void whatADeadWriterLeftDoesNoHarmAndCanBeRemoved() throws IOException {
    Warehouse warehouse = warehouse();
    warehouse.runs().append(WAVE, List.of());
    Path left = folder.resolve(".staging/runs/r.wave-00000001.dead.staged");
    Files.writeString(left, "PAR1 and no more");

    assertThat(warehouse.runs().append(WAVE.part("next"), List.of(SampleRows.started("r"))))
        .isTrue();
    assertThat(warehouse.runs().read()).hasSize(1);
    assertThat(warehouse.removeStagedBefore(Instant.now().minus(Duration.ofDays(1)))).isZero();
    assertThat(warehouse.removeStagedBefore(Instant.now().plusSeconds(5))).isOne();
    assertThat(left).doesNotExist();
  }
}
