package crosscountry.environment.search;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.FollowedPosition;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.reduction.Opening;

/**
 * Plays whole games by a policy alone, without search and without chance: first what reductions
 * eliminate at no loss, then always the vertex of the highest logit, the smallest one of several.
 * Confined to one thread; a move allocates nothing.
 */
public final class GreedyPlay {

  private final VertexGame game;
  private final PolicyValueFunction function;
  private final Opening opening;
  private final FollowedPosition position;
  private final EncodedPosition encoded;
  private final Judgement judgement;

  /**
   * Creates a player of a game.
   *
   * @param game the game that is played
   * @param function judges positions
   */
  public GreedyPlay(VertexGame game, PolicyValueFunction function) {
    this.game = game;
    this.function = function;
    this.opening = Opening.of(game.graph(), game.bounds());
    this.position = new FollowedPosition(game);
    this.encoded = new EncodedPosition(opening.leftCount());
    this.judgement = new Judgement(opening.leftCount());
  }

  /** Plays one game from the start. */
  public GreedyGame play() {
    position.moveTo(opening.left());
    int[] rest = new int[opening.leftCount()];
    long multiplications = opening.multiplications();
    for (int move = 0; move < rest.length; move++) {
      position.encode(encoded);
      function.evaluate(encoded, judgement);
      rest[move] = encoded.vertices()[rowOfHighestLogit()];
      multiplications += position.eliminate(rest[move]);
    }
    return new GreedyGame(
        EliminationOrder.ofVertices(game.graph(), opening.followedBy(rest)),
        multiplications,
        rest.length);
  }

  private int rowOfHighestLogit() {
    float[] logits = judgement.logits();
    int best = 0;
    for (int row = 1; row < encoded.live(); row++) {
      if (logits[row] > logits[best]) {
        best = row;
      }
    }
    return best;
  }
}
