package crosscountry.jobs.selfplay;

import java.util.concurrent.atomic.LongAdder;

/** What all tasks that ran in this JVM have played, retried and unheeded ones included. */
public final class PlayMeter {

  private static final LongAdder GAMES = new LongAdder();
  private static final LongAdder POSITIONS = new LongAdder();
  private static final LongAdder EVALUATIONS = new LongAdder();

  private PlayMeter() {}

  /** Adds what a task has played. */
  static void count(PlayTally tally) {
    GAMES.add(tally.games());
    POSITIONS.add(tally.moves());
    EVALUATIONS.add(tally.evaluations());
  }

  /** Returns the games that were finished. */
  public static long games() {
    return GAMES.sum();
  }

  /** Returns the positions that were played. */
  public static long positions() {
    return POSITIONS.sum();
  }

  /** Returns the positions that were judged. */
  public static long evaluations() {
    return EVALUATIONS.sum();
  }
}
