package crosscountry.jobs.selfplay;

import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses among the games of a task while they are played: hundreds may be played where a few are
 * worth sending. Confined to one thread.
 */
final class KeptGames {

  private final VertexGame game;
  private final int capacity;
  private final List<Trajectory> certain = new ArrayList<>();

  /** Cheapest first, the earlier of equals. */
  private final List<Trajectory> cheapest = new ArrayList<>();

  private PlayTally tally = PlayTally.NOTHING;

  /**
   * Keeps games.
   *
   * @param capacity how many of those that must prove cheap to keep, at least 1
   */
  KeptGames(VertexGame game, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "the cheap games to keep (%d) must be at least 1, or the cheapest would be lost"
              .formatted(capacity));
    }
    this.game = game;
    this.capacity = capacity;
  }

  /** Takes in a game that is kept whatever it cost. */
  void keep(Trajectory trajectory) {
    tally = tally.plus(game, trajectory);
    certain.add(trajectory);
  }

  /** Takes in a game that is kept only if few were cheaper. */
  void offer(Trajectory trajectory) {
    tally = tally.plus(game, trajectory);
    cheapest.add(trajectory);
    // A stable sort.
    cheapest.sort(Comparator.comparingLong(Trajectory::multiplications));
    if (cheapest.size() > capacity) {
      cheapest.remove(capacity);
    }
  }

  /** Returns the games that were kept. */
  List<Trajectory> games() {
    List<Trajectory> games = new ArrayList<>(certain);
    games.addAll(cheapest);
    return games;
  }

  /** Returns what all games came to. */
  PlayTally tally() {
    return tally;
  }
}
