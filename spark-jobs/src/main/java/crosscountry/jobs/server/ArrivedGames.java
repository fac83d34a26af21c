package crosscountry.jobs.server;

import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import java.util.List;

/**
 * Games for the learner.
 *
 * @param game what was played
 * @param kept the games to learn from
 * @param moves moves of all games that were played, kept or not
 */
record ArrivedGames(VertexGame game, List<Trajectory> kept, long moves) {}
