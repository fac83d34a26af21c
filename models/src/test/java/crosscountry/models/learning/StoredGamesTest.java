package crosscountry.models.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.game.FeatureSet;
import crosscountry.environment.game.GameSettings;
import crosscountry.environment.game.Reductions;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.models.network.Architecture;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class StoredGamesTest {

  /** One input; each of vertices 1 to 4 reads the one before it, and 3 and 4 also read 1. */
  private static final VertexGame GAME =
      new VertexGame(
          new ComputationalGraph.Builder("small", 1, 4)
              .readsInput(1, 0)
              .readsResult(2, 1)
              .readsResult(3, 2)
              .readsResult(3, 1)
              .readsResult(4, 3)
              .readsResult(4, 1)
              .output(4)
              .build(),
          new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL));

  /** The other games say nothing of the policy, so that who teaches it was the cheapest. */
  @Test
  void theCheapestGamesHaveTheirShareOfABatch() {
    for (double share : new double[] {0, 0.3, 1}) {
      StoredGames games = stored(share);
      games.add(GAME, game(1, 2, 3));
      games.add(GAME, game(3, 2, 1));
      List<TrainingExample> batch = games.draw(5_000, new SplittableRandom(1));
      assertThat(imitated(batch) / 5_000.0).isCloseTo(share, offset(0.03));
    }
  }

  @Test
  void alikeDrawsGiveAlikeExamplesAndTheCheapestStandInForNone() {
    StoredGames games = stored(0.1);
    List<TrainingExample> batch = games.draw(50, new SplittableRandom(1));
    assertThat(imitated(batch)).isEqualTo(50);
    List<TrainingExample> again = games.draw(50, new SplittableRandom(1));
    for (int index = 0; index < 50; index++) {
      assertThat(again.get(index).rows()).isEqualTo(batch.get(index).rows());
    }
  }

  @Test
  void withoutAnyGameThereIsNothingToDraw() {
    assertThatThrownBy(() -> new StoredGames(new BestGames(1), 0.5, Architecture.LINEAR))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static StoredGames stored(double bestShare) {
    BestGames best = new BestGames(1);
    best.add(GAME, game(2, 3, 1));
    return new StoredGames(best, bestShare, Architecture.POOLED_VERTEXWISE);
  }

  private static Trajectory game(int... vertices) {
    return Trajectory.of(GAME, EliminationOrder.ofVertices(GAME.graph(), vertices));
  }

  private static long imitated(List<TrainingExample> batch) {
    return batch.stream()
        .filter(
            example -> {
              double sum = 0;
              for (float probability : example.policyTarget()) {
                sum += probability;
              }
              return sum > 0.5;
            })
        .count();
  }
}
