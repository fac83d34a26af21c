package crosscountry.jobs.refit;

import crosscountry.datasets.tables.FileKey;
import crosscountry.environment.game.GameTrace;
import crosscountry.models.learning.BestGames;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;

/** Looks through files of the table of games once, before learning begins. */
final class SurveyTask implements FlatMapFunction<Iterator<String>, SurveyPart> {

  private static final long serialVersionUID = 1L;

  private final Broadcast<GameLibrary> library;
  private final int bestGames;

  /**
   * Creates the task.
   *
   * @param bestGames cheapest games to keep of each graph
   */
  SurveyTask(Broadcast<GameLibrary> library, int bestGames) {
    this.library = library;
    this.bestGames = bestGames;
  }

  @Override
  public Iterator<SurveyPart> call(Iterator<String> keys) {
    GameLibrary games = library.value();
    BestGames best = new BestGames(bestGames);
    TreeSet<Integer> met = new TreeSet<>();
    List<GameFile> files = new ArrayList<>();
    List<String> damage = new ArrayList<>();
    LeftOut leftOut = LeftOut.NOTHING;
    while (keys.hasNext()) {
      String key = keys.next();
      long[] counts = new long[2];
      leftOut =
          leftOut.plus(
              games.read(
                  new FileKey(key),
                  (graph, game) -> {
                    if (games.game(graph).moves() > 0) {
                      best.add(games.game(graph), game);
                      met.add(graph);
                      counts[0]++;
                      counts[1] += games.game(graph).moves();
                    }
                  },
                  damage::add));
      if (counts[0] > 0) {
        files.add(new GameFile(key, counts[0], counts[1]));
      }
    }
    Map<Integer, List<int[]>> cheapest = new TreeMap<>();
    for (int graph : met) {
      cheapest.put(graph, best.of(games.game(graph)).stream().map(GameTrace::vertices).toList());
    }
    return List.of(new SurveyPart(files, leftOut, damage, cheapest)).iterator();
  }
}
