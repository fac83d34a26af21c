package crosscountry.jobs.refit;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.tables.Ints;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.heuristic.HeuristicOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a table is learnt from. */
final class GameLibraryTest {

  @TempDir private Path folder;

  private static void refuse(String sentence) {
    throw new AssertionError(sentence);
  }

  @Test
  void gamesAreCountedAnewAndBeginWithTheOpening() {
    Warehouse warehouse = Warehouse.open(folder.toString());
    StoredRows.write(warehouse, HeuristicOrder.REVERSE);
    GameLibrary library = StoredRows.library(warehouse);
    List<Trajectory> games = new ArrayList<>();
    assertThat(
            library.read(
                StoredRows.key(0), (graph, game) -> games.add(game), GameLibraryTest::refuse))
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
    List<String> told = new ArrayList<>();
    LeftOut leftOut =
        StoredRows.library(warehouse)
            .read(StoredRows.key(0), (graph, game) -> games.add(game), told::add);
    assertThat(games).hasSize(1);
    assertThat(leftOut.games())
        .isEqualTo(
            Map.of(
                LeftOut.Reason.UNKNOWN_GRAPH,
                1L,
                LeftOut.Reason.OTHER_COST_MODEL,
                2L,
                LeftOut.Reason.POISONED,
                1L));
    assertThat(leftOut.plus(leftOut).text())
        .isEqualTo("2 of graphs that are not known, 4 counted by another cost model, 2 damaged");
    assertThat(told).singleElement().asString().startsWith("row 4 of ").contains("rules.wave-");
  }

  @Test
  void searchesThatCannotHaveBeenAreLeftOutAndToldOf() {
    Warehouse warehouse = Warehouse.open(folder.toString());
    Ints order = Ints.of(StoredRows.order(HeuristicOrder.REVERSE));
    warehouse
        .trajectories()
        .append(
            StoredRows.key(0),
            List.of(
                StoredRows.row(0, order, null),
                StoredRows.thought(order, 1_000_000, 1, 0),
                StoredRows.thought(order, -1, 1, 0),
                StoredRows.thought(order, order.get(0), Float.NaN, 0),
                StoredRows.thought(order, order.get(0), 1, Float.NaN)));
    List<Trajectory> games = new ArrayList<>();
    List<String> told = new ArrayList<>();
    LeftOut leftOut =
        StoredRows.library(warehouse)
            .read(StoredRows.key(0), (graph, game) -> games.add(game), told::add);
    assertThat(games).hasSize(1);
    assertThat(leftOut.games()).isEqualTo(Map.of(LeftOut.Reason.POISONED, 4L));
    assertThat(told)
        .satisfiesExactly(
            row -> assertThat(row).contains("row 1 of", "equation 1000000"),
            row -> assertThat(row).contains("row 2 of", "equation -1"),
            row -> assertThat(row).contains("row 3 of", "weight of NaN"),
            row -> assertThat(row).contains("row 4 of", "root_values[0] is NaN"));
  }

  @Test
  void aFileThatIsCutShortIsLeftOutAndTheNextIsRead() throws IOException {
    Warehouse warehouse = Warehouse.open(folder.toString());
    StoredRows.write(warehouse, HeuristicOrder.REVERSE, HeuristicOrder.FORWARD);
    Path file = folder.resolve("trajectories/" + StoredRows.key(0).value() + ".parquet");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    GameLibrary library = StoredRows.library(warehouse);
    List<Trajectory> games = new ArrayList<>();
    List<String> told = new ArrayList<>();
    LeftOut leftOut = library.read(StoredRows.key(0), (graph, game) -> games.add(game), told::add);
    assertThat(leftOut.text()).isEqualTo("1 damaged file(s)");
    assertThat(told)
        .singleElement()
        .asString()
        .contains(StoredRows.key(0).value(), "is left out: it is damaged or cut short");
    assertThat(games).isEmpty();
    assertThat(
            library.read(
                StoredRows.key(1), (graph, game) -> games.add(game), GameLibraryTest::refuse))
        .isEqualTo(LeftOut.NOTHING);
    assertThat(games).hasSize(1);
  }
}
