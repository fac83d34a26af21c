package crosscountry.models.learning;

/**
 * What a replay buffer keeps and how it is drawn from.
 *
 * @param recentPositions positions of the latest games to keep
 * @param bestGames cheapest games to keep of each graph
 * @param bestShare probability with which an example is drawn from the cheapest games, in [0, 1]
 */
public record ReplaySettings(int recentPositions, int bestGames, double bestShare) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public ReplaySettings {
    if (recentPositions < 1 || bestGames < 1 || !(bestShare >= 0 && bestShare <= 1)) {
      throw new IllegalArgumentException(
          ("the positions to replay (%d) and the best games (%d) must be at least 1, and the share"
                  + " of best games (%s) within 0..1")
              .formatted(recentPositions, bestGames, bestShare));
    }
  }
}
