package crosscountry.environment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.fixture.HandMadeGraphs;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomTensorGraphs;
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

class SelfPlayTest {

  private static final SearchSettings SETTINGS = new SearchSettings(8, 4, 1, 50, 0.1);

  @Property(tries = 60)
  void trajectoriesReplayToTheirCosts(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    VertexGame game = new VertexGame(graph);
    ArbitraryFunction function = new ArbitraryFunction();
    Trajectory trajectory = new SelfPlay(game, function, SETTINGS).play(new SplittableRandom(seed));
    EliminationCost replayed = EliminationCost.of(graph, trajectory.order(game));

    assertThat(Arrays.stream(trajectory.costs()).asLongStream().toArray())
        .isEqualTo(replayed.steps());
    assertThat(trajectory.multiplications()).isEqualTo(replayed.multiplications());
    assertThat(trajectory.moves()).isEqualTo(graph.eliminableCount());
    assertThat(trajectory.evaluations()).isEqualTo(function.positions().size());
  }

  @Property(tries = 60)
  void everyMoveHasAPolicyOverWhatWasLive(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    VertexGame game = new VertexGame(graph);
    Trajectory trajectory =
        new SelfPlay(game, new ArbitraryFunction(), SETTINGS).play(new SplittableRandom(seed));
    Set<Integer> live = new TreeSet<>();
    Arrays.stream(graph.eliminable()).forEach(live::add);
    for (int move = 0; move < trajectory.moves(); move++) {
      double sum = 0;
      for (int considered = 0; considered < trajectory.policyMoves()[move].length; considered++) {
        assertThat(live).contains(trajectory.policyMoves()[move][considered]);
        sum += trajectory.policy()[move][considered];
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
      assertThat(trajectory.rootValues()[move]).isNotNegative();
      live.remove(trajectory.vertices()[move]);
    }
  }

  @Property(tries = 40)
  void equalSeedsPlayEqualGames(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    VertexGame game = new VertexGame(graph);
    SelfPlay player = new SelfPlay(game, new ArbitraryFunction(), SETTINGS);
    Trajectory first = player.play(new SplittableRandom(seed));

    assertThat(player.play(new SplittableRandom(seed)))
        .as("an earlier game leaves no trace")
        .usingRecursiveComparison()
        .isEqualTo(first);
    assertThat(
            new SelfPlay(game, new ArbitraryFunction(), SETTINGS).play(new SplittableRandom(seed)))
        .usingRecursiveComparison()
        .isEqualTo(first);
  }

  @Test
  void aGameWithoutMovesIsOverAtOnce() {
    VertexGame game = new VertexGame(HandMadeGraphs.chain(1));
    Trajectory trajectory =
        new SelfPlay(game, new ArbitraryFunction(), SETTINGS).play(new SplittableRandom(1));

    assertThat(trajectory.moves()).isZero();
    assertThat(trajectory.multiplications()).isZero();
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
      SelfPlay player = new SelfPlay(game, new ArbitraryFunction(), SETTINGS);
      for (int round = 0; round < 2; round++) {
        Trajectory trajectory = player.play(new SplittableRandom(seed + round));
        EliminationCost replayed = EliminationCost.of(graph, trajectory.order(game));

        assertThat(Arrays.stream(trajectory.costs()).asLongStream().toArray())
            .isEqualTo(replayed.steps());
        assertThat(trajectory.multiplications()).isGreaterThanOrEqualTo(game.bounds().total());
        for (float value : trajectory.rootValues()) {
          assertThat(value).isNotNegative();
        }
      }
    }
  }
}
