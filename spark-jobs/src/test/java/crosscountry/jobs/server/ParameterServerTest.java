package crosscountry.jobs.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.FeatureSet;
import crosscountry.environment.game.GameSettings;
import crosscountry.environment.game.Reductions;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.search.SearchSettings;
import crosscountry.environment.search.SearchingPlayer;
import crosscountry.environment.search.Transpositions;
import crosscountry.jobs.configuration.LearningSettings;
import crosscountry.models.learning.Learner;
import crosscountry.models.learning.LearnerSettings;
import crosscountry.models.learning.ReplaySettings;
import crosscountry.models.network.DivergedException;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.NetworkSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ParameterServerTest {

  private static final LearningSettings SETTINGS =
      new LearningSettings(
          4, 2.0, 100, new ReplaySettings(1000, 8, 0.5), LearnerSettings.defaults());

  private final VertexGame game =
      new VertexGame(chain(), new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL));

  @Test
  void owesAsManyUpdatesAsTheGamesCallFor() {
    ParameterServer server = server();
    assertThat(server.owedUpdates()).isZero();
    // Six moves a game, each drawn twice, four to a batch: three updates.
    server.absorb(new ArrivedGames(game, List.of(played()), game.moves()));
    int updates = 0;
    while (server.owedUpdates() > 0) {
      server.update();
      updates++;
    }
    assertThat(updates).isEqualTo(3);
    assertThat(server.progress().positions()).isEqualTo(6);
  }

  @Test
  void publishesANewVersionOnlyAfterAnUpdate() {
    ParameterServer server = server();
    assertThat(server.publish().version()).isZero();
    float[] before = server.publish().parameters();
    server.absorb(new ArrivedGames(game, List.of(played()), game.moves()));
    assertThat(server.publish().version()).isZero();
    server.update();
    assertThat(server.publish().version()).isOne();
    assertThat(server.publish().version()).isOne();
    assertThat(server.publish().parameters()).isNotEqualTo(before);
  }

  /** The learner owes for all that was played, though it sees only what was kept. */
  @Test
  void gamesThatWereNotKeptCallForUpdatesAsWell() {
    ParameterServer server = server();
    server.absorb(new ArrivedGames(game, List.of(played()), 5L * game.moves()));
    assertThat(server.progress().positions()).isEqualTo(30);
    assertThat(server.replayPositions()).isEqualTo(6);
    int updates = 0;
    while (server.owedUpdates() > 0) {
      server.update();
      updates++;
    }
    assertThat(updates).isEqualTo(15);
  }

  @Test
  void gamesToImitateCallForNoUpdateAndAreNotPlayed() {
    ParameterServer server = server();
    server.show(game, played());
    assertThat(server.owedUpdates()).isZero();
    assertThat(server.replayPositions()).isZero();
    assertThat(server.progress()).isEqualTo(ParameterServer.Progress.START);
  }

  @Test
  void gamesThatACheckpointCountsCallForNoUpdate() {
    ParameterServer server = server();
    server.recall(game, played());
    assertThat(server.owedUpdates()).isZero();
    assertThat(server.replayPositions()).isEqualTo(6);
  }

  @Test
  void aLossThatIsNoNumberRollsBackToWhatWasPublished() {
    ParameterServer server = server();
    server.absorb(new ArrivedGames(game, List.of(played()), game.moves()));
    server.update();
    NetworkSnapshot published = server.publish();
    server.update();
    server.absorb(new ArrivedGames(game, List.of(poisoned()), game.moves()));
    List<Update> updates = new ArrayList<>();
    boolean undone = false;
    while (!undone) {
      Update update = server.update();
      updates.add(update);
      undone = update instanceof Update.RolledBack;
    }
    assertThat(updates.get(updates.size() - 1))
        .isInstanceOfSatisfying(
            Update.RolledBack.class,
            rolledBack -> {
              assertThat(rolledBack.version()).isEqualTo(published.version());
              assertThat(rolledBack.reason()).contains("went back to version 1", "NaN");
            });
    assertThat(server.publish().parameters()).isEqualTo(published.parameters());
    assertThat(server.progress().steps())
        .as("the update that was undone counts, so that the next draw is another")
        .isEqualTo(2 + updates.size());
  }

  @Test
  void learningGoesOnBesidePoisonedGames() {
    ParameterServer server = server();
    for (int number = 0; number < 12; number++) {
      server.absorb(new ArrivedGames(game, List.of(played()), game.moves()));
    }
    server.absorb(new ArrivedGames(game, List.of(poisoned()), game.moves()));
    List<Update> updates = new ArrayList<>();
    while (server.owedUpdates() > 0) {
      updates.add(server.update());
    }
    assertThat(updates)
        .hasAtLeastOneElementOfType(Update.RolledBack.class)
        .hasAtLeastOneElementOfType(Update.Learnt.class);
    for (float parameter : server.publish().parameters()) {
      assertThat(parameter).isFinite();
    }
  }

  @Test
  void aLearnerThatOnlyDivergesGivesUp() {
    ParameterServer server = server();
    server.absorb(new ArrivedGames(game, List.of(poisoned()), game.moves()));
    assertThatThrownBy(
            () -> {
              for (int update = 0; update < 100; update++) {
                server.update();
              }
            })
        .isInstanceOf(DivergedException.class);
    assertThat(server.publish().parameters()).isEqualTo(server().publish().parameters());
  }

  private static ParameterServer server() {
    Learner learner =
        Learner.create(new NetworkBlueprint(EncodedPosition.FEATURES, 4), 1, SETTINGS.settings());
    return new ParameterServer(learner, SETTINGS, 1, ParameterServer.Progress.START);
  }

  private Trajectory played() {
    SearchSettings settings = new SearchSettings(2, 2, 1, 50, 0.1, Transpositions.SHARED);
    return new SearchingPlayer(game, (position, judgement) -> {}, settings)
        .play(new SplittableRandom(1));
  }

  /** A game whose search gave no numbers. */
  private Trajectory poisoned() {
    Trajectory sound = played();
    float[][] policy = sound.policy();
    for (float[] probabilities : policy) {
      Arrays.fill(probabilities, Float.NaN);
    }
    return new Trajectory(
        sound.vertices(), sound.costs(), sound.policyMoves(), policy, sound.rootValues(), 0);
  }

  /** Seven equations in a row, the last of which is the output. */
  private static ComputationalGraph chain() {
    ComputationalGraph.Builder builder = new ComputationalGraph.Builder("chain", 1, 7);
    builder.readsInput(1, 0);
    for (int equation = 2; equation <= 7; equation++) {
      builder.readsResult(equation, equation - 1);
    }
    return builder.output(7).build();
  }
}
