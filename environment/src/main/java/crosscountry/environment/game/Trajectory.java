package crosscountry.environment.game;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.EliminationState;
import java.io.Serializable;
import java.util.Arrays;

/**
 * One finished game: what was played, what each step cost, and what the player thought. Positions
 * are not kept; they follow from the order by replaying it.
 *
 * <p>The first steps are the game's opening, which nobody chose; nothing is thought there.
 *
 * @param vertices vertex index of each step, [steps]
 * @param costs multiplications of each step, [steps]
 * @param policyMoves vertices to which the search's improved policy gave weight,
 *     [steps][considered]; empty where no search chose the step
 * @param policy that weight, [steps][considered]
 * @param rootValues the player's expected remaining cost above the cut bounds at each step, in
 *     multiplications, [steps]; 0 in the opening
 * @param evaluations positions that were judged to play the game
 */
// Written once, when the game ends, and crosses the wire as it is.
@SuppressWarnings("ArrayRecordComponent")
public record Trajectory(
    int[] vertices,
    int[] costs,
    int[][] policyMoves,
    float[][] policy,
    float[] rootValues,
    long evaluations)
    implements Serializable {

  /** Returns the game that plays an order, but for what the opening puts first at no loss. */
  public static Trajectory of(VertexGame game, EliminationOrder order) {
    int[] vertices = game.opening().followedBy(game.opening().restOf(order.vertices()));
    int[] costs = new int[vertices.length];
    EliminationState state = new EliminationState(game.graph());
    for (int step = 0; step < vertices.length; step++) {
      costs[step] = state.eliminate(vertices[step]);
    }
    return new Trajectory(
        vertices,
        costs,
        new int[vertices.length][0],
        new float[vertices.length][0],
        new float[vertices.length],
        0);
  }

  /** Returns the number of steps, the opening's among them. */
  public int steps() {
    return vertices.length;
  }

  /** Returns the multiplications of the whole game. */
  public long multiplications() {
    return Arrays.stream(costs).asLongStream().sum();
  }

  /** Returns the steps as a validated order of the game's graph. */
  public EliminationOrder order(VertexGame game) {
    return EliminationOrder.ofVertices(game.graph(), vertices);
  }
}
