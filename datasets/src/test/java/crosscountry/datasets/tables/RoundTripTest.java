package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The law of every table: what was appended is what is read. */
class RoundTripTest {

  private static final int TRIES = 50;
  private static final AtomicInteger WAVE = new AtomicInteger();

  private static Path folder;
  private static Warehouse warehouse;

  @BeforeContainer
  static void makeWarehouse() throws IOException {
    folder = Files.createTempDirectory("round trip");
    warehouse = Warehouse.open(folder.toString());
  }

  @AfterContainer
  static void removeWarehouse() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(tries = TRIES)
  void orders(@ForAll("orderRows") List<OrderRow> rows) {
    assertReadBack(warehouse.orders(), rows);
  }

  @Property(tries = TRIES)
  void bounds(@ForAll("boundRows") List<BoundRow> rows) {
    assertReadBack(warehouse.bounds(), rows);
  }

  @Property(tries = TRIES)
  void trajectories(@ForAll("trajectoryRows") List<TrajectoryRow> rows) {
    assertReadBack(warehouse.trajectories(), rows);
  }

  @Property(tries = TRIES)
  void checkpoints(@ForAll("checkpointRows") List<CheckpointRow> rows) {
    assertReadBack(warehouse.checkpoints().table(), rows);
  }

  @Property(tries = TRIES)
  void metrics(@ForAll("metricRows") List<MetricRow> rows) {
    assertReadBack(warehouse.metrics(), rows);
  }

  @Property(tries = TRIES)
  void runs(@ForAll("runRows") List<RunRow> rows) {
    assertReadBack(warehouse.runs(), rows);
  }

  @Property(tries = TRIES)
  void promotions(@ForAll("promotionRows") List<PromotionRow> rows) {
    assertReadBack(warehouse.promotions().table(), rows);
  }

  @Property(tries = TRIES)
  void graphs(@ForAll("graphRows") List<GraphRow> rows) {
    assertReadBack(warehouse.graphs(), rows);
  }

  private static <R> void assertReadBack(Table<R> table, List<R> rows) {
    FileKey key = FileKey.ofRun("r").wave(WAVE.incrementAndGet());

    assertThat(table.append(key, rows)).isTrue();

    assertThat(table.read(key)).isEqualTo(rows);
  }

  @Provide
  Arbitrary<List<OrderRow>> orderRows() {
    return RowArbitraries.orders().list().ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<BoundRow>> boundRows() {
    return RowArbitraries.bounds().list().ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<TrajectoryRow>> trajectoryRows() {
    return RowArbitraries.trajectories().list().ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<CheckpointRow>> checkpointRows() {
    return RowArbitraries.checkpoints().list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<MetricRow>> metricRows() {
    return RowArbitraries.metrics().list().ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<RunRow>> runRows() {
    return RowArbitraries.runs().list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<PromotionRow>> promotionRows() {
    return RowArbitraries.promotions().list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<GraphRow>> graphRows() {
    return RowArbitraries.graphs().list().ofMaxSize(8);
  }
}
