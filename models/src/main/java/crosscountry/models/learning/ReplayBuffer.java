package crosscountry.models.learning;

import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.models.network.Architecture;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The most recent games, from which the learner draws positions.
 *
 * <p>Games are kept as trajectories, a few kilobytes each; a position is replayed and encoded when
 * it is drawn. The oldest games leave when the buffer holds more positions than its capacity.
 * Confined to one thread.
 */
public final class ReplayBuffer {

  private final int capacity;
  private final Architecture architecture;
  private final ArrayDeque<PlayedGame> arrivals = new ArrayDeque<>();
  private final List<PlayedGame> drawable = new ArrayList<>();
  private final Map<VertexGame, ExampleEncoder> encoders = new HashMap<>();
  private int positions;

  /**
   * Creates an empty buffer.
   *
   * @param capacity positions to keep, at least 1
   * @param architecture of the network that learns from them
   */
  public ReplayBuffer(int capacity, Architecture architecture) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "the replay capacity (%d) must be at least 1".formatted(capacity));
    }
    this.capacity = capacity;
    this.architecture = architecture;
  }

  /** Adds a finished game and lets the oldest go. A game without moves teaches nothing. */
  public void add(VertexGame game, Trajectory trajectory) {
    if (trajectory.moves() == 0) {
      return;
    }
    PlayedGame played = new PlayedGame(game, trajectory, drawable.size());
    arrivals.add(played);
    drawable.add(played);
    positions += trajectory.moves();
    while (positions > capacity && arrivals.size() > 1) {
      PlayedGame oldest = arrivals.remove();
      positions -= oldest.trajectory.moves();
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
   * Draws a batch: for each example a game at random, then a move of it at random, so that graphs
   * weigh by their games and not by their size.
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
      PlayedGame played = drawable.get(random.nextInt(drawable.size()));
      int move = random.nextInt(played.trajectory.moves());
      batch.add(
          encoders
              .computeIfAbsent(played.game, game -> new ExampleEncoder(game, architecture))
              .encode(played.trajectory, move));
    }
    return batch;
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
