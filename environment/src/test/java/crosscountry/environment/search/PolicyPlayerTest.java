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
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PolicyPlayerTest {

  private static final PolicyValueFunction INDIFFERENT =
      (position, judgement) -> {
        Arrays.fill(judgement.logits(), 0);
        Arrays.fill(judgement.excess(), 0);
      };

  @Property(tries = 60)
  void gamesAreCompleteAndEveryMoveIsJudgedOnce(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph,
      @ForAll Reductions reductions,
      @ForAll long seed) {
    VertexGame game = new VertexGame(graph, new GameSettings(reductions, FeatureSet.ALL));
    ArbitraryFunction function = new ArbitraryFunction();
    PolicyPlayer player = new PolicyPlayer(game, function, 1);
    for (int round = 0; round < 3; round++) {
      Trajectory trajectory = player.play(new SplittableRandom(seed + round));

      PlayedGames.assertComplete(game, trajectory);
      assertThat(trajectory.evaluations()).isEqualTo(game.moves());
      assertThat(Arrays.stream(trajectory.policyMoves())).allMatch(moves -> moves.length == 0);
      assertThat(Arrays.stream(trajectory.policy())).allMatch(policy -> policy.length == 0);
    }
    assertThat(function.positions()).hasSize(3 * game.moves());
  }

  @Property(tries = 30)
  void gamesWithTensorsAreComplete(@ForAll Reductions reductions, @ForAll long seed) {
    List<ComputationalGraph> graphs = new ArrayList<>();
    for (CostModel model : CostModel.values()) {
      graphs.add(RandomTensorGraphs.ofProgram(seed, model, 20));
    }
    graphs.add(RandomTensorGraphs.ofTypes(seed, AlphaGradRules.ALPHAGRAD));
    for (ComputationalGraph graph : graphs) {
      VertexGame game = new VertexGame(graph, new GameSettings(reductions, FeatureSet.ALL));
      PolicyPlayer player = new PolicyPlayer(game, new ArbitraryFunction(), 1);
      for (int round = 0; round < 2; round++) {
        PlayedGames.assertComplete(game, player.play(new SplittableRandom(seed + round)));
      }
    }
  }

  @Property(tries = 60)
  void atTemperatureZeroTheGreatestLogitIsPlayed(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    VertexGame game = new VertexGame(graph, new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL));
    Trajectory trajectory =
        new PolicyPlayer(game, new ArbitraryFunction(), 0).play(new SplittableRandom(seed));

    assertThat(Arrays.stream(trajectory.vertices()).boxed())
        .isSortedAccordingTo(
            Comparator.comparingDouble((Integer vertex) -> -ArbitraryFunction.logit(vertex))
                .thenComparing(vertex -> vertex));
  }

  @Property(tries = 60)
  void ofEqualLogitsTheSmallestVertexIsPlayed(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    VertexGame game = new VertexGame(graph, new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL));

    assertThat(new PolicyPlayer(game, INDIFFERENT, 0).play(new SplittableRandom(seed)).vertices())
        .isEqualTo(graph.eliminable());
  }

  @Property(tries = 40)
  void equalSeedsPlayEqualGames(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph,
      @ForAll Reductions reductions,
      @ForAll long seed) {
    VertexGame game = new VertexGame(graph, new GameSettings(reductions, FeatureSet.ALL));
    PolicyPlayer player = new PolicyPlayer(game, new ArbitraryFunction(), 0.7);
    Trajectory first = player.play(new SplittableRandom(seed));

    assertThat(player.play(new SplittableRandom(seed)))
        .as("an earlier game leaves no trace")
        .usingRecursiveComparison()
        .isEqualTo(first);
    assertThat(
            new PolicyPlayer(game, new ArbitraryFunction(), 0.7).play(new SplittableRandom(seed)))
        .usingRecursiveComparison()
        .isEqualTo(first);
  }

  /** Of 20,000 draws a share is within 0.015 of its probability but for one time in 20,000. */
  @Test
  void movesAreDrawnFromTheSoftmaxOfTheLogitsDividedByTheTemperature() {
    VertexGame game =
        new VertexGame(
            HandMadeGraphs.comb(4), new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL));
    double[] prior = {0.1, 0.4, 0.3, 0.2};
    PolicyValueFunction function =
        (position, judgement) -> {
          Arrays.fill(judgement.excess(), 0);
          for (int row = 0; row < position.live(); row++) {
            judgement.logits()[row] = 3 + (float) Math.log(prior[position.vertices()[row] - 1]);
          }
        };
    for (double temperature : new double[] {0.5, 1, 2}) {
      PolicyPlayer player = new PolicyPlayer(game, function, temperature);
      SplittableRandom random = new SplittableRandom(1);
      int draws = 20_000;
      int[] first = new int[prior.length];
      for (int draw = 0; draw < draws; draw++) {
        first[player.play(random).vertices()[0] - 1]++;
      }
      double sum = Arrays.stream(prior).map(share -> Math.pow(share, 1 / temperature)).sum();
      for (int move = 0; move < prior.length; move++) {
        assertThat((double) first[move] / draws)
            .as("vertex %d at temperature %s", move + 1, temperature)
            .isCloseTo(Math.pow(prior[move], 1 / temperature) / sum, within(0.015));
      }
    }
  }

  @Test
  void theValuesAreThoseOfThePositionsInMultiplications() {
    VertexGame game = new VertexGame(HandMadeGraphs.ladder(3));
    PolicyValueFunction function =
        (position, judgement) -> {
          Arrays.fill(judgement.logits(), 0);
          Arrays.fill(judgement.excess(), 0.5f);
        };
    Trajectory trajectory = new PolicyPlayer(game, function, 1).play(new SplittableRandom(1));

    assertThat(trajectory.steps()).isEqualTo(6);
    for (int move = 0; move < trajectory.steps(); move++) {
      assertThat((double) trajectory.rootValues()[move])
          .isCloseTo(0.5 * (6 - move) * game.costUnit(), within(1e-4));
    }
  }

  @Test
  void aGameThatTheOpeningFinishesIsTheOpening() {
    VertexGame game = new VertexGame(HandMadeGraphs.chain(5));
    Trajectory trajectory = new PolicyPlayer(game, INDIFFERENT, 1).play(new SplittableRandom(1));

    assertThat(game.moves()).isZero();
    PlayedGames.assertComplete(game, trajectory);
    assertThat(trajectory.evaluations()).isZero();
  }
}
