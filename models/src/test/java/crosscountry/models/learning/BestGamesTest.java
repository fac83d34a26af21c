package crosscountry.models.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.game.FeatureSet;
import crosscountry.environment.game.GameSettings;
import crosscountry.environment.game.GameTrace;
import crosscountry.environment.game.Reductions;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.graph.ComputationalGraph;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BestGamesTest {

  /**
   * Two chains side by side of one input: vertices 1, 2, 3 lead to the output 4 and vertices 5, 6,
   * 7 to the output 8, and 4 also reads 1, 8 also reads 5.
   */
  private static final VertexGame GAME =
      new VertexGame(
          new ComputationalGraph.Builder("twins", 1, 8)
              .readsInput(1, 0)
              .readsResult(2, 1)
              .readsResult(3, 2)
              .readsResult(4, 3)
              .readsResult(4, 1)
              .readsInput(5, 0)
              .readsResult(6, 5)
              .readsResult(7, 6)
              .readsResult(8, 7)
              .readsResult(8, 5)
              .output(4)
              .output(8)
              .build(),
          new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL));

  /** Six multiplications: each chain ends with the vertex that two edges leave, then one. */
  private static final Trajectory CHEAP = game(3, 2, 1, 7, 6, 5);

  /** The same with the chains in turn. */
  private static final Trajectory CHEAP_AGAIN = game(7, 3, 6, 2, 5, 1);

  /** As cheap, but for the order within a chain. */
  private static final Trajectory AS_CHEAP = game(2, 3, 1, 7, 6, 5);

  private static final Trajectory DEARER = game(1, 2, 3, 7, 6, 5);
  private static final Trajectory DEAREST = game(1, 2, 3, 5, 6, 7);

  private static Trajectory game(int... vertices) {
    EliminationState state = new EliminationState(GAME.graph());
    int[] costs = new int[vertices.length];
    for (int move = 0; move < vertices.length; move++) {
      costs[move] = state.eliminate(vertices[move]);
    }
    return new Trajectory(
        vertices,
        costs,
        new int[vertices.length][0],
        new float[vertices.length][0],
        new float[vertices.length],
        0);
  }

  private static Set<Long> keys(Trajectory... games) {
    Set<Long> keys = new HashSet<>();
    for (Trajectory game : games) {
      keys.add(GameTrace.of(GAME, game).key());
    }
    return keys;
  }

  private static BestGames best(int capacity, Trajectory... games) {
    BestGames best = new BestGames(capacity);
    for (Trajectory game : games) {
      best.add(GAME, game);
    }
    return best;
  }

  /** Returns what is kept: a hundred draws miss one of three once in 10^17. */
  private static Set<Long> kept(BestGames best) {
    Set<Long> keys = new HashSet<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int draw = 0; draw < 100; draw++) {
      keys.add(best.draw(random).trace().key());
    }
    return keys;
  }

  @Test
  void theGamesAreWhatTheTestsTakeThemFor() {
    assertThat(CHEAP.multiplications())
        .isEqualTo(CHEAP_AGAIN.multiplications())
        .isEqualTo(AS_CHEAP.multiplications())
        .isLessThan(DEARER.multiplications());
    assertThat(DEARER.multiplications()).isLessThan(DEAREST.multiplications());
    assertThat(keys(CHEAP, CHEAP_AGAIN)).hasSize(1);
    assertThat(keys(CHEAP, AS_CHEAP, DEARER, DEAREST)).hasSize(4);
  }

  @Test
  void theCheapestAreKeptWheneverTheyCome() {
    Set<Long> cheapest = keys(CHEAP, DEARER);
    assertThat(kept(best(2, DEAREST, DEARER, CHEAP))).isEqualTo(cheapest);
    assertThat(kept(best(2, CHEAP, DEAREST, DEARER))).isEqualTo(cheapest);
    assertThat(kept(best(2, CHEAP, DEARER, DEAREST))).isEqualTo(cheapest);
    assertThat(kept(best(3, CHEAP, DEARER, DEAREST))).isEqualTo(keys(CHEAP, DEARER, DEAREST));
  }

  @Test
  void gamesOfOneTraceAreOne() {
    assertThat(kept(best(2, CHEAP, DEARER, CHEAP_AGAIN))).isEqualTo(keys(CHEAP, DEARER));
    assertThat(kept(best(2, CHEAP, CHEAP_AGAIN, DEARER))).isEqualTo(keys(CHEAP, DEARER));
  }

  @Test
  void theLatestAmongEqualsAreKept() {
    assertThat(kept(best(1, CHEAP, AS_CHEAP))).isEqualTo(keys(AS_CHEAP));
    assertThat(kept(best(1, AS_CHEAP, CHEAP))).isEqualTo(keys(CHEAP));
    assertThat(kept(best(1, CHEAP, AS_CHEAP, CHEAP_AGAIN))).isEqualTo(keys(CHEAP));
    assertThat(kept(best(1, CHEAP, DEARER))).isEqualTo(keys(CHEAP));
  }

  /** Otherwise what is played again and again would be taken for old. */
  @Test
  void aTraceThatComesAgainIsTheLatest() {
    Trajectory third = game(3, 2, 1, 6, 7, 5);
    assertThat(third.multiplications()).isEqualTo(CHEAP.multiplications());
    assertThat(kept(best(2, CHEAP, AS_CHEAP, CHEAP_AGAIN, third))).isEqualTo(keys(CHEAP, third));
  }

  @Test
  void addedToAnotherCollectionTheyRankAsTheyDid() {
    BestGames best = best(3, AS_CHEAP, DEARER, CHEAP, DEAREST);
    assertThat(best.of(GAME))
        .extracting(GameTrace::key)
        .containsExactlyElementsOf(List.of(key(DEARER), key(AS_CHEAP), key(CHEAP)));
    BestGames other = new BestGames(1);
    for (GameTrace trace : best.of(GAME)) {
      other.add(GAME, game(trace.vertices()));
    }
    assertThat(other.of(GAME)).extracting(GameTrace::key).containsExactly(key(CHEAP));
    assertThat(new BestGames(1).of(GAME)).isEmpty();
  }

  private static long key(Trajectory game) {
    return GameTrace.of(GAME, game).key();
  }

  @Test
  void graphsAreDrawnAlikeHoweverManyGamesTheyHave() {
    VertexGame other =
        new VertexGame(GAME.graph(), new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL));
    BestGames best = best(3, CHEAP, AS_CHEAP, DEARER);
    best.add(other, DEAREST);
    SplittableRandom random = new SplittableRandom(1);
    int ofOther = 0;
    for (int draw = 0; draw < 10_000; draw++) {
      BestGames.Drawn drawn = best.draw(random);
      if (drawn.game() == other) {
        ofOther++;
        assertThat(drawn.trace().key()).isEqualTo(GameTrace.of(other, DEAREST).key());
      }
    }
    assertThat(ofOther).isBetween(4800, 5200);
  }

  @Test
  void aGameWithoutMovesIsNotKept() {
    ComputationalGraph chain =
        new ComputationalGraph.Builder("chain", 1, 2)
            .readsInput(1, 0)
            .readsResult(2, 1)
            .output(2)
            .build();
    VertexGame finished = new VertexGame(chain);
    BestGames best = new BestGames(1);
    best.add(
        finished,
        new Trajectory(
            new int[] {1}, new int[] {1}, new int[1][0], new float[1][0], new float[1], 0));
    assertThat(finished.moves()).isZero();
    assertThat(best.isEmpty()).isTrue();
  }

  @Test
  void atLeastOneGameIsKept() {
    assertThatThrownBy(() -> new BestGames(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(0) must be at least 1");
  }
}
