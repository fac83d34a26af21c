package crosscountry.environment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import crosscountry.environment.fixture.HandMadeGraphs;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomTensorGraphs;
import crosscountry.environment.game.FeatureSet;
import crosscountry.environment.game.GameSettings;
import crosscountry.environment.game.Reductions;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.structure.AlphaGradRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SearchingPlayerTest {

  private static final SearchSettings SETTINGS =
      new SearchSettings(8, 4, 1, 50, 0.1, Transpositions.SHARED);

  @Property(tries = 60)
  void trajectoriesReplayToTheirCosts(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph,
      @ForAll Reductions reductions,
      @ForAll long seed) {
    VertexGame game = new VertexGame(graph, new GameSettings(reductions, FeatureSet.ALL));
    ArbitraryFunction function = new ArbitraryFunction();
    Trajectory trajectory =
        new SearchingPlayer(game, function, SETTINGS).play(new SplittableRandom(seed));

    PlayedGames.assertComplete(game, trajectory);
    assertThat(trajectory.evaluations()).isEqualTo(function.positions().size());
  }

  @Property(tries = 60)
  void everyMoveAfterTheOpeningHasAPolicyOverWhatWasLive(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph,
      @ForAll Reductions reductions,
      @ForAll long seed) {
    VertexGame game = new VertexGame(graph, new GameSettings(reductions, FeatureSet.ALL));
    Trajectory trajectory =
        new SearchingPlayer(game, new ArbitraryFunction(), SETTINGS)
            .play(new SplittableRandom(seed));
    Set<Integer> live = new TreeSet<>();
    Arrays.stream(graph.eliminable()).forEach(live::add);
    for (int step = 0; step < trajectory.steps(); step++) {
      double sum = 0;
      for (int considered = 0; considered < trajectory.policyMoves()[step].length; considered++) {
        assertThat(live).contains(trajectory.policyMoves()[step][considered]);
        sum += trajectory.policy()[step][considered];
      }
      if (step < game.opening().count()) {
        assertThat(trajectory.policyMoves()[step]).isEmpty();
        assertThat(trajectory.rootValues()[step]).isZero();
      } else {
        assertThat(sum).isCloseTo(1, within(1e-5));
        assertThat(trajectory.rootValues()[step]).isNotNegative();
      }
      live.remove(trajectory.vertices()[step]);
    }
  }

  @Property(tries = 40)
  void equalSeedsPlayEqualGames(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph,
      @ForAll Reductions reductions,
      @ForAll long seed) {
    VertexGame game = new VertexGame(graph, new GameSettings(reductions, FeatureSet.ALL));
    SearchingPlayer player = new SearchingPlayer(game, new ArbitraryFunction(), SETTINGS);
    Trajectory first = player.play(new SplittableRandom(seed));

    assertThat(player.play(new SplittableRandom(seed)))
        .as("an earlier game leaves no trace")
        .usingRecursiveComparison()
        .isEqualTo(first);
    assertThat(
            new SearchingPlayer(game, new ArbitraryFunction(), SETTINGS)
                .play(new SplittableRandom(seed)))
        .usingRecursiveComparison()
        .isEqualTo(first);
  }

  @Test
  void aGameWithoutMovesIsOverAtOnce() {
    VertexGame game = new VertexGame(HandMadeGraphs.chain(1));
    Trajectory trajectory =
        new SearchingPlayer(game, new ArbitraryFunction(), SETTINGS).play(new SplittableRandom(1));

    assertThat(trajectory.steps()).isZero();
    assertThat(trajectory.multiplications()).isZero();
    assertThat(trajectory.evaluations()).isZero();
  }

  @Test
  void aGameThatTheOpeningFinishesIsTheOpening() {
    VertexGame game = new VertexGame(HandMadeGraphs.chain(5));
    Trajectory trajectory =
        new SearchingPlayer(game, new ArbitraryFunction(), SETTINGS).play(new SplittableRandom(1));

    assertThat(game.moves()).isZero();
    PlayedGames.assertComplete(game, trajectory);
    assertThat(trajectory.evaluations()).isZero();
  }

  @Property(tries = 30)
  void gamesWithTensorsReplayToTheirCosts(@ForAll long seed) {
    List<ComputationalGraph> graphs = new ArrayList<>();
    for (CostModel model : CostModel.values()) {
      graphs.add(RandomTensorGraphs.ofProgram(seed, model, 20));
    }
    graphs.add(RandomTensorGraphs.ofTypes(seed, AlphaGradRules.ALPHAGRAD));
    for (ComputationalGraph graph : graphs) {
      VertexGame game = new VertexGame(graph);
      SearchingPlayer player = new SearchingPlayer(game, new ArbitraryFunction(), SETTINGS);
      for (int round = 0; round < 2; round++) {
        Trajectory trajectory = player.play(new SplittableRandom(seed + round));
        PlayedGames.assertComplete(game, trajectory);
        assertThat(trajectory.multiplications()).isGreaterThanOrEqualTo(game.bounds().total());
        for (float value : trajectory.rootValues()) {
          assertThat(value).isNotNegative();
        }
      }
    }
  }
}
