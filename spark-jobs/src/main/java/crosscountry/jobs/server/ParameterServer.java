package crosscountry.jobs.server;

import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.jobs.configuration.LearningSettings;
import crosscountry.jobs.selfplay.SeedMix;
import crosscountry.models.learning.Learner;
import crosscountry.models.learning.LearnerState;
import crosscountry.models.learning.ReplayBuffer;
import crosscountry.models.network.DivergedException;
import crosscountry.models.network.LossReport;
import crosscountry.models.network.NetworkSnapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/**
 * Owns the one shared network: takes games in, learns from them, gives versions out. Confined to
 * one thread, but for {@link #progress} and {@link #updatesFor}, which any may call.
 *
 * <p>Playing and learning are coupled by one number, the draws per position: the learner owes
 * updates for every game that arrives, and does no more than it owes.
 */
public final class ParameterServer {

  /** Some bad batches among good ones may be survived; if there are only bad ones, all is lost. */
  private static final int MOST_ROLLBACKS_IN_A_ROW = 10;

  /** Versions to which the network can go back. */
  private static final int MOST_REMEMBERED = 8;

  private final Learner learner;
  private final ReplayBuffer replay;
  private final LearningSettings settings;
  private final long seed;
  private volatile Progress progress;

  /** What was published last, newest first; never empty. */
  private final Deque<Published> published = new ArrayDeque<>();

  private int rollbacksInRow;

  /**
   * Creates a server.
   *
   * @param learner holder of the network
   * @param settings how the learner is fed
   * @param seed source of the draws
   * @param progress where an earlier run stopped, or {@link Progress#START}
   */
  public ParameterServer(Learner learner, LearningSettings settings, long seed, Progress progress) {
    this.learner = learner;
    this.replay = new ReplayBuffer(settings.replay(), learner.blueprint().architecture());
    this.settings = settings;
    this.seed = seed;
    this.progress = progress;
    remember(progress.version);
  }

  /** A version, and all that was learnt by then. */
  private record Published(long version, LearnerState state) {}

  /**
   * How far a server has come.
   *
   * @param version number of the newest published snapshot
   * @param steps updates made
   * @param stepsAtPublication updates that the newest published snapshot contains
   * @param positions positions that have arrived
   */
  public record Progress(long version, long steps, long stepsAtPublication, long positions) {

    /** Nothing played, nothing learnt, the initial network published as version 0. */
    public static final Progress START = new Progress(0, 0, 0, 0);
  }

  /** Takes in the games of a task. */
  void absorb(ArrivedGames games) {
    games.kept().forEach(trajectory -> replay.add(games.game(), trajectory));
    credit(games.moves());
  }

  /** Counts moves that call for updates; negative if they were counted and are taken back. */
  public void credit(long moves) {
    Progress before = progress;
    progress =
        new Progress(
            before.version, before.steps, before.stepsAtPublication, before.positions + moves);
  }

  /** Takes in a game that a checkpoint already accounts for. */
  public void recall(VertexGame game, Trajectory trajectory) {
    replay.add(game, trajectory);
  }

  /** Takes in a game that was not played by the network, to be imitated. */
  public void show(VertexGame game, Trajectory trajectory) {
    replay.addExample(game, trajectory);
  }

  /** Returns how many more updates the games that have arrived call for. */
  public long owedUpdates() {
    Progress now = progress;
    return replay.positions() > 0 ? Math.max(0, updatesFor(now.positions) - now.steps) : 0;
  }

  /** Returns how many updates so many moves call for. */
  public long updatesFor(long moves) {
    return (long) (moves * settings.drawsPerPosition() / settings.batchSize());
  }

  /**
   * Makes one update from a fresh draw, which depends on the seed and the number of the update. If
   * its loss is no finite number, the network falls back to what was last published, and the update
   * counts as made, so that the next one draws other examples.
   *
   * @throws DivergedException if that happens again and again
   */
  public Update update() {
    Progress before = progress;
    SplittableRandom random = new SplittableRandom(SeedMix.of(seed, before.steps));
    progress =
        new Progress(before.version, before.steps + 1, before.stepsAtPublication, before.positions);
    try {
      LossReport report = learner.learn(replay.draw(settings.batchSize(), random));
      rollbacksInRow = 0;
      return new Update.Learnt(report);
    } catch (DivergedException diverged) {
      return rollBack(diverged);
    }
  }

  private Update rollBack(DivergedException diverged) {
    rollbacksInRow++;
    // A version from which no update succeeds was bad when it was published.
    if (rollbacksInRow > 1 && published.size() > 1) {
      published.removeFirst();
    }
    learner.rollBack(published.getFirst().state);
    if (rollbacksInRow == MOST_ROLLBACKS_IN_A_ROW) {
      throw diverged;
    }
    return new Update.RolledBack(
        published.getFirst().version,
        "update %d was undone and the network went back to version %d: %s"
            .formatted(
                progress.steps,
                published.getFirst().version,
                diverged.getMessage().lines().findFirst().orElseThrow()));
  }

  private void remember(long version) {
    published.addFirst(new Published(version, learner.state()));
    if (published.size() > MOST_REMEMBERED) {
      published.removeLast();
    }
  }

  /** Returns the current parameters, as a new version if they have changed since the last one. */
  public NetworkSnapshot publish() {
    return progress.steps > progress.stepsAtPublication
        ? publishAnew()
        : learner.snapshot(progress.version);
  }

  /** Returns all that is needed to go on from here, under a version of its own. */
  SavedServer save() {
    publishAnew();
    return new SavedServer(published.getFirst().state, progress);
  }

  /** Returns the current parameters as a new version, whether they have changed or not. */
  NetworkSnapshot publishAnew() {
    Progress before = progress;
    progress = new Progress(before.version + 1, before.steps, before.steps, before.positions);
    remember(progress.version);
    return learner.snapshot(progress.version);
  }

  /** Returns how far the server has come. */
  public Progress progress() {
    return progress;
  }

  /** Returns the positions that can be drawn. */
  public int replayPositions() {
    return replay.positions();
  }
}
