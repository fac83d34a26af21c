package crosscountry.environment.game;

import crosscountry.environment.elimination.EliminationOrder;
import java.io.Serializable;
import java.util.Arrays;

/**
 * One finished game: what was played, what each move cost, and what the search thought. Positions
 * are not kept; they follow from the order by replaying it.
 *
 * @param vertices vertex index of each move, [moves]
 * @param costs multiplications of each move, [moves]
 * @param policyMoves vertices to which the search's improved policy gave weight,
 *     [moves][considered]
 * @param policy that weight, [moves][considered]
 * @param rootValues the search's expected remaining cost above the cut bounds at each move, in
 *     multiplications, [moves]
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

  /** Returns the number of moves. */
  public int moves() {
    return vertices.length;
  }

  /** Returns the multiplications of the whole game. */
  public long multiplications() {
    return Arrays.stream(costs).asLongStream().sum();
  }

  /** Returns the moves as a validated order of the game's graph. */
  public EliminationOrder order(VertexGame game) {
    return EliminationOrder.ofVertices(game.graph(), vertices);
  }
}
