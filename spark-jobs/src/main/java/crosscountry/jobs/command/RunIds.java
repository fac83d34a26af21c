package crosscountry.jobs.command;

import crosscountry.datasets.tables.FileKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Names of runs, as users give them or as the clock does. */
final class RunIds {

  /** What events of a structured log call the run that they are of. */
  static final String FIELD = "run_id";

  /** To the millisecond, so that commands of a script do not meet. */
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter NIGHT =
      DateTimeFormatter.ofPattern("'nightly-'yyyyMMdd").withZone(ZoneOffset.UTC);

  private RunIds() {}

  /** Returns the name of a night's run, by the date in UTC. */
  static String ofNight(Instant instant) {
    return NIGHT.format(instant);
  }

  /** Returns the name of a run that begins now and was given none. */
  static String fromClock() {
    return CLOCK.format(Instant.now());
  }

  /**
   * Returns the name that a user gave.
   *
   * @throws BadInputException if files cannot be named after it
   */
  static String valid(String runId) {
    return valid(runId, "--run-id");
  }

  /**
   * Returns the name that a user gave.
   *
   * @param given the option or the setting that gave it
   * @throws BadInputException if files cannot be named after it
   */
  static String valid(String runId, String given) {
    try {
      FileKey.ofRun(runId);
      return runId;
    } catch (IllegalArgumentException unfit) {
      throw new BadInputException(given + " cannot be used: " + unfit.getMessage());
    }
  }
}
