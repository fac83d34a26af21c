package crosscountry.datasets.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.game.FeatureSet;
import crosscountry.environment.game.GameSettings;
import crosscountry.environment.game.Reductions;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.search.Player;
import crosscountry.environment.search.PolicyPlayer;
import crosscountry.environment.search.PolicyValueFunction;
import crosscountry.environment.search.SearchSettings;
import crosscountry.environment.search.SearchingPlayer;
import crosscountry.environment.search.Transpositions;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Games on built-in graphs. */
class CatalogGamesTest {

  private static final SearchSettings SEARCH =
      new SearchSettings(4, 4, 1, 50, 0.1, Transpositions.SHARED);

  private static final PolicyValueFunction INDIFFERENT =
      (position, judgement) -> {
        Arrays.fill(judgement.logits(), 0);
        Arrays.fill(judgement.excess(), 0);
      };

  private static VertexGame game(String name, Reductions reductions) {
    ComputationalGraph graph =
        CostModel.PRINCIPLE.linearize(Catalog.builtIn().resolve(name).program());
    return new VertexGame(graph, new GameSettings(reductions, FeatureSet.ALL));
  }

  private static void assertBothPlayers(VertexGame game) {
    List<Player> players =
        List.of(
            new PolicyPlayer(game, INDIFFERENT, 1), new SearchingPlayer(game, INDIFFERENT, SEARCH));
    for (Player player : players) {
      Trajectory trajectory = player.play(new SplittableRandom(1));

      assertThat(trajectory.steps()).isEqualTo(game.graph().eliminableCount());
      assertThat(Arrays.copyOf(trajectory.vertices(), game.opening().count()))
          .isEqualTo(game.opening().followedBy());
      assertThat(trajectory.multiplications())
          .isEqualTo(EliminationCost.of(game.graph(), trajectory.order(game)).multiplications());
      assertThat(trajectory.evaluations() > 0).isEqualTo(game.moves() > 0);
    }
  }

  @ParameterizedTest
  @EnumSource(Reductions.class)
  void gamesAreOrdersThatBeginWithTheOpening(Reductions reductions) {
    assertBothPlayers(game("PropaneCombustion", reductions));
    assertBothPlayers(game("RobotArm_6DOF", reductions));
  }

  @Test
  void theOpeningMayLeaveNothing() {
    VertexGame game = game("HumanHeartDipole", Reductions.APPLIED);

    assertThat(game.moves()).isZero();
    assertThat(game.opening().count()).isEqualTo(game.graph().eliminableCount());
    assertBothPlayers(game);
    assertBothPlayers(game("HumanHeartDipole", Reductions.LEFT_OUT));
  }
}
