package crosscountry.environment.search;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import java.util.Arrays;

/** What is true of every game, whoever played it. */
final class PlayedGames {

  private PlayedGames() {}

  /** Asserts that a game is an order of its graph that begins with the opening, and its costs. */
  static void assertComplete(VertexGame game, Trajectory trajectory) {
    EliminationCost replayed = EliminationCost.of(game.graph(), trajectory.order(game));

    assertThat(trajectory.steps())
        .isEqualTo(game.graph().eliminableCount())
        .isEqualTo(game.opening().count() + game.moves());
    assertThat(Arrays.copyOf(trajectory.vertices(), game.opening().count()))
        .isEqualTo(game.opening().followedBy());
    assertThat(Arrays.stream(trajectory.costs()).asLongStream().toArray())
        .isEqualTo(replayed.steps());
    assertThat(trajectory.multiplications()).isEqualTo(replayed.multiplications());
  }
}
