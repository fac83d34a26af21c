package crosscountry.models.learning;

import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.models.network.Architecture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The games from which the learner draws positions: the latest, and the cheapest of each graph.
 *
 * <p>Both teach what vertices cost when their turn comes; which moves to make is taught by the
 * cheapest games, and by searches in the latest. The latest games leave when the buffer holds more
 * positions than it should, which bounds their age; the cheapest of a graph stay until others are
 * as cheap, however old they are. Games are kept as trajectories, a few kilobytes each; a position
 * is replayed and encoded when it is drawn. Confined to one thread.
 */
public final class ReplayBuffer {

  private final ReplaySettings settings;
  private final BestGames best;
  private final ArrayDeque<PlayedGame> arrivals = new ArrayDeque<>();
  private final List<PlayedGame> drawable = new ArrayList<>();
  private final ExampleEncoders encoders;
  private int positions;

  /**
   * Creates an empty buffer.
   *
   * @param settings what to keep and how to draw
   * @param architecture of the network that learns from it
   */
  public ReplayBuffer(ReplaySettings settings, Architecture architecture) {
    this.settings = settings;
    this.encoders = new ExampleEncoders(architecture);
    this.best = new BestGames(settings.bestGames());
  }

  /** Adds a finished game and lets the oldest go. A game without moves teaches nothing. */
  public void add(VertexGame game, Trajectory trajectory) {
    if (game.moves() == 0) {
      return;
    }
    best.add(game, trajectory);
    PlayedGame played = new PlayedGame(game, trajectory, drawable.size());
    arrivals.add(played);
    drawable.add(played);
    positions += game.moves();
    while (positions > settings.recentPositions() && arrivals.size() > 1) {
      PlayedGame oldest = arrivals.remove();
      positions -= oldest.game.moves();
      PlayedGame last = drawable.remove(drawable.size() - 1);
      if (last != oldest) {
        drawable.set(oldest.slot, last);
        last.slot = oldest.slot;
      }
    }
  }

  /** Returns the number of positions that can be drawn. */
  public int positions() {
    return positions;
  }

  /**
   * Adds a game to the cheapest of its graph, if it is one of them, but not to the latest: it was
   * not played by the network.
   */
  public void addExample(VertexGame game, Trajectory trajectory) {
    best.add(game, trajectory);
  }

  /**
   * Draws a batch: for each example a game at random, then a position of it at random, so that
   * graphs weigh by their games and not by their size. Among the cheapest games all graphs weigh
   * the same.
   *
   * @param examples size of the batch
   * @param random source of the draw
   * @throws IllegalStateException if the buffer is empty
   */
  public List<TrainingExample> draw(int examples, SplittableRandom random) {
    if (drawable.isEmpty()) {
      throw new IllegalStateException("the replay buffer is empty");
    }
    List<TrainingExample> batch = new ArrayList<>(examples);
    for (int example = 0; example < examples; example++) {
      batch.add(
          random.nextDouble() < settings.bestShare()
              ? encoders.imitated(best.draw(random), random)
              : drawLatest(random));
    }
    return batch;
  }

  private TrainingExample drawLatest(SplittableRandom random) {
    PlayedGame played = drawable.get(random.nextInt(drawable.size()));
    return encoders.recalled(played.game, played.trajectory, random);
  }

  private static final class PlayedGame {
    private final VertexGame game;
    private final Trajectory trajectory;
    private int slot;

    PlayedGame(VertexGame game, Trajectory trajectory, int slot) {
      this.game = game;
      this.trajectory = trajectory;
      this.slot = slot;
    }
  }
}
