package crosscountry.jobs.refit;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What a task of the survey found in its files.
 *
 * @param files the files that hold games to learn from
 * @param leftOut the games that are left out
 * @param damage sentences on what is damaged
 * @param cheapest by graph, the moves of its cheapest games, the latest of the cheapest last
 */
record SurveyPart(
    List<GameFile> files, LeftOut leftOut, List<String> damage, Map<Integer, List<int[]>> cheapest)
    implements Serializable {}
