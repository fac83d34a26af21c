package crosscountry.environment.search;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import java.util.SplittableRandom;

/** Plays whole games, choosing each move by search. Confined to one thread. */
public final class SelfPlay {

  private final VertexGame game;
  private final GumbelSearch search;

  /** Creates a player of a game. */
  public SelfPlay(VertexGame game, PolicyValueFunction function, SearchSettings settings) {
    this.game = game;
    this.search = new GumbelSearch(game, function, settings);
  }

  /**
   * Plays one game from the start.
   *
   * @param random source of the search's noise; the same source state gives the same game
   */
  public Trajectory play(SplittableRandom random) {
    EliminationState state = new EliminationState(game.graph());
    int moves = game.graph().eliminableCount();
    int[] vertices = new int[moves];
    int[] costs = new int[moves];
    int[][] policyMoves = new int[moves][];
    float[][] policy = new float[moves][];
    float[] rootValues = new float[moves];
    long evaluationsBefore = search.evaluations();
    for (int move = 0; move < moves; move++) {
      SearchResult result = search.search(state, random);
      vertices[move] = result.vertex();
      policyMoves[move] = result.moves();
      policy[move] = result.policy();
      rootValues[move] = result.rootValue();
      costs[move] = state.eliminate(result.vertex());
    }
    return new Trajectory(
        vertices, costs, policyMoves, policy, rootValues, search.evaluations() - evaluationsBefore);
  }
}
