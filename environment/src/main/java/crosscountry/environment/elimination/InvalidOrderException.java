package crosscountry.environment.elimination;

/** An order that is not a permutation of the eliminable vertices; the message is one sentence. */
public final class InvalidOrderException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates the error from one sentence that names what is wrong and where. */
  public InvalidOrderException(String message) {
    super(message);
  }
}
