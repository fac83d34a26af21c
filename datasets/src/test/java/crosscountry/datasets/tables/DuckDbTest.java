package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folders are read as they lie by a reader that knows nothing of us. */
class DuckDbTest {

  @TempDir Path folder;

  @BeforeEach
  void fillWarehouse() {
    Warehouse warehouse = Warehouse.open(folder.toString());
    FileKey run = FileKey.ofRun("r");
    warehouse
        .orders()
        .append(
            run.wave(0),
            List.of(SampleRows.order("r", 341, 1, 2, 3), SampleRows.order("r", 320, 3, 1, 2)));
    warehouse.orders().append(run.wave(1), List.of(SampleRows.orderByAnnealing("r", 148, 2, 1)));
    warehouse.bounds().append(run.part("early"), List.of(SampleRows.bound("r", 280)));
    warehouse.bounds().append(run.part("late"), List.of(SampleRows.bound("r", 295)));
    warehouse
        .trajectories()
        .append(run.wave(0), List.of(SampleRows.trajectory("r", 0), SampleRows.trajectory("r", 1)));
    warehouse.checkpoints().append(SampleRows.checkpoint("r", 17));
    warehouse.metrics().append(run.wave(0), List.of(SampleRows.step("r", 1)));
    warehouse.metrics().append(run.wave(1), List.of(SampleRows.wave("r", 1)));
    warehouse.runs().append(run.attempt(1).part("started"), List.of(SampleRows.started("r")));
    warehouse.runs().append(run.attempt(1).part("ended"), List.of(SampleRows.ended("r")));
  }

  private List<List<Object>> query(String sql) throws SQLException {
    return DuckDb.query(folder, sql);
  }

  @Test
  void orders() throws SQLException {
    assertThat(
            query(
                """
                SELECT graph, min(multiplications),
                       array_to_string(arg_min("order", multiplications), ','), bool_or(optimal)
                FROM 'orders/*.parquet' GROUP BY graph ORDER BY graph
                """))
        .containsExactly(
            List.of("HumanHeartDipole", 148L, "2,1", true),
            List.of("RoeFlux_1d", 320L, "3,1,2", false));
    assertThat(query("SELECT \"order\"[1], len(\"order\") FROM 'orders/*.parquet' WHERE wave = 3"))
        .containsExactly(List.of(1, 3L), List.of(3, 3L));
    assertThat(query("SELECT count(*) FROM 'orders/*.parquet' WHERE version IS NULL"))
        .containsExactly(List.of(1L));
  }

  @Test
  void bounds() throws SQLException {
    assertThat(
            query(
                """
                SELECT graph, max(lower_bound), any_value(cut_bound), any_value(method),
                       any_value(rounds), any_value(seconds), any_value(run_id)
                FROM 'bounds/*.parquet' GROUP BY graph, graph_fingerprint, cost_model
                """))
        .containsExactly(List.of("RoeFlux_1d", 295L, 223L, "integer-program", 41, 75.5, "r"));
  }

  @Test
  void times() throws SQLException {
    assertThat(query("SELECT min(discovered_at) FROM 'orders/*.parquet'"))
        .containsExactly(List.of(SampleRows.NOON.atOffset(ZoneOffset.UTC)));
    assertThat(
            query(
                """
                SELECT status, ended_at - started_at = INTERVAL 2 MINUTES
                FROM 'runs/*.parquet' WHERE ended_at IS NOT NULL
                """))
        .containsExactly(List.of("done", true));
  }

  @Test
  void trajectories() throws SQLException {
    assertThat(
            query(
                """
                SELECT game, list_sum(step_multiplications), moves[2][2], policy[1][1],
                       len(moves[3]), root_values[2]
                FROM 'trajectories/*.parquet' ORDER BY game
                """))
        .containsExactly(
            List.of(0, new BigInteger("7"), 9, 0.75f, 0L, -0.25f),
            List.of(1, new BigInteger("7"), 9, 0.75f, 0L, -0.25f));
  }

  @Test
  void checkpoints() throws SQLException {
    assertThat(
            query(
                """
                SELECT version, len(parameters), parameters[1], octet_length(replay), sha256
                FROM 'checkpoints/*.parquet'
                """))
        .containsExactly(List.of(17L, 1000L, 17f, 500L, SampleRows.checkpoint("r", 17).sha256()));
  }

  @Test
  void metrics() throws SQLException {
    assertThat(
            query(
                """
                SELECT kind, coalesce(loss, -1), coalesce(games, -1), coalesce(staleness, -1)
                FROM 'metrics/*.parquet' ORDER BY kind
                """))
        .containsExactly(List.of("step", 1.75, -1L, -1.0), List.of("wave", -1.0, 32L, 1.5));
  }

  @Test
  void runs() throws SQLException {
    assertThat(
            query(
                """
                SELECT status, graphs[2], len(fingerprints), coalesce(exit_code, -1)
                FROM 'runs/*.parquet' ORDER BY status
                """))
        .containsExactly(
            List.of("done", "HumanHeartDipole", 2L, 0),
            List.of("running", "HumanHeartDipole", 2L, -1));
  }
}
