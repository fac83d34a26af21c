package crosscountry.jobs.selfplay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.environment.game.FeatureSet;
import crosscountry.environment.game.GameSettings;
import crosscountry.environment.game.Reductions;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.graph.ComputationalGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class KeptGamesTest {

  private static final VertexGame GAME =
      new VertexGame(
          new ComputationalGraph.Builder("chain", 1, 3)
              .readsInput(1, 0)
              .readsResult(2, 1)
              .readsResult(3, 2)
              .output(3)
              .build(),
          new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL));

  /** Costs of games are all that matters here. */
  private static Trajectory game(int cost) {
    return new Trajectory(
        new int[] {1, 2},
        new int[] {1, cost - 1},
        new int[2][0],
        new float[2][0],
        new float[2],
        cost % 7);
  }

  @Test
  void theCheapestGameOfATaskIsAlwaysKept() {
    SplittableRandom random = new SplittableRandom(1);
    for (int repetition = 0; repetition < 200; repetition++) {
      KeptGames kept = new KeptGames(GAME, 1 + random.nextInt(4));
      long cheapest = Long.MAX_VALUE;
      for (int number = 0; number < 20; number++) {
        Trajectory game = game(2 + random.nextInt(1000));
        cheapest = Math.min(cheapest, game.multiplications());
        if (random.nextInt(10) == 0) {
          kept.keep(game);
        } else {
          kept.offer(game);
        }
      }
      assertThat(kept.games().stream().mapToLong(Trajectory::multiplications).min())
          .hasValue(cheapest);
    }
  }

  @Test
  void ofThoseThatMustProveCheapTheCheapestAreKeptAndTheEarlierOfEquals() {
    KeptGames kept = new KeptGames(GAME, 3);
    List<Trajectory> offered = new ArrayList<>();
    for (int cost : new int[] {9, 5, 7, 5, 5, 3, 8, 5}) {
      offered.add(game(cost));
    }
    Trajectory dear = game(100);
    kept.keep(dear);
    offered.forEach(kept::offer);
    List<Trajectory> expected =
        offered.stream()
            .sorted(Comparator.comparingLong(Trajectory::multiplications))
            .limit(3)
            .toList();

    assertThat(kept.games())
        .hasSize(4)
        .startsWith(dear)
        .endsWith(expected.toArray(Trajectory[]::new));
    assertThat(kept.games().get(1)).isSameAs(offered.get(5));
    assertThat(kept.games().get(2)).isSameAs(offered.get(1));
    assertThat(kept.games().get(3)).isSameAs(offered.get(3));
  }

  @Test
  void allGamesAreCountedWhetherKeptOrNot() {
    KeptGames kept = new KeptGames(GAME, 1);
    long multiplications = 0;
    long evaluations = 0;
    for (int cost = 50; cost > 20; cost--) {
      Trajectory game = game(cost);
      multiplications += game.multiplications();
      evaluations += game.evaluations();
      if (cost % 10 == 0) {
        kept.keep(game);
      } else {
        kept.offer(game);
      }
    }

    assertThat(kept.games()).hasSize(4);
    assertThat(kept.tally())
        .isEqualTo(new PlayTally(30, 30L * GAME.moves(), evaluations, multiplications));
  }

  @Test
  void talliesAddUp() {
    PlayTally one = new PlayTally(1, 2, 3, 4);
    assertThat(one.plus(PlayTally.NOTHING)).isEqualTo(one);
    assertThat(one.plus(new PlayTally(10, 20, 30, 40))).isEqualTo(new PlayTally(11, 22, 33, 44));
  }

  /** What the opening eliminates is no move. */
  @Test
  void onlyMovesAreCounted() {
    VertexGame finished = new VertexGame(GAME.graph());
    assertThat(finished.moves()).isZero();
    assertThat(PlayTally.NOTHING.plus(finished, game(8))).isEqualTo(new PlayTally(1, 0, 1, 8));
  }

  @Test
  void withoutRoomForOneTheCheapestWouldBeLost() {
    assertThatThrownBy(() -> new KeptGames(GAME, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
