package crosscountry.models.learning;

import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.models.network.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Games that were played some time ago, of which some at a time are in memory. What they teach is
 * what a {@link ReplayBuffer} does: the cheapest of each graph which moves to make, all of them
 * what vertices cost when their turn comes. Confined to one thread.
 */
public final class StoredGames {

  private record Stored(VertexGame game, Trajectory trajectory) {}

  private final BestGames best;
  private final double bestShare;
  private final ExampleEncoders encoders;
  private final List<Stored> stored = new ArrayList<>();

  /**
   * Creates a collection that holds the cheapest games only.
   *
   * @param best the cheapest games of each graph, found before, of which there must be one; not
   *     changed, so that others may draw from them at the same time
   * @param bestShare probability with which an example is drawn from the cheapest games, in [0, 1]
   * @param architecture of the network that learns
   * @throws IllegalArgumentException if there is no cheapest game
   */
  public StoredGames(BestGames best, double bestShare, Architecture architecture) {
    if (best.isEmpty()) {
      throw new IllegalArgumentException("There is no game to learn from");
    }
    this.best = best;
    this.bestShare = bestShare;
    this.encoders = new ExampleEncoders(architecture);
  }

  /** Adds a game to draw from. A game without moves teaches nothing. */
  public void add(VertexGame game, Trajectory trajectory) {
    if (game.moves() > 0) {
      stored.add(new Stored(game, trajectory));
    }
  }

  /**
   * Draws a batch: for each example a game at random, then a position of it at random. Among the
   * cheapest games all graphs weigh the same; where no others are there, all examples are of those.
   *
   * @param examples size of the batch
   * @param random source of the draw
   */
  public List<TrainingExample> draw(int examples, SplittableRandom random) {
    List<TrainingExample> batch = new ArrayList<>(examples);
    for (int example = 0; example < examples; example++) {
      boolean imitated = stored.isEmpty() || random.nextDouble() < bestShare;
      batch.add(imitated ? encoders.imitated(best.draw(random), random) : recalled(random));
    }
    return batch;
  }

  private TrainingExample recalled(SplittableRandom random) {
    Stored drawn = stored.get(random.nextInt(stored.size()));
    return encoders.recalled(drawn.game, drawn.trajectory, random);
  }
}
