package crosscountry.jobs.selfplay;

import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import java.io.Serializable;

/**
 * What was played, whether it was kept or not.
 *
 * @param games games finished
 * @param moves moves of all of them; what openings eliminate is not counted
 * @param evaluations positions that were judged
 * @param multiplications multiplications of all games
 */
public record PlayTally(long games, long moves, long evaluations, long multiplications)
    implements Serializable {

  /** Nothing. */
  public static final PlayTally NOTHING = new PlayTally(0, 0, 0, 0);

  /** Returns this and one more game. */
  public PlayTally plus(VertexGame game, Trajectory trajectory) {
    return new PlayTally(
        games + 1,
        moves + game.moves(),
        evaluations + trajectory.evaluations(),
        multiplications + trajectory.multiplications());
  }

  /** Returns this and another tally together. */
  public PlayTally plus(PlayTally other) {
    return new PlayTally(
        games + other.games,
        moves + other.moves,
        evaluations + other.evaluations,
        multiplications + other.multiplications);
  }
}
