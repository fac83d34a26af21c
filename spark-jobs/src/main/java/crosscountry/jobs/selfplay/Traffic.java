package crosscountry.jobs.selfplay;

/**
 * What tasks have sent to the driver.
 *
 * @param results task results that arrived
 * @param bytes their size as Spark sent them: what the tasks returned, and Spark's own metrics
 */
public record Traffic(long results, long bytes) {

  /** Nothing. */
  public static final Traffic NOTHING = new Traffic(0, 0);

  /** Returns this and one more result. */
  Traffic plus(long moreBytes) {
    return new Traffic(results + 1, bytes + moreBytes);
  }
}
