package crosscountry.models.learning;

import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.models.network.Architecture;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Draws positions of games on any graphs, with one encoder for each. Confined to one thread. */
final class ExampleEncoders {

  private final Architecture architecture;
  private final Map<VertexGame, ExampleEncoder> encoders = new HashMap<>();

  /**
   * Creates encoders.
   *
   * @param architecture of the network that learns
   */
  ExampleEncoders(Architecture architecture) {
    this.architecture = architecture;
  }

  /** Draws a position of a game that is to be imitated, in one of its orders. */
  TrainingExample imitated(BestGames.Drawn drawn, SplittableRandom random) {
    return of(drawn.game()).encode(drawn.trace(), random);
  }

  /** Draws a position of a game as it was played, which must have a move. */
  TrainingExample recalled(VertexGame game, Trajectory trajectory, SplittableRandom random) {
    return of(game).encode(trajectory, random.nextInt(game.moves()));
  }

  private ExampleEncoder of(VertexGame game) {
    return encoders.computeIfAbsent(game, absent -> new ExampleEncoder(absent, architecture));
  }
}
