package crosscountry.models.learning;

import crosscountry.environment.game.GameTrace;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The cheapest games of each graph, which are learnt from again and again.
 *
 * <p>Kept as traces, so that two games that differ only in the order of moves that do not touch
 * each other count as one. Among equally cheap games the latest stay: a plateau is explored by
 * moving on it. Confined to one thread; once nothing is added any more, any number of threads may
 * draw.
 */
public final class BestGames {

  private static final Comparator<Kept> CHEAPEST_THEN_LATEST =
      Comparator.<Kept>comparingLong(kept -> kept.trace.multiplications())
          .thenComparing(Comparator.<Kept>comparingLong(kept -> kept.arrival).reversed());

  private final int capacity;
  private final Map<VertexGame, List<Kept>> byGame = new LinkedHashMap<>();
  private final List<VertexGame> games = new ArrayList<>();
  private long arrivals;

  /**
   * Creates an empty collection.
   *
   * @param capacity games to keep of each graph, at least 1
   */
  public BestGames(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "the best games to keep of each graph (%d) must be at least 1".formatted(capacity));
    }
    this.capacity = capacity;
  }

  private record Kept(GameTrace trace, long arrival) {}

  /**
   * A game to learn from.
   *
   * @param game the graph that it was played on
   * @param trace the game, in all its orders
   */
  record Drawn(VertexGame game, GameTrace trace) {}

  /** Adds a finished game, if it is among the cheapest of its graph and has a move. */
  public void add(VertexGame game, Trajectory trajectory) {
    arrivals++;
    if (game.moves() == 0) {
      return;
    }
    List<Kept> kept = byGame.computeIfAbsent(game, this::register);
    long cost = trajectory.multiplications() - game.opening().multiplications();
    if (kept.size() == capacity && cost > kept.get(capacity - 1).trace.multiplications()) {
      return;
    }
    GameTrace trace = GameTrace.of(game, trajectory);
    kept.removeIf(other -> other.trace.key() == trace.key());
    kept.add(new Kept(trace, arrivals));
    kept.sort(CHEAPEST_THEN_LATEST);
    if (kept.size() > capacity) {
      kept.remove(capacity);
    }
  }

  private List<Kept> register(VertexGame game) {
    games.add(game);
    return new ArrayList<>();
  }

  /** Tells whether there is no game to learn from. */
  public boolean isEmpty() {
    return games.isEmpty();
  }

  /**
   * Returns the games that are kept of a graph, the latest of the cheapest last: added to another
   * collection in this order, they rank there as they do here.
   */
  public List<GameTrace> of(VertexGame game) {
    List<GameTrace> traces = new ArrayList<>();
    for (Kept kept : byGame.getOrDefault(game, List.of())) {
      traces.add(0, kept.trace);
    }
    return traces;
  }

  /** Draws a graph, each as likely as the others, and one of its games. */
  Drawn draw(SplittableRandom random) {
    VertexGame game = games.get(random.nextInt(games.size()));
    List<Kept> kept = byGame.get(game);
    return new Drawn(game, kept.get(random.nextInt(kept.size())).trace);
  }
}
