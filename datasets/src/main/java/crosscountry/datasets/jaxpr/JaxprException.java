package crosscountry.datasets.jaxpr;

/**
 * A jaxpr that can't be used. The message is one sentence on one line, fit for whoever named the
 * file.
 */
public abstract sealed class JaxprException extends RuntimeException
    permits JaxprSyntaxException, UnsupportedFunctionException, UnreadableJaxprException {

  private static final long serialVersionUID = 1L;

  JaxprException(String message) {
    super(message);
  }

  JaxprException(String message, Throwable cause) {
    super(message, cause);
  }
}
