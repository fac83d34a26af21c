package crosscountry.datasets.jaxpr;

/** A file that can't be read as text. */
public final class UnreadableJaxprException extends JaxprException {

  private static final long serialVersionUID = 1L;

  UnreadableJaxprException(String message) {
    super(message);
  }

  UnreadableJaxprException(String message, Throwable cause) {
    super(message, cause);
  }
}
