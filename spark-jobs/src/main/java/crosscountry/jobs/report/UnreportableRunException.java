package crosscountry.jobs.report;

/** A run of which no learning curve can be told; the message is one sentence. */
public final class UnreportableRunException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreportableRunException(String sentence) {
    super(sentence);
  }
}
