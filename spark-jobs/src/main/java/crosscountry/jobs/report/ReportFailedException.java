package crosscountry.jobs.report;

/** A report that cannot be drawn or written; the message is one sentence. */
public final class ReportFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ReportFailedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
