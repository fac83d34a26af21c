package crosscountry.models.learning;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.FollowedPosition;
import crosscountry.environment.game.LiveNeighbours;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.models.network.Architecture;

/** Turns moves of finished games on one graph into training examples. Confined to one thread. */
final class ExampleEncoder {

  private final VertexGame game;
  private final Architecture architecture;
  private final FollowedPosition start;
  private final FollowedPosition position;
  private final EncodedPosition encoded;
  private final float[] excessByVertex;
  private final float[] policyByVertex;

  /**
   * Creates an encoder.
   *
   * @param game of the positions
   * @param architecture of the network that learns
   */
  ExampleEncoder(VertexGame game, Architecture architecture) {
    this.game = game;
    this.architecture = architecture;
    this.start = new FollowedPosition(game);
    this.position = new FollowedPosition(game);
    this.encoded = new EncodedPosition(game.graph().eliminableCount());
    this.excessByVertex = new float[game.graph().vertices()];
    this.policyByVertex = new float[game.graph().vertices()];
    // Early positions then compute only what their few moves have changed.
    start.encode(encoded);
  }

  /**
   * Encodes the position before a move, with what the search thought and what the game then cost.
   *
   * @param move 0-based move of the game
   */
  TrainingExample encode(Trajectory trajectory, int move) {
    position.copyFrom(start);
    for (int earlier = 0; earlier < move; earlier++) {
      position.eliminate(trajectory.vertices()[earlier]);
    }
    position.encode(encoded);
    for (int later = move; later < trajectory.moves(); later++) {
      int vertex = trajectory.vertices()[later];
      int excess = trajectory.costs()[later] - game.bounds().bound(vertex);
      excessByVertex[vertex] = (float) (excess / game.costUnit());
      policyByVertex[vertex] = 0;
    }
    int[] policyMoves = trajectory.policyMoves()[move];
    for (int entry = 0; entry < policyMoves.length; entry++) {
      policyByVertex[policyMoves[entry]] = trajectory.policy()[move][entry];
    }
    return example();
  }

  private TrainingExample example() {
    int live = encoded.live();
    float[] rows = new float[live * EncodedPosition.FEATURES];
    float[] policy = new float[live];
    float[] excess = new float[live];
    for (int row = 0; row < live; row++) {
      System.arraycopy(
          encoded.rows()[row], 0, rows, row * EncodedPosition.FEATURES, EncodedPosition.FEATURES);
      policy[row] = policyByVertex[encoded.vertices()[row]];
      excess[row] = excessByVertex[encoded.vertices()[row]];
    }
    float fractionOfBaseline = (float) (game.costUnit() / Math.max(1, game.baseline()));
    LiveNeighbours neighbours =
        architecture.readsNeighbours() ? encoded.neighbours().copy() : LiveNeighbours.none();
    return new TrainingExample(rows, live, neighbours, policy, excess, fractionOfBaseline, 1f);
  }
}
