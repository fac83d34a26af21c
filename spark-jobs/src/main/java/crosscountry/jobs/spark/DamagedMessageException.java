package crosscountry.jobs.spark;

/** What came over the wire is not what was sent; the message is one sentence. */
public final class DamagedMessageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DamagedMessageException(String sentence) {
    super(sentence);
  }

  DamagedMessageException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
