package crosscountry.environment.search;

import crosscountry.environment.game.Trajectory;
import java.util.SplittableRandom;

/** Plays whole games. Confined to one thread. */
public interface Player {

  /**
   * Plays one game from the start.
   *
   * @param random source of the player's noise; the same source state gives the same game
   */
  Trajectory play(SplittableRandom random);
}
