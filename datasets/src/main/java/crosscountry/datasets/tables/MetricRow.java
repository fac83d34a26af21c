package crosscountry.datasets.tables;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * One measurement of a run, of a step of the learner or of a wave of self-play, or something that
 * happened to it.
 *
 * @param runId the run
 * @param kind what was measured
 * @param wave the wave, counted from 0, or null if a step belongs to none
 * @param version the first version of the network that contains the step, or the one that the wave
 *     played with
 * @param step the learner's steps so far, or null if it has not begun
 * @param recordedAt when it was recorded, to the microsecond
 * @param elapsedSeconds seconds since the run's attempt began
 * @param graph the graph that the row is about, or null if it is about all
 * @param play what self-play did, or null if the row is not about that
 * @param learning what the learner did, or null if the row is not about that
 * @param costs what the orders found cost, or null if the row is not about that
 * @param load how busy the driver and the wire were, or null if the row is not about that
 * @param event one sentence on what happened, or null if the row is a measurement
 */
public record MetricRow(
    String runId,
    Kind kind,
    Integer wave,
    long version,
    Long step,
    Instant recordedAt,
    double elapsedSeconds,
    String graph,
    Play play,
    Learning learning,
    Costs costs,
    Load load,
    String event)
    implements Serializable {

  /** Creates a row; the time is cut to what the table can hold. */
  public MetricRow {
    recordedAt = recordedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** What was measured; the table has the name in lower case. */
  public enum Kind {
    /** One step of the learner. */
    STEP,
    /** One wave of self-play. */
    WAVE,
    /** Something that a run survived, and that whoever looks after it should know. */
    EVENT;

    /** Returns the text that stands for this kind in the table. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the kind that a text stands for.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    public static Kind ofText(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * What self-play did.
   *
   * @param games games ended
   * @param moves eliminations played in them
   * @param evaluations positions that the network judged
   * @param gamesPerSecond games ended per second of wall time, over all executors
   * @param positionsPerSecond positions played, a move each, per second of wall time, over all
   *     executors
   * @param staleness by how many versions the learner was ahead when the games arrived, averaged
   *     over the games
   * @param busyShare share of the time since the attempt began in which an executor core played,
   *     averaged over the cores; null in rows of versions that did not measure it
   */
  public record Play(
      long games,
      long moves,
      long evaluations,
      double gamesPerSecond,
      double positionsPerSecond,
      double staleness,
      Double busyShare)
      implements Serializable {}

  /**
   * What the learner did.
   *
   * @param policyLoss cross-entropy between the search's and the network's moves, in nats
   * @param valueLoss Huber error of the predicted remaining cost, in squared fractions of the
   *     graph's baseline
   * @param loss the weighted sum that was minimized
   * @param learningRate the step size
   * @param replaySize positions in the replay buffer
   */
  public record Learning(
      double policyLoss, double valueLoss, double loss, double learningRate, long replaySize)
      implements Serializable {}

  /**
   * What the orders found cost.
   *
   * @param best multiplications of the best order so far in the run
   * @param mean multiplications per game, averaged over the games that the row is about
   * @param evaluated multiplications of the game in which the policy took its best move each time;
   *     null where none was played
   * @param costModel the name of the rules by which multiplications are counted; null in rows of
   *     versions that knew only {@code principle}
   */
  public record Costs(long best, double mean, Long evaluated, String costModel)
      implements Serializable {}

  /**
   * How busy the driver and the wire were.
   *
   * @param learnerShare share of the time since the attempt began in which the learner worked
   * @param owedUpdates updates that the games that had arrived still called for
   * @param resultBytes size of a task's games as they crossed the wire, averaged over the tasks of
   *     the attempt; null before the first was measured
   * @param snapshotBytes size of a published network as it crosses the wire
   */
  public record Load(double learnerShare, long owedUpdates, Double resultBytes, Long snapshotBytes)
      implements Serializable {}
}
