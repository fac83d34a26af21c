package crosscountry.jobs.refit;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.tables.Ints;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.heuristic.HeuristicOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a table is learnt from. */
final class GameLibraryTest {

  @TempDir private Path folder;

  @Test
  void gamesAreCountedAnewAndBeginWithTheOpening() {
    Warehouse warehouse = Warehouse.open(folder.toString());
    StoredRows.write(warehouse, HeuristicOrder.REVERSE);
    GameLibrary library = StoredRows.library(warehouse);
    List<Trajectory> games = new ArrayList<>();
    assertThat(library.read(StoredRows.key(0), (graph, game) -> games.add(game)))
        .isEqualTo(LeftOut.NOTHING);
    Trajectory game = games.get(0);
    // By the proofs of reductions no dearer than reverse mode, which takes 364; 295 are optimal.
    assertThat(game.multiplications()).isBetween(295L, 364L);
    assertThat(game.order(library.game(0)).length()).isEqualTo(98);
    int opening = library.game(0).opening().count();
    assertThat(opening).isPositive();
    assertThat(game.vertices()).startsWith(library.game(0).opening().followedBy());
  }

  @Test
  void whatCannotBeLearntFromIsLeftOutAndCounted() {
    Warehouse warehouse = Warehouse.open(folder.toString());
    int[] order = StoredRows.order(HeuristicOrder.FORWARD);
    int[] repeated = order.clone();
    repeated[1] = repeated[0];
    TrajectoryRow sound = StoredRows.row(0, Ints.of(order), null);
    TrajectoryRow stranger =
        new TrajectoryRow(
            sound.runId(),
            sound.wave(),
            sound.partition(),
            sound.game(),
            "stranger",
            "0".repeat(64),
            sound.version(),
            sound.staleness(),
            sound.seed(),
            sound.order(),
            sound.stepMultiplications(),
            sound.moves(),
            sound.policy(),
            sound.rootValues(),
            sound.costModel());
    warehouse
        .trajectories()
        .append(
            StoredRows.key(0),
            List.of(
                sound,
                stranger,
                StoredRows.row(0, Ints.of(order), "graphax"),
                StoredRows.row(0, Ints.of(order), "graphax"),
                StoredRows.row(0, Ints.of(repeated), "principle")));
    List<Trajectory> games = new ArrayList<>();
    LeftOut leftOut =
        StoredRows.library(warehouse).read(StoredRows.key(0), (graph, game) -> games.add(game));
    assertThat(games).hasSize(1);
    assertThat(leftOut.games())
        .isEqualTo(
            Map.of(
                LeftOut.Reason.UNKNOWN_GRAPH,
                1L,
                LeftOut.Reason.OTHER_COST_MODEL,
                2L,
                LeftOut.Reason.INVALID_ORDER,
                1L));
    assertThat(leftOut.plus(leftOut).text())
        .isEqualTo(
            "2 of graphs that are not known, 4 counted by another cost model, 2 without a valid order");
  }
}
