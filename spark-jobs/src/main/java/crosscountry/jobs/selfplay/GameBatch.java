package crosscountry.jobs.selfplay;

import crosscountry.environment.game.Trajectory;
import java.io.Serializable;
import java.util.List;

/**
 * The games that one task played.
 *
 * @param assignment what the task was given
 * @param version number of the network that judged
 * @param games the games, in order of play
 * @param busyNanos time the task spent playing
 */
public record GameBatch(
    SelfPlayAssignment assignment, long version, List<Trajectory> games, long busyNanos)
    implements Serializable {}
