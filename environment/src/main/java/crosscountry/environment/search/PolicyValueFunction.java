package crosscountry.environment.search;

import crosscountry.environment.game.EncodedPosition;

/** The one seam to learning: judges a position. Implementations are confined to one thread. */
public interface PolicyValueFunction {

  /**
   * Judges a position.
   *
   * @param position what to judge
   * @param judgement receives one logit and one expected excess per live vertex of the position
   */
  void evaluate(EncodedPosition position, Judgement judgement);
}
