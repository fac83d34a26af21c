package crosscountry.models.device;

/** ND4J could not be started as chosen; the message is one sentence. */
public final class UnusableDeviceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception from what ND4J ran into, of which the root says most.
   *
   * @param remedy end of the sentence, which says what to do; may be empty
   */
  UnusableDeviceException(Throwable failure, String remedy) {
    super("ND4J cannot be started: " + rootOf(failure) + remedy, failure);
  }

  UnusableDeviceException(String sentence) {
    super(sentence);
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
