package crosscountry.jobs.refit;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.models.learning.BestGames;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cheapest games of each graph, over the whole table. It is broadcast, so that all tasks of a
 * JVM share the replayed games. Any number of threads may use it.
 */
final class CheapestGames implements Serializable {

  private static final long serialVersionUID = 1L;

  private final TreeMap<Integer, List<int[]>> moves;
  private transient BestGames replayed;

  /**
   * Creates the collection.
   *
   * @param moves by the graph's place in the library, the moves of its games after the opening, the
   *     latest of the cheapest last
   */
  CheapestGames(Map<Integer, List<int[]>> moves) {
    this.moves = new TreeMap<>(moves);
  }

  /** Returns the game that makes the given moves after the opening. */
  static Trajectory played(VertexGame game, int... moves) {
    return Trajectory.of(
        game, EliminationOrder.ofVertices(game.graph(), game.opening().followedBy(moves)));
  }

  /** Returns the graphs, by their places in the library, ascending. */
  List<Integer> graphs() {
    return List.copyOf(moves.keySet());
  }

  /** Returns the games to draw from; nothing may be added to them. */
  BestGames in(GameLibrary library) {
    synchronized (this) {
      if (replayed == null) {
        int most = moves.values().stream().mapToInt(List::size).max().orElse(1);
        BestGames games = new BestGames(most);
        moves.forEach(
            (graph, ofGraph) -> {
              VertexGame game = library.game(graph);
              ofGraph.forEach(each -> games.add(game, played(game, each)));
            });
        replayed = games;
      }
      return replayed;
    }
  }
}
