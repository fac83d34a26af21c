package crosscountry.models.learning;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.PositionEncoder;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;

/** Turns moves of finished games on one graph into training examples. Confined to one thread. */
final class ExampleEncoder {

  private final VertexGame game;
  private final EliminationState start;
  private final EliminationState state;
  private final PositionEncoder encoder;
  private final EncodedPosition position;
  private final float[] excessByVertex;
  private final float[] policyByVertex;

  ExampleEncoder(VertexGame game) {
    this.game = game;
    this.start = new EliminationState(game.graph());
    this.state = new EliminationState(game.graph());
    this.encoder = new PositionEncoder(game);
    this.position = new EncodedPosition(game.graph().eliminableCount());
    this.excessByVertex = new float[game.graph().vertices()];
    this.policyByVertex = new float[game.graph().vertices()];
  }

  /**
   * Encodes the position before a move, with what the search thought and what the game then cost.
   *
   * @param move 0-based move of the game
   */
  TrainingExample encode(Trajectory trajectory, int move) {
    state.copyFrom(start);
    for (int earlier = 0; earlier < move; earlier++) {
      state.eliminate(trajectory.vertices()[earlier]);
    }
    encoder.encode(state, position);
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
    int live = position.live();
    float[] rows = new float[live * EncodedPosition.FEATURES];
    float[] policy = new float[live];
    float[] excess = new float[live];
    for (int row = 0; row < live; row++) {
      System.arraycopy(
          position.rows()[row], 0, rows, row * EncodedPosition.FEATURES, EncodedPosition.FEATURES);
      policy[row] = policyByVertex[position.vertices()[row]];
      excess[row] = excessByVertex[position.vertices()[row]];
    }
    float fractionOfBaseline = (float) (game.costUnit() / Math.max(1, game.baseline()));
    return new TrainingExample(rows, live, policy, excess, fractionOfBaseline, 1f);
  }
}
