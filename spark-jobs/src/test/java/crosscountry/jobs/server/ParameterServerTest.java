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
import crosscountry.models.network.LearningRate;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.NetworkSnapshot;
import crosscountry.models.network.OptimizerSettings;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ParameterServerTest {

  private static final LearningSettings SETTINGS =
      new LearningSettings(
          4, 2.0, 100, new ReplaySettings(1000, 8, 0.5), LearnerSettings.defaults());

  /** One step leads to where no loss is a number. */
  private static final LearningSettings WILD =
      new LearningSettings(
          4,
          2.0,
          100,
          new ReplaySettings(1000, 8, 0.5),
          new LearnerSettings(
              new OptimizerSettings(LearningRate.constant(1e30), 0, 0),
              LearnerSettings.defaults().losses()));

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
    ParameterServer server = server(WILD);
    float[] published = server.publish().parameters();
    server.absorb(new ArrivedGames(game, List.of(played()), game.moves()));
    assertThat(server.update()).as("before the step").isInstanceOf(Update.Learnt.class);
    assertThat(server.update())
        .isInstanceOfSatisfying(
            Update.RolledBack.class,
            undone -> {
              assertThat(undone.version()).isZero();
              assertThat(undone.reason()).contains("update 2", "went back to version 0", "NaN");
            });
    assertThat(server.progress().steps()).as("so that the next draw is another").isEqualTo(2);
    assertThat(server.publish().parameters()).isEqualTo(published);
    assertThat(server.update()).as("the run goes on").isInstanceOf(Update.Learnt.class);
  }

  /** A version may be published before a loss shows what it has become. */
  @Test
  void aVersionThatWasBadWhenItWasPublishedIsRolledBackAsWell() {
    ParameterServer server = server(WILD);
    float[] good = server.publish().parameters();
    server.absorb(new ArrivedGames(game, List.of(played()), game.moves()));
    server.update();
    NetworkSnapshot bad = server.publish();
    assertThat(bad.version()).isOne();
    List<Update> updates = List.of(server.update(), server.update());
    assertThat(updates).hasOnlyElementsOfType(Update.RolledBack.class);
    assertThat(((Update.RolledBack) updates.get(1)).version()).isZero();
    assertThat(server.publish().parameters()).isEqualTo(good);
    assertThat(server.publish().version()).as("numbers are never given twice").isEqualTo(2);
  }

  @Test
  void aLearnerThatOnlyDivergesGivesUp() {
    ParameterServer server = server(WILD);
    server.absorb(new ArrivedGames(game, List.of(played()), game.moves()));
    server.update();
    // Nothing good is left to go back to.
    for (int version = 0; version < 10; version++) {
      server.publishAnew();
    }
    assertThatThrownBy(
            () -> {
              for (int update = 0; update < 100; update++) {
                server.update();
              }
            })
        .isInstanceOf(DivergedException.class);
  }

  private static ParameterServer server() {
    return server(SETTINGS);
  }

  private static ParameterServer server(LearningSettings settings) {
    Learner learner =
        Learner.create(new NetworkBlueprint(EncodedPosition.FEATURES, 4), 1, settings.settings());
    return new ParameterServer(learner, settings, 1, ParameterServer.Progress.START);
  }

  private Trajectory played() {
    SearchSettings settings = new SearchSettings(2, 2, 1, 50, 0.1, Transpositions.SHARED);
    return new SearchingPlayer(game, (position, judgement) -> {}, settings)
        .play(new SplittableRandom(1));
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
