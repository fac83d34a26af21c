package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that the software of the first schema versions wrote, kept as they are, beside files of
 * today. They are never written again.
 */
class OldestFilesTest {

  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void putNewFilesBesideOldOnes() throws IOException, URISyntaxException {
    Path oldest = Path.of(OldestFilesTest.class.getResource("oldest").toURI());
    try (Stream<Path> files = Files.walk(oldest)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = folder.resolve(oldest.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    FileKey key = FileKey.ofRun("today").wave(0);
    warehouse = Warehouse.open(folder.toString());
    warehouse.metrics().append(key, List.of(SampleRows.wave("today", 0)));
    warehouse.trajectories().append(key, List.of(SampleRows.trajectory("today", 0)));
    warehouse.orders().append(key, List.of(SampleRows.order("today", 300, 3, 1, 2)));
  }

  private void assertRead() {
    List<MetricRow> metrics = warehouse.metrics().read();
    assertThat(metrics).hasSize(3);
    assertThat(metrics.get(0).learning())
        .isEqualTo(new MetricRow.Learning(1.25, 0.5, 1.75, 1e-3, 4096));
    assertThat(metrics.get(1).play())
        .isEqualTo(new MetricRow.Play(32, 3136, 100_352, 10.5, 2900.25, 1.5, null));
    assertThat(metrics.get(1).costs()).isEqualTo(new MetricRow.Costs(320, 341.5, null, null));
    assertThat(metrics.get(1).load()).isNull();
    assertThat(metrics.get(2)).isEqualTo(SampleRows.wave("today", 0));
    List<TrajectoryRow> games = warehouse.trajectories().read();
    assertThat(games).extracting(TrajectoryRow::costModel).containsExactly(null, null, "principle");
    assertThat(games.get(1).policy().get(0)).isEqualTo(Floats.of(0.75f, 0.25f));
    assertThat(warehouse.orders().read())
        .extracting(OrderRow::multiplications)
        .containsExactly(320L, 300L);
  }

  private void assertReadByDuckDb() throws Exception {
    assertThat(
            DuckDb.query(
                folder,
                """
                SELECT run_id, kind, schema_version, coalesce(cost_model, '-'),
                       coalesce(busy_share, -1), coalesce(owed_updates, -1)
                FROM read_parquet('metrics/*.parquet', union_by_name = true) ORDER BY ALL
                """))
        .containsExactly(
            List.of("first", "step", 1, "-", -1.0, -1L),
            List.of("first", "wave", 1, "-", -1.0, -1L),
            List.of("today", "wave", 4, "principle", 0.75, 12L));
    assertThat(
            DuckDb.query(
                folder,
                """
                SELECT run_id, game, schema_version, coalesce(cost_model, '-'), policy[1][1]
                FROM read_parquet('trajectories/*.parquet', union_by_name = true) ORDER BY ALL
                """))
        .containsExactly(
            List.of("first", 0, 1, "-", 0.75f),
            List.of("first", 1, 1, "-", 0.75f),
            List.of("today", 0, 2, "principle", 0.75f));
  }

  @Test
  void areReadHereAndByDuckDb() throws Exception {
    assertRead();
    assertReadByDuckDb();
  }

  // A row must still say which version wrote it, as that tells what its nulls mean.
  @Test
  void areNotChangedByCompaction() throws Exception {
    for (int copy = 1; copy < 3; copy++) {
      warehouse
          .metrics()
          .append(FileKey.ofRun("more").wave(copy), List.of(SampleRows.wave("more", copy)));
    }
    warehouse
        .maintenance(
            new MaintenanceSettings(Duration.ZERO, Optional.empty(), OptionalInt.empty(), Set::of),
            Clock.offset(Clock.systemUTC(), Duration.ofDays(1)),
            sentence -> {
              throw new AssertionError(sentence);
            })
        .run("test");

    assertThat(
            DuckDb.query(
                folder,
                """
                SELECT schema_version, count(*), count(cost_model)
                FROM read_parquet('metrics/*.parquet', union_by_name = true)
                GROUP BY ALL ORDER BY ALL
                """))
        .containsExactly(List.of(1, 2L, 0L), List.of(4, 3L, 3L));
    assertThat(warehouse.trajectories().read()).hasSize(3);
    assertThat(warehouse.orders().read())
        .extracting(OrderRow::multiplications)
        .containsExactly(320L, 300L);
  }
}
