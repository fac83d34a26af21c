package crosscountry.datasets.jaxpr;

/** A file that cannot be read as text. */
public final class UnreadableJaxprException extends JaxprException {

  private static final long serialVersionUID = 1L;

  UnreadableJaxprException(String message, Throwable cause) {
    super(message, cause);
  }
}
