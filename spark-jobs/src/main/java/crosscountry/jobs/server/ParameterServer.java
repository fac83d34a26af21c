package crosscountry.jobs.server;

import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.jobs.configuration.LearningSettings;
import crosscountry.jobs.selfplay.SeedMix;
import crosscountry.models.learning.Learner;
import crosscountry.models.learning.ReplayBuffer;
import crosscountry.models.network.LossReport;
import crosscountry.models.network.NetworkSnapshot;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Owns the one shared network: takes games in, learns from them, gives versions out. Confined to
 * the driver's main thread.
 *
 * <p>Playing and learning are coupled by one number, the draws per position: the learner owes
 * updates for every game that arrives, and does no more than it owes.
 */
public final class ParameterServer {

  private final Learner learner;
  private final ReplayBuffer replay;
  private final LearningSettings settings;
  private final long seed;
  private Progress progress;

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
  }

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

  /**
   * Takes in the games of a task.
   *
   * @param kept the games to learn from
   * @param moves moves of all games that were played, kept or not
   */
  public void absorb(VertexGame game, List<Trajectory> kept, long moves) {
    kept.forEach(trajectory -> replay.add(game, trajectory));
    progress =
        new Progress(
            progress.version,
            progress.steps,
            progress.stepsAtPublication,
            progress.positions + moves);
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
    double drawn = progress.positions * settings.drawsPerPosition();
    long called = (long) (drawn / settings.batchSize());
    return replay.positions() > 0 ? Math.max(0, called - progress.steps) : 0;
  }

  /** Makes one update from a fresh draw, which depends on the seed and the number of the update. */
  public LossReport update() {
    SplittableRandom random = new SplittableRandom(SeedMix.of(seed, progress.steps));
    LossReport report = learner.learn(replay.draw(settings.batchSize(), random));
    progress =
        new Progress(
            progress.version, progress.steps + 1, progress.stepsAtPublication, progress.positions);
    return report;
  }

  /** Returns the current parameters, as a new version if they have changed since the last one. */
  public NetworkSnapshot publish() {
    if (progress.steps > progress.stepsAtPublication) {
      progress =
          new Progress(progress.version + 1, progress.steps, progress.steps, progress.positions);
    }
    return learner.snapshot(progress.version);
  }

  /** Returns the current parameters as a new version, whether they have changed or not. */
  public NetworkSnapshot publishAnew() {
    progress =
        new Progress(progress.version + 1, progress.steps, progress.steps, progress.positions);
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

  /** Returns the learner, whose state a checkpoint holds. */
  public Learner learner() {
    return learner;
  }
}
