package crosscountry.models.learning;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.FollowedPosition;
import crosscountry.environment.game.GameTrace;
import crosscountry.environment.game.LiveNeighbours;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.models.network.Architecture;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Turns moves of finished games on one graph into training examples. Confined to one thread. */
final class ExampleEncoder {

  private final VertexGame game;
  private final Architecture architecture;
  private final FollowedPosition start;
  private final FollowedPosition position;
  private final EncodedPosition encoded;
  private final float[] policyByVertex;
  private final int[] costByVertex;

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
    this.encoded = new EncodedPosition(game.moves());
    this.policyByVertex = new float[game.graph().vertices()];
    this.costByVertex = new int[game.graph().vertices()];
    start.moveTo(game.opening().left());
    // Early positions then compute only what their few moves have changed.
    start.encode(encoded);
  }

  /**
   * Encodes the position before a move of a game, with what the search thought, if one did, and
   * what the game then cost.
   *
   * @param move 0-based move of the game, after the opening
   */
  TrainingExample encode(Trajectory trajectory, int move) {
    int opening = game.opening().count();
    position.copyFrom(start);
    for (int step = opening; step < opening + move; step++) {
      position.eliminate(trajectory.vertices()[step]);
    }
    for (int step = opening + move; step < trajectory.steps(); step++) {
      int vertex = trajectory.vertices()[step];
      costByVertex[vertex] = trajectory.costs()[step];
      policyByVertex[vertex] = 0;
    }
    int[] policyMoves = trajectory.policyMoves()[opening + move];
    for (int entry = 0; entry < policyMoves.length; entry++) {
      policyByVertex[policyMoves[entry]] = trajectory.policy()[opening + move][entry];
    }
    return example();
  }

  /**
   * Encodes a position that a game to be imitated leads to, after a random number of its moves in a
   * random one of their orders. The policy to learn is even over all moves that may come next.
   */
  TrainingExample encode(GameTrace trace, SplittableRandom random) {
    position.copyFrom(start);
    GameTrace.Walk walk = trace.walk();
    for (int moves = random.nextInt(trace.moves()); moves > 0; moves--) {
      position.eliminate(walk.step(random));
    }
    Arrays.fill(policyByVertex, 0);
    for (int choice = 0; choice < walk.choices(); choice++) {
      policyByVertex[walk.vertex(choice)] = 1f / walk.choices();
    }
    trace.costsInto(costByVertex);
    return example();
  }

  private TrainingExample example() {
    position.encode(encoded);
    int live = encoded.live();
    float[] rows = new float[live * EncodedPosition.FEATURES];
    float[] policy = new float[live];
    float[] excess = new float[live];
    for (int row = 0; row < live; row++) {
      System.arraycopy(
          encoded.rows()[row], 0, rows, row * EncodedPosition.FEATURES, EncodedPosition.FEATURES);
      policy[row] = policyByVertex[encoded.vertices()[row]];
      int vertex = encoded.vertices()[row];
      excess[row] =
          (float) ((costByVertex[vertex] - game.bounds().bound(vertex)) / game.costUnit());
    }
    float fractionOfBaseline = (float) (game.costUnit() / Math.max(1, game.baseline()));
    LiveNeighbours neighbours =
        architecture.readsNeighbours() ? encoded.neighbours().copy() : LiveNeighbours.none();
    return new TrainingExample(rows, live, neighbours, policy, excess, fractionOfBaseline, 1f);
  }
}
