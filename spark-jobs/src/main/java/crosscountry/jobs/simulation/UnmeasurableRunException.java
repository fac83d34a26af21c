package crosscountry.jobs.simulation;

/** A run from which no times can be taken; the message is one sentence. */
public final class UnmeasurableRunException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnmeasurableRunException(String sentence) {
    super(sentence);
  }
}
