package crosscountry.jobs.server;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.search.SearchSettings;
import crosscountry.environment.search.SelfPlay;
import crosscountry.jobs.configuration.LearningSettings;
import crosscountry.models.learning.Learner;
import crosscountry.models.learning.LearnerSettings;
import crosscountry.models.network.NetworkBlueprint;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ParameterServerTest {

  private static final LearningSettings SETTINGS =
      new LearningSettings(4, 2.0, 1000, LearnerSettings.defaults());

  private final VertexGame game = new VertexGame(chain());

  @Test
  void owesAsManyUpdatesAsTheGamesCallFor() {
    ParameterServer server = server();
    assertThat(server.owesUpdate()).isFalse();
    // Six moves a game, each drawn twice, four to a batch: three updates.
    server.absorb(game, played());
    int updates = 0;
    while (server.owesUpdate()) {
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
    server.absorb(game, played());
    assertThat(server.publish().version()).isZero();
    server.update();
    assertThat(server.publish().version()).isOne();
    assertThat(server.publish().version()).isOne();
    assertThat(server.publish().parameters()).isNotEqualTo(before);
  }

  @Test
  void gamesThatACheckpointCountsCallForNoUpdate() {
    ParameterServer server = server();
    server.recall(game, played());
    assertThat(server.owesUpdate()).isFalse();
    assertThat(server.replayPositions()).isEqualTo(6);
  }

  private static ParameterServer server() {
    Learner learner =
        Learner.create(new NetworkBlueprint(EncodedPosition.FEATURES, 4), 1, SETTINGS.settings());
    return new ParameterServer(learner, SETTINGS, 1, ParameterServer.Progress.START);
  }

  private Trajectory played() {
    return new SelfPlay(game, (position, judgement) -> {}, new SearchSettings(2, 2, 1, 50, 0.1))
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
