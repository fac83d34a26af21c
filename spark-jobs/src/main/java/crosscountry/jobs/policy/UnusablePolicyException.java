package crosscountry.jobs.policy;

/** A trained network that cannot be had or cannot play; the message is one sentence. */
public final class UnusablePolicyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnusablePolicyException(String sentence) {
    super(sentence);
  }

  UnusablePolicyException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
