package crosscountry.jobs.configuration;

/**
 * How waves and learner share time.
 *
 * @param wavesInFlight waves that play while the learner learns; 0 means that they take turns,
 *     which makes a run reproducible
 */
public record Pace(int wavesInFlight) {

  /** One wave at a time, learning in between. */
  public static Pace synchronous() {
    return new Pace(0);
  }

  /** The learner works while so many waves play. */
  public static Pace overlapping(int wavesInFlight) {
    return new Pace(wavesInFlight);
  }

  /** Tells whether waves and learner take turns. */
  public boolean isSynchronous() {
    return wavesInFlight == 0;
  }
}
