package crosscountry.jobs.report;

/** A report that cannot be drawn or written; the message is one sentence. */
public final class ReportFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param sentence what is wrong, where, and what to do
   */
  public ReportFailedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
