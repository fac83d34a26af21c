package crosscountry.jobs.spark;

/** A cluster that was there when the jobs began, and then was not. */
public final class LostClusterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param sentence what has happened, and what to do
   * @param cause what jobs said of it
   */
  public LostClusterException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
