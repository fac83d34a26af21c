package crosscountry.jobs.refit;

import crosscountry.environment.game.GameTrace;
import crosscountry.environment.game.VertexGame;
import crosscountry.models.learning.BestGames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * What a table of games holds.
 *
 * @param files the files that hold games to learn from, by key
 * @param leftOut the games that are left out
 * @param damage sentences on what is damaged, by file
 * @param cheapest the cheapest games of each graph
 */
public record Survey(
    List<GameFile> files, LeftOut leftOut, List<String> damage, CheapestGames cheapest) {

  /** Enough that a slow task doesn't keep the others waiting for long. */
  private static final int TASKS_PER_CORE = 4;

  /**
   * Looks through the files on all executors. Of the games, only the cheapest of each graph come to
   * the driver.
   *
   * @param keys keys of the files
   * @param bestGames cheapest games to keep of each graph
   */
  public static Survey of(
      JavaSparkContext context, GameLibrary library, List<String> keys, int bestGames) {
    int tasks = Math.min(keys.size(), TASKS_PER_CORE * context.defaultParallelism());
    Broadcast<GameLibrary> shared = context.broadcast(library);
    context.setJobDescription("survey of %d files of games".formatted(keys.size()));
    List<SurveyPart> parts =
        context.parallelize(keys, tasks).mapPartitions(new SurveyTask(shared, bestGames)).collect();
    List<GameFile> files = new ArrayList<>();
    List<String> damage = new ArrayList<>();
    LeftOut leftOut = LeftOut.NOTHING;
    for (SurveyPart part : parts) {
      files.addAll(part.files());
      leftOut = leftOut.plus(part.leftOut());
      damage.addAll(part.damage());
    }
    return new Survey(files, leftOut, damage, cheapest(parts, library, bestGames));
  }

  private static CheapestGames cheapest(
      List<SurveyPart> parts, GameLibrary library, int bestGames) {
    TreeSet<Integer> met = new TreeSet<>();
    parts.forEach(part -> met.addAll(part.cheapest().keySet()));
    BestGames best = new BestGames(bestGames);
    Map<Integer, List<int[]>> cheapest = new TreeMap<>();
    for (int graph : met) {
      VertexGame game = library.game(graph);
      for (SurveyPart part : parts) {
        for (int[] moves : part.cheapest().getOrDefault(graph, List.of())) {
          best.add(game, CheapestGames.played(game, moves));
        }
      }
      cheapest.put(graph, best.of(game).stream().map(GameTrace::vertices).toList());
    }
    return new CheapestGames(cheapest);
  }

  /** Returns the number of games to learn from. */
  public long games() {
    return files.stream().mapToLong(GameFile::games).sum();
  }

  /** Returns the number of positions to learn from. */
  public long positions() {
    return files.stream().mapToLong(GameFile::positions).sum();
  }

  /** Returns the places in the library's list of the graphs that have games, ascending. */
  public List<Integer> graphs() {
    return cheapest.graphs();
  }

  /**
   * Returns, as part of a sentence, how many games and files are left out and why; empty if none
   * is.
   */
  public String leftOutText() {
    return leftOut.text();
  }
}
