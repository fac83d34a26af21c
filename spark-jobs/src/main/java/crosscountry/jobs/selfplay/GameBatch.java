package crosscountry.jobs.selfplay;

import crosscountry.environment.game.Trajectory;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * The games that one task played, as far as they are worth keeping.
 *
 * @param assignment what the task was given
 * @param version number of the network that judged
 * @param games the games that were kept, the cheapest of all among them: first those that are kept
 *     whatever they cost, in order of play, then the others, cheapest first
 * @param tally all games that were played
 * @param busyNanos time the task spent playing
 */
public record GameBatch(
    SelfPlayAssignment assignment,
    long version,
    List<Trajectory> games,
    PlayTally tally,
    long busyNanos)
    implements Serializable {

  /** Returns the game that shows how well the network plays without noise, if one was played. */
  public Optional<Trajectory> evaluation() {
    return assignment.mix().evaluated() == 0 ? Optional.empty() : Optional.of(games.get(0));
  }
}
