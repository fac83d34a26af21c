package crosscountry.jobs.refit;

import java.io.Serializable;

/**
 * A file of the table of games.
 *
 * @param key its key
 * @param games games in it that can be learnt from
 * @param positions positions of those games
 */
record GameFile(String key, long games, long positions) implements Serializable {}
